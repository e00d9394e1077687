package org.end4rec.core.kernel.counting;

import org.end4rec.core.kernel.SpectralKernels;

/**
 * {@link SpectralKernels} with their cost. A twiddle of 1 counts like any other: the kernels multiply by it.
 */
interface CountingSpectra extends Counting, SpectralKernels {
    /** Additions of a butterfly of radix 2, 3, 4, 5 and 8 with its twiddles, as {@code ScalarButterflies} does them. */
    long[] BUTTERFLY_ADDS = {6, 16, 22, 40, 66};

    /** Multiplications of a butterfly of radix 2, 3, 4, 5 and 8. */
    long[] BUTTERFLY_MULTIPLIES = {4, 12, 12, 32, 36};

    @Override
    default void butterflies(
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
            int gap) {
        int index = switch (radix) {
            case 2 -> 0;
            case 3 -> 1;
            case 4 -> 2;
            case 5 -> 3;
            default -> 4;
        };
        long each = (long) m * s;
        long touched = 2L * m * (radix - 1) + 4 * radix * each;
        counter().add(BUTTERFLY_ADDS[index] * each, BUTTERFLY_MULTIPLIES[index] * each, 0, 0, FLOAT * touched);
        delegate().butterflies(radix, m, s, w, x, xr, xi, xl, xp, y, yr, yi, yp, yj, group, gap);
    }

    @Override
    default void unpairSpectra(
            int n, int s, float weight, float interior, float[] z, int zr, int zi, float[] y, int yo, int d) {
        long single = (n % 2 == 0 ? 2L : 1L) * s;
        long paired = (n - 1L) / 2 * s;
        counter().add(4 * paired, 2 * single + 4 * paired, 0, 0, FLOAT * (6 * single + 8 * paired));
        delegate().unpairSpectra(n, s, weight, interior, z, zr, zi, y, yo, d);
    }

    @Override
    default void pairSpectra(
            int n, int s, float weight, float interior, float[] x, int xo, int d, float[] z, int zr, int zi) {
        long single = (n % 2 == 0 ? 2L : 1L) * s;
        long paired = (n - 1L) / 2 * s;
        counter().add(4 * paired, 2 * single + 4 * paired, 0, 0, FLOAT * (4 * single + 8 * paired));
        delegate().pairSpectra(n, s, weight, interior, x, xo, d, z, zr, zi);
    }

    @Override
    default void twiddleRows(int rows, int s, float[] w, boolean conjugate, float[] z, int zr, int zi) {
        long elements = (long) rows * s;
        counter().add(2 * elements, 4 * elements, 0, 0, FLOAT * (2L * rows + 4 * elements));
        delegate().twiddleRows(rows, s, w, conjugate, z, zr, zi);
    }

    @Override
    default void complexProduct(
            boolean conjugate, float[] x, int xr, int xi, float[] w, int wr, int wi, float[] y, int yr, int yi, int n) {
        count(n, 4, 5, 0, 8);
        delegate().complexProduct(conjugate, x, xr, xi, w, wr, wi, y, yr, yi, n);
    }

    @Override
    default void causalProduct(int n, int d, float[] h, int ho, float[] x, int xo, float[] y, int yo, int step) {
        long products = (long) n * (n + 1) / 2 * d;
        counter().add(products, products, 0, 0, FLOAT * 4 * n * d);
        delegate().causalProduct(n, d, h, ho, x, xo, y, yo, step);
    }

    @Override
    default void chunkProduct(
            int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify) {
        long d = (long) k * s;
        long products = 4 * f * d * s;
        counter().add(products, products, 0, 0, FLOAT * (4 * f * d + (f > 0 ? 2 * d * (s + 1) : 0)));
        delegate().chunkProduct(f, k, s, w, b, x, xo, y, yo, rectify);
    }

    @Override
    default void chunkGradient(int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw, float[] db) {
        long d = (long) k * s;
        long products = 4 * f * d * s;
        long touched = 4 * f * d + 4 * d * s + (f > 0 ? 4 * d : 0);
        counter().add(products + 2 * d * s + 2 * f * d, products, 0, 0, FLOAT * touched);
        delegate().chunkGradient(f, k, s, x, xo, dy, dyo, dw, db);
    }
}
