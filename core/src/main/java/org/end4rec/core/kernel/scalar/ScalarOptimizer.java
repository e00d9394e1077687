package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.OptimizerKernels;

/** Steps of the optimizer in plain Java. */
public interface ScalarOptimizer extends OptimizerKernels {
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
        float rest1 = 1f - beta1;
        float rest2 = 1f - beta2;
        for (int i = offset; i < offset + n; i++) {
            m[i] = Fma.fma(beta1, m[i], rest1 * g[i]);
            v[i] = Fma.fma(beta2, v[i], rest2 * g[i] * g[i]);
            w[i] = decay * w[i] - rate * m[i] / Fma.fma((float) Math.sqrt(v[i]), scale, epsilon);
        }
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
        for (int j = from; j < to; j++) {
            for (int i = offset; i < offset + n; i++) {
                m[i] = Fma.fma(beta1, m[i], 0f);
                v[i] = Fma.fma(beta2, v[i], 0f);
                w[i] = decay[j] * w[i] - rate[j] * m[i] / Fma.fma((float) Math.sqrt(v[i]), scale[j], epsilon);
            }
        }
    }
}
