/** Lesson 3, broadcasting and its undoing: the gap of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson03;

import org.jspecify.annotations.NullMarked;
