/** Lesson 5, the Fourier transform as a change of basis: the gaps of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson05;

import org.jspecify.annotations.NullMarked;
