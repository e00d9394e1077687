package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.end4rec.core.kernel.ElementwiseKernels;
import org.end4rec.core.kernel.SpectralKernels;
import org.end4rec.core.kernel.scalar.ScalarCausal;

/**
 * The sums of {@link ScalarCausal} in tiles of four rows of y and two vectors of channels, four rows of x at a time:
 * each of the seven rows of h between them is read once for up to four products. Rows of h descend, so u ascends.
 */
interface VectorCausal extends SpectralKernels, ElementwiseKernels {
    int TILE = 4;

    @Override
    default void causalProduct(int n, int d, float[] h, int ho, float[] x, int xo, float[] y, int yo, int step) {
        int wide = d - d % (2 * WIDTH);
        int tiled = n - n % TILE;
        for (int c = 0; c < wide; c += 2 * WIDTH) {
            for (int t = 0; t < tiled; t += TILE) {
                tile(t, d, h, ho + c, x, xo + c, y, yo + t * step + c, step);
                corner(d, h, ho + c, x, xo + t * step + c, y, yo + t * step + c, step);
            }
            for (int t = tiled; t < n; t++) {
                row(t, d, h, ho + c, x, xo + c, y, yo + t * step + c, step);
            }
        }
        if (wide < d) {
            ScalarCausal.channels(this, n, wide, d, h, ho, x, xo, y, yo, step);
        }
    }

    private static void row(int t, int d, float[] h, int ho, float[] x, int xo, float[] y, int yo, int step) {
        FloatVector a = FloatVector.fromArray(SPECIES, y, yo);
        FloatVector b = FloatVector.fromArray(SPECIES, y, yo + WIDTH);
        for (int u = 0; u <= t; u++) {
            int age = ho + (t - u) * d;
            int at = xo + u * step;
            a = FloatVector.fromArray(SPECIES, x, at).fma(FloatVector.fromArray(SPECIES, h, age), a);
            b = FloatVector.fromArray(SPECIES, x, at + WIDTH).fma(FloatVector.fromArray(SPECIES, h, age + WIDTH), b);
        }
        a.intoArray(y, yo);
        b.intoArray(y, yo + WIDTH);
    }

    private static void tile(int t, int d, float[] h, int ho, float[] x, int xo, float[] y, int yo, int step) {
        int y1 = yo + step;
        int y2 = yo + 2 * step;
        int y3 = yo + 3 * step;
        FloatVector a0 = FloatVector.fromArray(SPECIES, y, yo);
        FloatVector b0 = FloatVector.fromArray(SPECIES, y, yo + WIDTH);
        FloatVector a1 = FloatVector.fromArray(SPECIES, y, y1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, y, y1 + WIDTH);
        FloatVector a2 = FloatVector.fromArray(SPECIES, y, y2);
        FloatVector b2 = FloatVector.fromArray(SPECIES, y, y2 + WIDTH);
        FloatVector a3 = FloatVector.fromArray(SPECIES, y, y3);
        FloatVector b3 = FloatVector.fromArray(SPECIES, y, y3 + WIDTH);
        for (int u = 0; u < t; u += TILE) {
            int at = xo + u * step;
            int age = ho + (t - u) * d;
            FloatVector s0 = FloatVector.fromArray(SPECIES, x, at);
            FloatVector r0 = FloatVector.fromArray(SPECIES, x, at + WIDTH);
            FloatVector s1 = FloatVector.fromArray(SPECIES, x, at + step);
            FloatVector r1 = FloatVector.fromArray(SPECIES, x, at + step + WIDTH);
            FloatVector s2 = FloatVector.fromArray(SPECIES, x, at + 2 * step);
            FloatVector r2 = FloatVector.fromArray(SPECIES, x, at + 2 * step + WIDTH);
            FloatVector s3 = FloatVector.fromArray(SPECIES, x, at + 3 * step);
            FloatVector r3 = FloatVector.fromArray(SPECIES, x, at + 3 * step + WIDTH);
            FloatVector ha = FloatVector.fromArray(SPECIES, h, age + 3 * d);
            FloatVector hb = FloatVector.fromArray(SPECIES, h, age + 3 * d + WIDTH);
            a3 = s0.fma(ha, a3);
            b3 = r0.fma(hb, b3);
            ha = FloatVector.fromArray(SPECIES, h, age + 2 * d);
            hb = FloatVector.fromArray(SPECIES, h, age + 2 * d + WIDTH);
            a2 = s0.fma(ha, a2);
            b2 = r0.fma(hb, b2);
            a3 = s1.fma(ha, a3);
            b3 = r1.fma(hb, b3);
            ha = FloatVector.fromArray(SPECIES, h, age + d);
            hb = FloatVector.fromArray(SPECIES, h, age + d + WIDTH);
            a1 = s0.fma(ha, a1);
            b1 = r0.fma(hb, b1);
            a2 = s1.fma(ha, a2);
            b2 = r1.fma(hb, b2);
            a3 = s2.fma(ha, a3);
            b3 = r2.fma(hb, b3);
            ha = FloatVector.fromArray(SPECIES, h, age);
            hb = FloatVector.fromArray(SPECIES, h, age + WIDTH);
            a0 = s0.fma(ha, a0);
            b0 = r0.fma(hb, b0);
            a1 = s1.fma(ha, a1);
            b1 = r1.fma(hb, b1);
            a2 = s2.fma(ha, a2);
            b2 = r2.fma(hb, b2);
            a3 = s3.fma(ha, a3);
            b3 = r3.fma(hb, b3);
            ha = FloatVector.fromArray(SPECIES, h, age - d);
            hb = FloatVector.fromArray(SPECIES, h, age - d + WIDTH);
            a0 = s1.fma(ha, a0);
            b0 = r1.fma(hb, b0);
            a1 = s2.fma(ha, a1);
            b1 = r2.fma(hb, b1);
            a2 = s3.fma(ha, a2);
            b2 = r3.fma(hb, b2);
            ha = FloatVector.fromArray(SPECIES, h, age - 2 * d);
            hb = FloatVector.fromArray(SPECIES, h, age - 2 * d + WIDTH);
            a0 = s2.fma(ha, a0);
            b0 = r2.fma(hb, b0);
            a1 = s3.fma(ha, a1);
            b1 = r3.fma(hb, b1);
            ha = FloatVector.fromArray(SPECIES, h, age - 3 * d);
            hb = FloatVector.fromArray(SPECIES, h, age - 3 * d + WIDTH);
            a0 = s3.fma(ha, a0);
            b0 = r3.fma(hb, b0);
        }
        a0.intoArray(y, yo);
        b0.intoArray(y, yo + WIDTH);
        a1.intoArray(y, y1);
        b1.intoArray(y, y1 + WIDTH);
        a2.intoArray(y, y2);
        b2.intoArray(y, y2 + WIDTH);
        a3.intoArray(y, y3);
        b3.intoArray(y, y3 + WIDTH);
    }

