package org.end4rec.core.kernel;

import java.util.Optional;

/**
 * The closed list of inner loops. Two providers implement it, {@link ScalarKernels} in plain Java and {@code
 * VectorKernels} on the incubating Vector API; both give the same bits. Products accumulate along k in order with fused
 * multiply-add; transcendental functions are the project's own polynomials; every sum has sixteen virtual lanes: element
 * i belongs to lane i mod 16, but the r elements after the last full sixteen to the last r lanes, and the lanes meet in a
 * tree, i with i + 8, then i + 4, i + 2, i + 1. A vector of 512 bits is the sixteen lanes, and so are two of 256 bits.
 *
 * <p>Arrays are float32 where not said otherwise; {@code xo} is the offset of the first element in {@code x}, {@code n} the number of
 * elements. An output may be one of the inputs at the same offset; partial overlap is not allowed. Single-threaded.
 */
public abstract class Kernels {
    /** The order of a matrix to factorize is padded to a multiple of this. */
    public static final int FACTOR_ROWS = 4;

    /** The columns of a matrix to factorize are padded to a multiple of this: two vectors of 512 bits. */
    public static final int FACTOR_COLUMNS = 16;

    Kernels() {}

    /**
     * The provider chosen at start by the system property {@code end4rec.kernels}: {@code auto}, {@code scalar} or {@code
     * vector}.
     *
     * @throws IllegalArgumentException if the property has another value
     * @throws IllegalStateException if it asks for {@code vector} and the Vector API cannot run
     */
    public static Kernels get() {
        return Provider.chosen();
    }

    /** The plain Java provider, which runs everywhere. */
    public static Kernels scalar() {
        return Provider.SCALAR;
    }

    /** The Vector API provider; empty where the module {@code jdk.incubator.vector} or 256-bit vectors are missing. */
    public static Optional<Kernels> vector() {
        return Provider.vector();
    }

    /** {@code "scalar"} or {@code "vector"}. */
    public abstract String name();

    // element-wise arithmetic

    /** y = a + b. */
    public abstract void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** y = a − b. */
    public abstract void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** y = a·b. */
    public abstract void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** y = s·x. */
    public abstract void scale(float s, float[] x, int xo, float[] y, int yo, int n);

    /** y = (x − a) − b. */
    public abstract void shift(float[] x, int xo, float a, float b, float[] y, int yo, int n);

    /** y += x. */
    public abstract void accumulate(float[] x, int xo, float[] y, int yo, int n);

    /** y = fma(s, x, y). */
    public abstract void axpy(float s, float[] x, int xo, float[] y, int yo, int n);

    /** y = fma(a, b, y). */
    public abstract void multiplyAccumulate(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** y = max(a, b); NaN where one is. */
    public abstract void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    // element-wise functions and the gradients that need their own loop: dx += dy·f′

    /** y = max(x, 0); NaN stays NaN. */
    public abstract void relu(float[] x, int xo, float[] y, int yo, int n);

    /** dx += dy where x > 0. */
    public abstract void reluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n);

    /** y = e^x. */
    public abstract void exp(float[] x, int xo, float[] y, int yo, int n);

    /** y = e^(x − shift) for x ≤ shift + 60. */
    public abstract void expDifference(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n);

    /** y += e^(x − shift) for x ≤ shift + 60. */
    public abstract void accumulateExp(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n);

    /** y = ln x; −∞ at 0, NaN below. */
    public abstract void log(float[] x, int xo, float[] y, int yo, int n);

    /** y = tanh x. */
    public abstract void tanh(float[] x, int xo, float[] y, int yo, int n);

    /** y = 1/(1 + e^−x). */
    public abstract void sigmoid(float[] x, int xo, float[] y, int yo, int n);

    /** y = log σ(x) = min(x, 0) − log(1 + e^−|x|). */
    public abstract void logSigmoid(float[] x, int xo, float[] y, int yo, int n);

