/** Lesson 6, the fast Fourier transform by hand: the gaps of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson06;

import org.jspecify.annotations.NullMarked;
