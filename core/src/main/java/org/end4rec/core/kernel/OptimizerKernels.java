package org.end4rec.core.kernel;

/** Steps of the optimizer. */
public interface OptimizerKernels {
    /**
     * One Adam step on one parameter: m = β₁m + (1−β₁)g, v = β₂v + (1−β₂)g², w = decay·w − rate·m/(√v·scale + ε).
     *
     * @param decay 1 − learning rate × weight decay
     * @param rate learning rate / (1 − β₁ᵗ)
     * @param scale 1/√(1 − β₂ᵗ)
     */
    void adam(
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
            float scale);

    /**
     * The Adam steps from … to−1 with a gradient of zero, the bits of as many calls of {@link #adam}; step j takes its
     * factors from index j of the arrays. Elements stay in registers, and cost three products once a step is too small
     * to change w.
     *
     * @param settledFrom from this step on a step that is too small stays so
     */
    void adamZeroGradientSteps(
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
            int settledFrom);
}