    /** y = x·Φ(x), the exact GELU. */
    public abstract void gelu(float[] x, int xo, float[] y, int yo, int n);

    /** y = x·Φ(x) and dx = dy·(Φ(x) + x·φ(x)), both from one exponential; dx is overwritten. */
    public abstract void geluAndGradient(
            float[] x, int xo, float[] dy, int dyo, float[] y, int yo, float[] dx, int dxo, int n);

    // reductions

    /** Σ x, in the order of the class comment. */
    public abstract float sum(float[] x, int xo, int n);

    /** Σ a·b by fused multiply-add, in the order of the class comment. */
    public abstract float dot(float[] a, int ao, float[] b, int bo, int n);

    /** The largest element; −∞ if n = 0, NaN if any is NaN. */
    public abstract float max(float[] x, int xo, int n);

    // exponentials for softmax: x − shift is at most 60, as it is if shift is a maximum or the logarithm of a sum

    /** y = e^(x − shift) and returns Σ y. */
    public abstract float expSum(float[] x, int xo, float shift, float[] y, int yo, int n);

    // softmax along the columns of a matrix [rows, n], rows at least 1, each ld elements after the one before

    /** Each column becomes its softmax: x = e^(scale·x − max)/Σ, scale > 0, sums from the first row to the last. */
    public abstract void softmaxColumns(float scale, float[] x, int xo, int ld, int rows, int n);

    /** dy = scale·y⊙(dy − Σ y⊙dy) for each column, sums from the first row to the last. */
    public abstract void softmaxColumnsGradient(
            float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n);

    /** Σ e^(x − shift), without writing the terms: the same bits as {@link #expSum}. */
    public abstract float sumExp(float[] x, int xo, float shift, int n);

    /** y = scale·e^(x − shift). */
    public abstract void scaledExp(float[] x, int xo, float shift, float scale, float[] y, int yo, int n);

    // layer normalization of rows [rows,d], one after the other; weight and bias are [d]

    /** Numbers that {@link #layerNorm} keeps of each row for its gradient. */
    public static final int ROW_STATISTICS = Normalization.STATISTICS;