    /** Of the rows of x beside the tile, from {@code xo} on, each row of y sees those up to itself. */
    private static void corner(int d, float[] h, int ho, float[] x, int xo, float[] y, int yo, int step) {
        int y1 = yo + step;
        int y2 = yo + 2 * step;
        int y3 = yo + 3 * step;
        FloatVector a0 = FloatVector.fromArray(SPECIES, y, yo);
        FloatVector b0 = FloatVector.fromArray(SPECIES, y, yo + WIDTH);
        FloatVector a1 = FloatVector.fromArray(SPECIES, y, y1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, y, y1 + WIDTH);
        FloatVector a2 = FloatVector.fromArray(SPECIES, y, y2);
        FloatVector b2 = FloatVector.fromArray(SPECIES, y, y2 + WIDTH);
        FloatVector a3 = FloatVector.fromArray(SPECIES, y, y3);
        FloatVector b3 = FloatVector.fromArray(SPECIES, y, y3 + WIDTH);
        FloatVector s0 = FloatVector.fromArray(SPECIES, x, xo);
        FloatVector r0 = FloatVector.fromArray(SPECIES, x, xo + WIDTH);
        FloatVector s1 = FloatVector.fromArray(SPECIES, x, xo + step);
        FloatVector r1 = FloatVector.fromArray(SPECIES, x, xo + step + WIDTH);
        FloatVector s2 = FloatVector.fromArray(SPECIES, x, xo + 2 * step);
        FloatVector r2 = FloatVector.fromArray(SPECIES, x, xo + 2 * step + WIDTH);
        FloatVector s3 = FloatVector.fromArray(SPECIES, x, xo + 3 * step);
        FloatVector r3 = FloatVector.fromArray(SPECIES, x, xo + 3 * step + WIDTH);
        FloatVector ha = FloatVector.fromArray(SPECIES, h, ho + 3 * d);
        FloatVector hb = FloatVector.fromArray(SPECIES, h, ho + 3 * d + WIDTH);
        a3 = s0.fma(ha, a3);
        b3 = r0.fma(hb, b3);
        ha = FloatVector.fromArray(SPECIES, h, ho + 2 * d);
        hb = FloatVector.fromArray(SPECIES, h, ho + 2 * d + WIDTH);
        a2 = s0.fma(ha, a2);
        b2 = r0.fma(hb, b2);
        a3 = s1.fma(ha, a3);
        b3 = r1.fma(hb, b3);
        ha = FloatVector.fromArray(SPECIES, h, ho + d);
        hb = FloatVector.fromArray(SPECIES, h, ho + d + WIDTH);
        a1 = s0.fma(ha, a1);
        b1 = r0.fma(hb, b1);
        a2 = s1.fma(ha, a2);
        b2 = r1.fma(hb, b2);
        a3 = s2.fma(ha, a3);
        b3 = r2.fma(hb, b3);
        ha = FloatVector.fromArray(SPECIES, h, ho);
        hb = FloatVector.fromArray(SPECIES, h, ho + WIDTH);
        a0 = s0.fma(ha, a0);
        b0 = r0.fma(hb, b0);
        a1 = s1.fma(ha, a1);
        b1 = r1.fma(hb, b1);
        a2 = s2.fma(ha, a2);
        b2 = r2.fma(hb, b2);
        a3 = s3.fma(ha, a3);
        b3 = r3.fma(hb, b3);
        a0.intoArray(y, yo);
        b0.intoArray(y, yo + WIDTH);
        a1.intoArray(y, y1);
        b1.intoArray(y, y1 + WIDTH);
        a2.intoArray(y, y2);
        b2.intoArray(y, y2 + WIDTH);
        a3.intoArray(y, y3);
        b3.intoArray(y, y3 + WIDTH);
    }
}
