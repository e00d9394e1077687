package org.end4rec.core.fft;

/**
 * The complex Fourier transform, without scaling, of h channels at once. A buffer holds two pairs of planes, each plane
 * {@link #rows} × h floats, in the order real, imaginary (pair 0), real, imaginary (pair 1).
 */
sealed interface ComplexTransform permits MixedRadix, Bluestein {
    /** The transform of length n, by the cheapest algorithm that can do it. */
    static ComplexTransform of(int n) {
        return MixedRadix.covers(n) ? new MixedRadix(n) : new Bluestein(n);
    }

    /** Rows of each plane: the length or, where the algorithm needs more room, above it. */
    int rows();

    /**
     * Transforms the first n rows of one pair of planes, overwriting the other pair. Z[k] = Σ z[t]·e^(∓2πi·kt/n), with
     * minus forward and plus for the inverse.
     *
     * @return the pair that holds the result
     */
    int transform(float[] buffer, int pair, int h, boolean inverse);
}
