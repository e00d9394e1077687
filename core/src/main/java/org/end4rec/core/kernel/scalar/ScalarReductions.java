package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.ReductionKernels;

/** Sums, maxima and the exponentials of a softmax in plain Java; sums of rows have the order of {@link Lanes}. */
public interface ScalarReductions extends ReductionKernels {
    @Override
    default float sum(float[] x, int xo, int n) {
        return Lanes.sum(x, xo, n, 0) + Lanes.sum(x, xo, n, 1);
    }

    @Override
    default float dot(float[] a, int ao, float[] b, int bo, int n) {
        return Lanes.dot(a, ao, b, bo, n, 0) + Lanes.dot(a, ao, b, bo, n, 1);
    }

    @Override
    default float max(float[] x, int xo, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    @Override
    default float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.expNonPositive(x[xo + i] - shift);
        }
        return sum(y, yo, n);
    }

    @Override
    default float sumExp(float[] x, int xo, float shift, int n) {
        return Lanes.sumExp(x, xo, shift, n, 0) + Lanes.sumExp(x, xo, shift, n, 1);
    }

    @Override
    default void scaledExp(float[] x, int xo, float shift, float scale, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.expNonPositive(x[xo + i] - shift) * scale;
        }
    }

    @Override
    default void softmaxColumns(float scale, float[] x, int xo, int ld, int rows, int n) {
        int end = xo + rows * ld;
        for (int column = xo; column < xo + n; column++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = column; i < end; i += ld) {
                max = Math.max(max, scale * x[i]);
            }
            float sum = 0f;
            for (int i = column; i < end; i += ld) {
                x[i] = Polynomials.expNonPositive(scale * x[i] - max);
                sum += x[i];
            }
            float inverse = 1f / sum;
            for (int i = column; i < end; i += ld) {
                x[i] *= inverse;
            }
        }
    }

    @Override
    default void softmaxColumnsGradient(float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n) {
        int length = rows * ld;
        for (int column = 0; column < n; column++) {
            float mean = 0f;
            for (int i = column; i < length; i += ld) {
                mean = Fma.fma(y[yo + i], dy[dyo + i], mean);
            }
            for (int i = column; i < length; i += ld) {
                dy[dyo + i] = y[yo + i] * (dy[dyo + i] - mean) * scale;
            }
        }
    }
}
