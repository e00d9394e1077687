package org.end4rec.core.kernel;

import java.util.Optional;

/**
 * The closed list of inner loops. Two providers implement it, {@link ScalarKernels} in plain Java and {@code
 * VectorKernels} on the incubating Vector API; both give the same bits, because every sum has a fixed order: eight
 * virtual lanes (element i belongs to lane i mod 8), then the tree ((0+4)+(2+6))+((1+5)+(3+7)); products accumulate
 * along k in order with fused multiply-add; transcendental functions are the project's own polynomials.
 *
 * <p>All arrays are float32; {@code xo} is the offset of the first element in {@code x}, {@code n} the number of
 * elements. An output may be one of the inputs at the same offset; partial overlap is not allowed. Single-threaded.
 */
public abstract class Kernels {
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

    /** y += x. */
    public abstract void accumulate(float[] x, int xo, float[] y, int yo, int n);

    /** y = fma(s, x, y). */
    public abstract void axpy(float s, float[] x, int xo, float[] y, int yo, int n);

    /** y = fma(a, b, y). */
    public abstract void multiplyAccumulate(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    // element-wise functions and the gradients that need their own loop: dx += dy·f′

    /** y = max(x, 0); NaN stays NaN. */
    public abstract void relu(float[] x, int xo, float[] y, int yo, int n);

    /** dx += dy where x > 0. */
    public abstract void reluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n);

    /** y = e^x. */
    public abstract void exp(float[] x, int xo, float[] y, int yo, int n);

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

    /** dx += dy·(Φ(x) + x·φ(x)). */
    public abstract void geluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n);

    // reductions

    /** Σ x, in the order of the class comment. */
    public abstract float sum(float[] x, int xo, int n);

    /** Σ a·b by fused multiply-add, in the order of the class comment. */
    public abstract float dot(float[] a, int ao, float[] b, int bo, int n);

    /** The largest element; −∞ if n = 0, NaN if any is NaN. */
    public abstract float max(float[] x, int xo, int n);

    /** y = e^(x − shift) and returns Σ y. */
    public abstract float expSum(float[] x, int xo, float shift, float[] y, int yo, int n);

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
