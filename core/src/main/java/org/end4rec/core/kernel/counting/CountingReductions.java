package org.end4rec.core.kernel.counting;

import org.end4rec.core.kernel.ReductionKernels;

/** {@link ReductionKernels} with their cost. */
interface CountingReductions extends Counting, ReductionKernels {
    @Override
    default float sum(float[] x, int xo, int n) {
        count(n, 1, 0, 0, 1);
        counter().add(LANE_TREE, 0, 0, 0, 0);
        return delegate().sum(x, xo, n);
    }

    @Override
    default float dot(float[] a, int ao, float[] b, int bo, int n) {
        count(n, 1, 1, 0, 2);
        counter().add(LANE_TREE, 0, 0, 0, 0);
        return delegate().dot(a, ao, b, bo, n);
    }

    @Override
    default float max(float[] x, int xo, int n) {
        count(n, 0, 0, 0, 1);
        return delegate().max(x, xo, n);
    }

    @Override
    default float expSum(float[] x, int xo, float shift, float[] y, int yo, int n) {
        count(n, 2, 0, 1, 2);
        counter().add(LANE_TREE, 0, 0, 0, 0);
        return delegate().expSum(x, xo, shift, y, yo, n);
    }

    @Override
    default void softmaxColumns(float scale, float[] x, int xo, int ld, int rows, int n) {
        long elements = (long) rows * n;
        counter().add(2 * elements, 3 * elements, n, elements, FLOAT * 2 * elements);
        delegate().softmaxColumns(scale, x, xo, ld, rows, n);
    }

    @Override
    default void softmaxColumnsGradient(float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n) {
        long elements = (long) rows * n;
        counter().add(2 * elements, 3 * elements, 0, 0, FLOAT * 3 * elements);
        delegate().softmaxColumnsGradient(scale, y, yo, dy, dyo, ld, rows, n);
    }

    @Override
    default float sumExp(float[] x, int xo, float shift, int n) {
        count(n, 2, 0, 1, 1);
        counter().add(LANE_TREE, 0, 0, 0, 0);
        return delegate().sumExp(x, xo, shift, n);
    }

    @Override
    default void scaledExp(float[] x, int xo, float shift, float scale, float[] y, int yo, int n) {
        count(n, 1, 1, 1, 2);
        delegate().scaledExp(x, xo, shift, scale, y, yo, n);
    }

    @Override
    default void layerNorm(
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
            int so) {
        long touched = 2L * rows * d + (long) ROW_STATISTICS * rows + (rows > 0 ? 2L * d : 0);
        counter().add((7L * d + 3 * LANE_TREE + 2) * rows, (3L * d + 2) * rows, 5L * rows, 0, FLOAT * touched);
        delegate().layerNorm(rows, d, epsilon, x, xo, weight, bias, y, yo, statistics, so);
    }

    @Override
    default void layerNormGradient(
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
            float[] dBias) {
        long touched = 3L * rows * d + (long) ROW_STATISTICS * rows + (rows > 0 ? 5L * d : 0);
        counter().add((8L * d + 2 * LANE_TREE) * rows, 6L * rows * d, 2L * rows, 0, FLOAT * touched);
        delegate().layerNormGradient(rows, d, x, xo, weight, statistics, so, dy, dyo, dx, dxo, dWeight, dBias);
    }
}
