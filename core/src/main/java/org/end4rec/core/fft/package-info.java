/**
 * Fourier transforms along time. Read {@link org.end4rec.core.fft.RealFft} first: it turns pairs of real channels into
 * complex ones. {@code MixedRadix} transforms lengths made of 2, 3 and 5, {@code Bluestein} every other length; their
 * loops are in {@link org.end4rec.core.kernel.Kernels}. For reading, {@code DoubleDft} has the same transforms without
 * speed. Deliberately absent: other axes and layouts, several dimensions, threads.
 */
@NullMarked
package org.end4rec.core.fft;

import org.jspecify.annotations.NullMarked;
