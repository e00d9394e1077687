package org.end4rec.core.kernel.scalar;

/** Softmax along the columns of a matrix, in plain Java; every sum goes from the first row to the last. */
final class ScalarColumns {
    private ScalarColumns() {}

    static void softmax(float scale, float[] x, int xo, int ld, int rows, int n) {
        int end = xo + rows * ld;
        for (int column = xo; column < xo + n; column++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = column; i < end; i += ld) {
                max = Math.max(max, scale * x[i]);
            }
            float sum = 0f;
            for (int i = column; i < end; i += ld) {
                x[i] = Polynomials.decay(scale * x[i] - max);
                sum += x[i];
            }
            float inverse = 1f / sum;
            for (int i = column; i < end; i += ld) {
                x[i] *= inverse;
            }
        }
    }

    static void softmaxGradient(float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n) {
        int length = rows * ld;
        for (int column = 0; column < n; column++) {
            float mean = 0f;
            for (int i = column; i < length; i += ld) {
                mean = Math.fma(y[yo + i], dy[dyo + i], mean);
            }
            for (int i = column; i < length; i += ld) {
                dy[dyo + i] = y[yo + i] * (dy[dyo + i] - mean) * scale;
            }
        }
    }
}
