/** Fourier transforms along time: {@link org.end4rec.core.fft.RealFft}. Deliberately absent: other axes and layouts. */
@NullMarked
package org.end4rec.core.fft;

import org.jspecify.annotations.NullMarked;
