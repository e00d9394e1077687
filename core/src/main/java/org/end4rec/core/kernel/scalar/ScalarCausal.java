package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.ElementwiseKernels;
import org.end4rec.core.kernel.SpectralKernels;

/** Causal filters by their sums: {@link SpectralKernels#causalProduct}. */
public interface ScalarCausal extends SpectralKernels, ElementwiseKernels {
    @Override
    default void causalProduct(int n, int d, float[] h, int ho, float[] x, int xo, float[] y, int yo, int step) {
        channels(this, n, 0, d, h, ho, x, xo, y, yo, step);
    }

    /** The channels from {@code first} on. */
    static void channels(
            ElementwiseKernels kernels,
            int n,
            int first,
            int d,
            float[] h,
            int ho,
            float[] x,
            int xo,
            float[] y,
            int yo,
            int step) {
        for (int t = 0; t < n; t++) {
            for (int u = 0; u <= t; u++) {
                kernels.multiplyAccumulate(
                        h, ho + (t - u) * d + first, x, xo + u * step + first, y, yo + t * step + first, d - first);
            }
        }
    }
}
