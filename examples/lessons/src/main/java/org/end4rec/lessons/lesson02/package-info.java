/** Lesson 2, ops on arrays: the gaps of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson02;

import org.jspecify.annotations.NullMarked;
