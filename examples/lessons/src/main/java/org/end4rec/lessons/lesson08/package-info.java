/** Lesson 8, Adam: the gap of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson08;

import org.jspecify.annotations.NullMarked;
