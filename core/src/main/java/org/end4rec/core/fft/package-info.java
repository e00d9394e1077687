/**
 * Fourier transforms along time. Read {@link org.end4rec.core.fft.RealFft} first: it turns pairs of real channels into
 * complex ones. {@code MixedRadix} transforms lengths made of 2, 3, 4 and 5 with the loops of {@code Stages}, {@code
 * Bluestein} every other length. Deliberately absent: other axes and layouts, several dimensions, threads.
 */
@NullMarked
package org.end4rec.core.fft;

import org.jspecify.annotations.NullMarked;
