package org.end4rec.core.kernel;

/**
 * Arithmetic and functions element by element; the gradients here are those that need a loop of their own: dx += dy·f′.
 */
public interface ElementwiseKernels {
    /** y = a + b. */
    void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** y = a − b. */
    void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** y = a·b. */
    void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** y = s·x. */
    void scale(float s, float[] x, int xo, float[] y, int yo, int n);

    /** y = (x − a) − b. */
    void shift(float[] x, int xo, float a, float b, float[] y, int yo, int n);

    /** y += x. */
    void accumulate(float[] x, int xo, float[] y, int yo, int n);

    /** y = fma(s, x, y). */
    void axpy(float s, float[] x, int xo, float[] y, int yo, int n);

    /** y = fma(a, b, y). */
    void multiplyAccumulate(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** y = max(a, b); NaN where one is. */
    void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n);

    /** y = max(x, 0); NaN stays NaN. */
    void relu(float[] x, int xo, float[] y, int yo, int n);

    /** dx += dy where x > 0. */
    void reluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n);

    /** y = e^x. */
    void exp(float[] x, int xo, float[] y, int yo, int n);

    /** y = e^(x − shift) for x ≤ shift + 60. */
    void expDifference(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n);

    /** y += e^(x − shift) for x ≤ shift + 60. */
    void accumulateExp(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n);

    /** y = ln x; −∞ at 0, NaN below. */
    void log(float[] x, int xo, float[] y, int yo, int n);

    /** y = tanh x. */
    void tanh(float[] x, int xo, float[] y, int yo, int n);

    /** y = 1/(1 + e^−x). */
    void sigmoid(float[] x, int xo, float[] y, int yo, int n);

    /** y = log σ(x) = min(x, 0) − log(1 + e^−|x|). */
    void logSigmoid(float[] x, int xo, float[] y, int yo, int n);

    /** y = x·Φ(x), the exact GELU. */
    void gelu(float[] x, int xo, float[] y, int yo, int n);

    /** y = x·Φ(x) and dx = dy·(Φ(x) + x·φ(x)), both from one exponential; dx is overwritten. */
    void geluAndGradient(float[] x, int xo, float[] dy, int dyo, float[] y, int yo, float[] dx, int dxo, int n);
}
