package org.end4rec.core.kernel.counting;

import org.end4rec.core.kernel.ElementwiseKernels;

/** {@link ElementwiseKernels} with their cost. */
interface CountingElementwise extends Counting, ElementwiseKernels {
    @Override
    default void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        count(n, 1, 0, 0, 3);
        delegate().add(a, ao, b, bo, y, yo, n);
    }

    @Override
    default void subtract(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        count(n, 1, 0, 0, 3);
        delegate().subtract(a, ao, b, bo, y, yo, n);
    }

    @Override
    default void multiply(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        count(n, 0, 1, 0, 3);
        delegate().multiply(a, ao, b, bo, y, yo, n);
    }

    @Override
    default void scale(float s, float[] x, int xo, float[] y, int yo, int n) {
        count(n, 0, 1, 0, 2);
        delegate().scale(s, x, xo, y, yo, n);
    }

    @Override
    default void shift(float[] x, int xo, float a, float b, float[] y, int yo, int n) {
        count(n, 2, 0, 0, 2);
        delegate().shift(x, xo, a, b, y, yo, n);
    }

    @Override
    default void accumulate(float[] x, int xo, float[] y, int yo, int n) {
        count(n, 1, 0, 0, 3);
        delegate().accumulate(x, xo, y, yo, n);
    }

    @Override
    default void axpy(float s, float[] x, int xo, float[] y, int yo, int n) {
        count(n, 1, 1, 0, 3);
        delegate().axpy(s, x, xo, y, yo, n);
    }

    @Override
    default void multiplyAccumulate(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        count(n, 1, 1, 0, 4);
        delegate().multiplyAccumulate(a, ao, b, bo, y, yo, n);
    }

    @Override
    default void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        count(n, 0, 0, 0, 3);
        delegate().maximum(a, ao, b, bo, y, yo, n);
    }

    @Override
    default void relu(float[] x, int xo, float[] y, int yo, int n) {
        count(n, 0, 0, 0, 2);
        delegate().relu(x, xo, y, yo, n);
    }

    @Override
    default void reluGradient(float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        count(n, 1, 0, 0, 4);
        delegate().reluGradient(x, xo, dy, dyo, dx, dxo, n);
    }

    @Override
    default void exp(float[] x, int xo, float[] y, int yo, int n) {
        count(n, 0, 0, 1, 2);
        delegate().exp(x, xo, y, yo, n);
    }

    @Override
    default void expDifference(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n) {
        count(n, 1, 0, 1, 3);
        delegate().expDifference(x, xo, shift, so, y, yo, n);
    }

    @Override
    default void accumulateExp(float[] x, int xo, float[] shift, int so, float[] y, int yo, int n) {
        count(n, 2, 0, 1, 4);
        delegate().accumulateExp(x, xo, shift, so, y, yo, n);
    }

    @Override
    default void log(float[] x, int xo, float[] y, int yo, int n) {
        count(n, 0, 0, 1, 2);
        delegate().log(x, xo, y, yo, n);
    }

    @Override
    default void tanh(float[] x, int xo, float[] y, int yo, int n) {
        count(n, 0, 0, 1, 2);
        delegate().tanh(x, xo, y, yo, n);
    }

    @Override
    default void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        count(n, 0, 0, 1, 2);
        delegate().sigmoid(x, xo, y, yo, n);
    }

    @Override
    default void logSigmoid(float[] x, int xo, float[] y, int yo, int n) {
        count(n, 0, 0, 1, 2);
        delegate().logSigmoid(x, xo, y, yo, n);
    }

    @Override
    default void gelu(float[] x, int xo, float[] y, int yo, int n) {
        count(n, 0, 0, 1, 2);
        delegate().gelu(x, xo, y, yo, n);
    }

    @Override
    default void geluAndGradient(
            float[] x, int xo, float[] dy, int dyo, float[] y, int yo, float[] dx, int dxo, int n) {
        count(n, 0, 1, 2, 4);
        delegate().geluAndGradient(x, xo, dy, dyo, y, yo, dx, dxo, n);
    }
}
