package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.ElementwiseKernels;
import org.end4rec.core.kernel.Kernels;

/** Causal filters by their sums: {@link Kernels#causalProduct}. */
public final class ScalarCausal {
    private ScalarCausal() {}

    /** Of the channels from {@code first} on. */
    public static void product(
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
