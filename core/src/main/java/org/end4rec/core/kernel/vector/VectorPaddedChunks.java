package org.end4rec.core.kernel.vector;

import org.end4rec.core.memory.PerThread;

/**
 * Chunks that do not fill whole vectors: each is copied to rows that do, and goes through {@link VectorWholeChunks}.
 */
final class VectorPaddedChunks {
    private static final PerThread<VectorPaddedChunks> OF_THREADS = new PerThread<>(VectorPaddedChunks::new);

    private float[] x = {};
    private float[] y = {};
    private float[] w = {};
    private float[] b = {};

    private VectorPaddedChunks() {}

    private static VectorPaddedChunks ofThisThread(int f, int wide) {
        VectorPaddedChunks own = OF_THREADS.get();
        if (own.x.length < 2 * f * wide) {
            own.x = new float[2 * f * wide];
            own.y = new float[2 * f * wide];
        }
        if (own.b.length < 2 * wide) {
            own.b = new float[2 * wide];
            own.w = new float[2 * wide * wide];
        }
        return own;
    }

    /** s, filled up to whole vectors. */
    private static int wide(int s) {
        return (s + VectorLanes.WIDTH - 1) / VectorLanes.WIDTH * VectorLanes.WIDTH;
    }

    static void product(
            int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify) {
        int d = k * s;
        int wide = wide(s);
        VectorPaddedChunks own = ofThisThread(f, wide);
        int plane = f * wide;
        for (int c = 0; c < k; c++) {
            for (int part = 0; part < 2; part++) {
                copy(s, s, w, (part * d + c * s) * s, s, own.w, part * wide * wide, wide);
                copy(1, s, b, part * d + c * s, s, own.b, part * wide, wide);
                copy(f, s, x, xo + part * f * d + c * s, d, own.x, part * plane, wide);
            }
            VectorWholeChunks.product(
                    f, s, wide, own.w, 0, wide * wide, own.b, 0, wide, own.x, 0, own.y, 0, wide, plane, rectify);
            for (int part = 0; part < 2; part++) {
                copy(f, s, own.y, part * plane, wide, y, yo + part * f * d + c * s, d);
            }
        }
    }

    static void gradient(int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw) {
        int d = k * s;
        int wide = wide(s);
        VectorPaddedChunks own = ofThisThread(f, wide);
        int plane = f * wide;
        for (int c = 0; c < k; c++) {
            for (int part = 0; part < 2; part++) {
                copy(s, s, dw, (part * d + c * s) * s, s, own.w, part * wide * wide, wide);
                copy(f, s, x, xo + part * f * d + c * s, d, own.x, part * plane, wide);
                copy(f, s, dy, dyo + part * f * d + c * s, d, own.y, part * plane, wide);
            }
            VectorWholeChunks.gradient(f, wide, wide, own.x, 0, own.y, 0, wide, plane, own.w, 0, wide * wide);
            for (int part = 0; part < 2; part++) {
                copy(s, s, own.w, part * wide * wide, wide, dw, (part * d + c * s) * s, s);
            }
        }
    }

    private static void copy(int rows, int width, float[] x, int xo, int xStep, float[] y, int yo, int yStep) {
        for (int t = 0; t < rows; t++) {
            System.arraycopy(x, xo + t * xStep, y, yo + t * yStep, width);
        }
    }
}
