package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.ElementwiseKernels;
import org.end4rec.core.kernel.Fma;

/** {@link ElementwiseKernels} in plain Java. */
public interface ScalarElementwise extends ElementwiseKernels {
    @Override
    default void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + i] + b[bo + i];
        }
    }

    @Override
    default void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + i] - b[bo + i];
        }
    }

    @Override
    default void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + i] * b[bo + i];
        }
    }

    @Override
    default void scale(float s, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = s * x[xo + i];
        }
    }

    @Override
    default void shift(float[] x, int xo, float a, float b, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (x[xo + i] - a) - b;
        }
    }

    @Override
    default void accumulate(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] += x[xo + i];
        }
    }

    @Override
    default void axpy(float s, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Fma.fma(s, x[xo + i], y[yo + i]);
        }
    }

    @Override
    default void multiplyAccumulate(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Fma.fma(a[ao + i], b[bo + i], y[yo + i]);
        }
    }

    @Override
    default void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.max(a[ao + i], b[bo + i]);
        }
    }

    @Override
    default void relu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.max(x[xo + i], 0f);
        }
    }

    @Override
    default void reluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        for (int i = 0; i < n; i++) {
            dx[dxo + i] += x[xo + i] > 0 ? dy[dyo + i] : 0f;
        }
    }

    @Override
    default void exp(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.exp(x[xo + i]);
        }
    }

    @Override
    default void expDifference(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.expNonPositive(x[xo + i] - shift[so + i]);
        }
    }

    @Override
    default void accumulateExp(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] += Polynomials.expNonPositive(x[xo + i] - shift[so + i]);
        }
    }

    @Override
    default void log(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.log(x[xo + i]);
        }
    }

    @Override
    default void tanh(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.tanh(x[xo + i]);
        }
    }

    @Override
    default void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.sigmoid(x[xo + i]);
        }
    }

    @Override
    default void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.logSigmoid(x[xo + i]);
        }
    }

    @Override
    default void gelu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Polynomials.gelu(x[xo + i]);
        }
    }

    @Override
    default void geluAndGradient(
            float[] x, int xo, float[] dy, int dyo, float[] y, int yo, float[] dx, int dxo, int n) {
        for (int i = 0; i < n; i++) {
            float v = x[xo + i];
            float gradient = dy[dyo + i];
            float t = Polynomials.limitedSize(v, Polynomials.TAIL_END);
            float tail = Polynomials.tail(t);
            float gaussian = Polynomials.scaledGaussian(t);
            y[yo + i] = Polynomials.gelu(v, t, tail, gaussian);
            dx[dxo + i] = gradient * Polynomials.geluDerivative(v, t, tail, gaussian);
        }
    }
}
