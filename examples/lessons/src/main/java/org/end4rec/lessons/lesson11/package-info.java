/** Lesson 11, a block-diagonal matrix of complex numbers: the gaps of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson11;

import org.jspecify.annotations.NullMarked;