    /**
     * y = x̂·weight + bias with x̂ = (x − mean)/√(variance + epsilon) of each row; the moments are taken in two passes, so a
     * large mean costs no precision.
     *
     * @param statistics receives {@link #ROW_STATISTICS} numbers a row
     */
    public abstract void layerNorm(
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
     * With g = dy·weight: dx = (g − mean(g) − x̂·mean(g·x̂))/√(variance + epsilon), which is written, not added; dWeight +=
     * Σ dy·x̂ and dBias += Σ dy, row after row. dx may be x or dy at the same offset.
     */
    public abstract void layerNormGradient(
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

    // matrix products: c [m,n] = (accumulate ? c : 0) + Σ_k, in order of k with fused multiply-add; lda, ldb and ldc
    // are
    // the distances between rows; k = 0 leaves c, or makes it 0; c overlaps neither a nor b

    /** c += a·b with a [m,k] and b [k,n]. */
    public abstract void productNN(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /** c += a·bᵀ with a [m,k] and b [n,k]. */
    public abstract void productNT(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /** c += aᵀ·b with a [k,m] and b [k,n]. */
    public abstract void productTN(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate);

    /**
     * y [n] = a·b of one row a [k] and b [k,n], with the bits of {@link #productNN} and without its preparations; returns
     * the largest element, as {@link #max}.
     */
    public abstract float rowProduct(int n, int k, float[] a, int ao, float[] b, int bo, int ldb, float[] y, int yo);

    // Cholesky factorization, in double. w [n, ·] holds the matrix A in its first columns and right-hand sides B after
    // them, both padded with columns to a multiple of FACTOR_COLUMNS; n is a multiple of FACTOR_ROWS. Below the
    // diagonal
    // of A and in its padding columns w is not specified; ldv and ldw are the distances between rows

    /** w = I + scale·vᵀv, the upper triangle, of v [k, n]; v is 0 in its padding columns. */
    public abstract void gram(int n, int k, double scale, double[] v, int ldv, double[] w, int ldw);

    /**
     * w = [A | B], of {@code columns} columns with all padding, becomes [U | U⁻ᵀB] with A = UᵀU. Where A is not positive
     * definite, the diagonal of U is not finite from there on.
     */
    public abstract void eliminate(int n, int columns, double[] w, int ldw);

    /** B = U⁻¹B for U as {@link #eliminate} left it and the {@code columns} columns of B from {@code from}. */
    public abstract void substituteBack(int n, int from, int columns, double[] w, int ldw);

    // Fourier transforms: real and imaginary planes apart; s, a multiple of 16, floats of a run share their twiddle

    /**
     * One stage: y[p, j] = w[p, j] · Σ_l x[l, p]·e^(−2πi·jl/radix) for p < m, with w [m, radix − 1, 2] from j = 1 on.
     * Run x[l, p] starts at xr (or xi) + l·xl + p·xp, run y[p, j] at yr (or yi) + p·yp + j·yj + ⌊p/group⌋·gap.
     *
     * @throws IllegalArgumentException if the radix is not 2, 3, 4, 5 or 8
     */
    public abstract void butterflies(
            int radix,
            int m,
            int s,
            float[] w,
            float[] x,
            int xr,
            int xi,
            int xl,
            int xp,
            float[] y,
            int yr,
            int yi,
            int yp,
            int yj,
            int group,
            int gap);

    /**
     * Spectra of pairs of real channels, z [n,s] in two planes, to those of the channels: s channels of y [2,F,d] from
     * yo on are the real ones, the s from yo + d/2 on the imaginary ones. Bins that stand for two are scaled by {@code
     * interior}, added to their mirror image, the others by {@code weight}.
     */
    public abstract void unpairSpectra(
            int n, int s, float weight, float interior, float[] z, int zr, int zi, float[] y, int yo, int d);

    /** The reverse of {@link #unpairSpectra}, from x [2,F,d] to z; imaginary parts of bins that are real are ignored. */
    public abstract void pairSpectra(
            int n, int s, float weight, float interior, float[] x, int xo, int d, float[] z, int zr, int zi);

    /** z[t] = z[t]·w[t] or ·w̄[t] for rows t of s floats; w [rows,2]. */
    public abstract void turnRows(int rows, int s, float[] w, boolean conjugate, float[] z, int zr, int zi);

    /** y += x ⊙ w, complex, element by element; with the conjugate of w if {@code conjugate}. */
    public abstract void complexProduct(
            boolean conjugate, float[] x, int xr, int xi, float[] w, int wr, int wi, float[] y, int yr, int yi, int n);

    /**
     * Y = X·w + b, complex, for each of k chunks of s channels, or max(·, 0) of both parts if {@code rectify}. x, y
     * [2,F,d] with d = k·s, w [2,k,s,s], b [2,k,s]; the sum over a chunk runs in order.
     */
    public abstract void chunkProduct(
            int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify);

    /** dw += Xᴴ·dY, summed over the bins in order from 0, db += dY bin by bin; shapes as in {@link #chunkProduct}. */
    public abstract void chunkGradient(
            int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw, float[] db);

    // optimizer

    /**
     * One Adam step on one parameter: m = β₁m + (1−β₁)g, v = β₂v + (1−β₂)g², w = decay·w − rate·m/(√v·scale + ε).
     *
     * @param decay 1 − learning rate × weight decay
     * @param rate learning rate / (1 − β₁ᵗ)
     * @param scale 1/√(1 − β₂ᵗ)
     */
    public abstract void adam(
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
     * @param calm from this step on a step that is too small stays so: see {@link VectorIdleSteps}
     */
    public abstract void adamIdle(
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
            int calm);
}
