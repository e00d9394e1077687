package org.end4rec.core.kernel;

/**
 * Sums and maxima, the exponentials of a softmax, and layer normalization; the order of sums is that of
 * {@link Kernels}.
 */
public interface ReductionKernels {
    /** Σ x, in the order of the class comment. */
    float sum(float[] x, int xo, int n);

    /** Σ a·b by fused multiply-add, in the order of the class comment. */
    float dot(float[] a, int ao, float[] b, int bo, int n);

    /** The largest element; −∞ if n = 0, NaN if any is NaN. */
    float max(float[] x, int xo, int n);

    // exponentials for softmax: x − shift is at most 60, as it is if shift is a maximum or the logarithm of a sum

    /** y = e^(x − shift) and returns Σ y. */
    float expSum(float[] x, int xo, float shift, float[] y, int yo, int n);

    // softmax along the columns of a matrix [rows, n], rows at least 1, each ld elements after the one before

    /** Each column becomes its softmax: x = e^(scale·x − max)/Σ, scale > 0, sums from the first row to the last. */
    void softmaxColumns(float scale, float[] x, int xo, int ld, int rows, int n);

    /** dy = scale·y⊙(dy − Σ y⊙dy) for each column, sums from the first row to the last. */
    void softmaxColumnsGradient(float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n);

    /** Σ e^(x − shift), without writing the terms: the same bits as {@link #expSum}. */
    float sumExp(float[] x, int xo, float shift, int n);

    /** y = scale·e^(x − shift). */
    void scaledExp(float[] x, int xo, float shift, float scale, float[] y, int yo, int n);

    // layer normalization of rows [rows,d], one after the other; weight and bias are [d]

    /** Numbers that {@link #layerNorm} keeps of each row for its gradient. */
    int ROW_STATISTICS = 3;

    /**
     * y = x̂·weight + bias with x̂ = (x − mean)/√(variance + epsilon) of each row; the moments are taken in two passes,
     * so a large mean costs no precision.
     *
     * @param statistics receives {@link #ROW_STATISTICS} numbers a row
     */
    void layerNorm(
            int rows,
            int d,
            double epsilon,
            float[] x,
            int xo,
            float[] weight,
            float[] bias,
            float[] y,
            int yo,
            float[] statistics,
            int so);

    /**
     * With g = dy·weight: dx = (g − mean(g) − x̂·mean(g·x̂))/√(variance + epsilon), which is written, not added;
     * dWeight += Σ dy·x̂ and dBias += Σ dy, row after row. dx may be x or dy at the same offset.
     */
    void layerNormGradient(
            int rows,
            int d,
            float[] x,
            int xo,
            float[] weight,
            float[] statistics,
            int so,
            float[] dy,
            int dyo,
            float[] dx,
            int dxo,
            float[] dWeight,
            float[] dBias);
}
