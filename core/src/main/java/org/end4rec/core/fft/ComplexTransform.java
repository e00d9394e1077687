package org.end4rec.core.fft;

import org.end4rec.core.kernel.Kernels;

/**
 * The complex Fourier transform, without scaling, of s channels at once, s a multiple of 16. The work array holds two
 * pairs of planes, each {@link #plane} floats, in the order real, imaginary (pair 0), real, imaginary (pair 1); row t
 * of a plane is its floats t·s … t·s + s − 1.
 */
sealed interface ComplexTransform permits MixedRadix, Bluestein {
    /** The transform of length n, by the cheapest algorithm that can do it. */
    static ComplexTransform of(int n) {
        return MixedRadix.covers(n) ? new MixedRadix(n) : new Bluestein(n);
    }

    /** Floats of one plane: n rows, or more where the algorithm needs them. */
    int plane(int s);

    /**
     * Z[k] = Σ z[t]·e^(−2πi·kt/n) from rows of {@code x}, which start at xr (real) and xi (imaginary) + t·step, to rows
     * of pair 0. Pair 1 is overwritten.
     */
    void forward(Kernels kernels, float[] x, int xr, int xi, int step, int s, float[] work);

    /**
     * z[t] = Σ Z[k]·e^(2πi·kt/n) from rows of pair 0 to rows of {@code y}, which start at yr (real) and yi (imaginary)
     * + t·step. Both pairs are overwritten.
     */
    void inverse(Kernels kernels, float[] work, float[] y, int yr, int yi, int step, int s);
}
