/** Lesson 9, items as vectors: a small shop, the gaps of the exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson09;

import org.jspecify.annotations.NullMarked;
