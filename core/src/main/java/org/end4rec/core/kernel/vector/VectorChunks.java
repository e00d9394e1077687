package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.end4rec.core.kernel.SpectralKernels;

/** The loops of {@code ScalarChunks} a vector of outputs at a time, in one of three ways by the width of a chunk. */
interface VectorChunks extends SpectralKernels {
    @Override
    default void chunkProduct(
            int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify) {
        int d = k * s;
        if (s % WIDTH == 0) {
            for (int c = 0; c < k; c++) {
                VectorWholeChunks.product(
                        f, s, s, w, c * s * s, d * s, b, c * s, d, x, xo + c * s, y, yo + c * s, d, f * d, rectify);
            }
        } else if (VectorHalfChunks.covers(k, s)) {
            VectorHalfChunks.product(f, k, s, w, b, x, xo, y, yo, rectify);
        } else {
            VectorPaddedChunks.product(f, k, s, w, b, x, xo, y, yo, rectify);
        }
    }

    @Override
    default void chunkGradient(int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw, float[] db) {
        int d = k * s;
        if (s % WIDTH == 0) {
            for (int c = 0; c < k; c++) {
                VectorWholeChunks.gradient(f, s, s, x, xo + c * s, dy, dyo + c * s, d, f * d, dw, c * s * s, d * s);
            }
        } else if (VectorHalfChunks.covers(k, s)) {
            VectorHalfChunks.gradient(f, k, s, x, xo, dy, dyo, dw);
        } else {
            VectorPaddedChunks.gradient(f, k, s, x, xo, dy, dyo, dw);
        }
        columnSums(f, d, dy, dyo, db, 0);
        columnSums(f, d, dy, dyo + f * d, db, d);
    }

    private static void columnSums(int f, int d, float[] x, int xo, float[] y, int yo) {
        int full = SPECIES.loopBound(d);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector sum = FloatVector.fromArray(SPECIES, y, yo + i);
            for (int row = 0; row < f; row++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, x, xo + row * d + i));
            }
            sum.intoArray(y, yo + i);
        }
        for (int i = full; i < d; i++) {
            for (int row = 0; row < f; row++) {
                y[yo + i] += x[xo + row * d + i];
            }
        }
    }
}
