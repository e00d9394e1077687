package org.end4rec.core.kernel.counting;

import org.end4rec.core.kernel.OptimizerKernels;

/** {@link OptimizerKernels} with their cost. */
interface CountingOptimizer extends Counting, OptimizerKernels {
    @Override
    default void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int offset,
            int n,
            float beta1,
            float beta2,
            float epsilon,
            float decay,
            float rate,
            float scale) {
        count(n, 4, 8, 0, 7);
        counter().add(2, 0, 2L * n, 0, 0);
        delegate().adam(w, g, m, v, offset, n, beta1, beta2, epsilon, decay, rate, scale);
    }

    @Override
    default void adamZeroGradientSteps(
            float[] w,
            float[] m,
            float[] v,
            int offset,
            int n,
            float beta1,
            float beta2,
            float epsilon,
            float[] decay,
            float[] rate,
            float[] scale,
            int from,
            int to,
            int settledFrom) {
        long elements = (long) n * Math.max(0, to - from);
        counter().add(4 * elements, 5 * elements, 2 * elements, 0, to > from ? FLOAT * (6L * n + 3L * (to - from)) : 0);
        delegate()
                .adamZeroGradientSteps(
                        w, m, v, offset, n, beta1, beta2, epsilon, decay, rate, scale, from, to, settledFrom);
    }
}
