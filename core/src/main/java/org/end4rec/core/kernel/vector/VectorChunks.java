package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.end4rec.core.memory.PerThread;

/**
 * The loops of {@code ScalarChunks} a vector of outputs at a time, in tiles of four bins (or, for the gradient, four
 * inputs) times real and imaginary part: eight accumulators. Chunks that do not fill whole vectors are copied to rows
 * that do, unless {@link VectorHalfChunks} can take two of them at a time.
 */
final class VectorChunks {
    private static final VectorSpecies<Float> LANES = VectorSpectra.LANES;
    private static final int WIDTH = LANES.length();
    private static final int TILE = 4;

    private static final PerThread<Scratch> SCRATCH = new PerThread<>(Scratch::new);

    private VectorChunks() {}

    /** One chunk of everything, in rows of whole vectors, and the weights of half chunks. */
    private static final class Scratch {
        float[] x = {};
        float[] y = {};
        float[] w = {};
        float[] b = {};
        float[] packed = {};

        void ensure(int f, int wide) {
            if (x.length < 2 * f * wide) {
                x = new float[2 * f * wide];
                y = new float[2 * f * wide];
            }
            if (b.length < 2 * wide) {
                b = new float[2 * wide];
                w = new float[2 * wide * wide];
            }
        }
    }

    static void product(
            int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify) {
        int d = k * s;
        if (s % WIDTH == 0) {
            for (int c = 0; c < k; c++) {
                product(f, s, s, w, c * s * s, d * s, b, c * s, d, x, xo + c * s, y, yo + c * s, d, f * d, rectify);
            }
            return;
        }
        Scratch scratch = SCRATCH.get();
        if (VectorHalfChunks.covers(k, s)) {
            if (scratch.packed.length < VectorHalfChunks.packed(k, s)) {
                scratch.packed = new float[VectorHalfChunks.packed(k, s)];
            }
            VectorHalfChunks.product(f, k, s, w, b, x, xo, y, yo, rectify, scratch.packed);
            return;
        }
        int wide = (s + WIDTH - 1) / WIDTH * WIDTH;
        scratch.ensure(f, wide);
        for (int c = 0; c < k; c++) {
            for (int part = 0; part < 2; part++) {
                copy(s, s, w, (part * d + c * s) * s, s, scratch.w, part * wide * wide, wide);
                copy(1, s, b, part * d + c * s, s, scratch.b, part * wide, wide);
                copy(f, s, x, xo + part * f * d + c * s, d, scratch.x, part * f * wide, wide);
            }
            float[] rows = scratch.y;
            product(
                    f,
                    s,
                    wide,
                    scratch.w,
                    0,
                    wide * wide,
                    scratch.b,
                    0,
                    wide,
                    scratch.x,
                    0,
                    rows,
                    0,
                    wide,
                    f * wide,
                    rectify);
            for (int part = 0; part < 2; part++) {
                copy(f, s, rows, part * f * wide, wide, y, yo + part * f * d + c * s, d);
            }
        }
    }

    /** One chunk: s inputs, {@code wide} outputs in rows of {@code d} floats, imaginary parts {@code plane} behind. */
    private static void product(
            int f,
            int s,
            int wide,
            float[] w,
            int wo,
            int wPlane,
            float[] b,
            int bo,
            int bPlane,
            float[] x,
            int xo,
            float[] y,
            int yo,
            int d,
            int plane,
            boolean rectify) {
        for (int o = 0; o < wide; o += WIDTH) {
            int row = 0;
            for (; row < f - TILE + 1; row += TILE) {
                tile(
                        s,
                        wide,
                        w,
                        wo + o,
                        wPlane,
                        b,
                        bo + o,
                        bPlane,
                        x,
                        xo + row * d,
                        y,
                        yo + row * d + o,
                        d,
                        plane,
                        rectify);
            }
            for (; row < f; row++) {
                row(
                        s,
                        wide,
                        w,
                        wo + o,
                        wPlane,
                        b,
                        bo + o,
                        bPlane,
                        x,
                        xo + row * d,
                        y,
                        yo + row * d + o,
                        plane,
                        rectify);
            }
        }
    }

    private static void tile(
            int s,
            int wide,
            float[] w,
            int wo,
            int wPlane,
            float[] b,
            int bo,
            int bPlane,
            float[] x,
            int xo,
            float[] y,
            int yo,
            int d,
            int plane,
            boolean rectify) {
        FloatVector re0 = FloatVector.fromArray(LANES, b, bo);
        FloatVector im0 = FloatVector.fromArray(LANES, b, bo + bPlane);
        FloatVector re1 = re0;
        FloatVector im1 = im0;
        FloatVector re2 = re0;
        FloatVector im2 = im0;
        FloatVector re3 = re0;
        FloatVector im3 = im0;
        for (int i = 0; i < s; i++) {
            FloatVector wRe = FloatVector.fromArray(LANES, w, wo + i * wide);
            FloatVector wIm = FloatVector.fromArray(LANES, w, wo + i * wide + wPlane);
            FloatVector minus = wIm.neg();
            int r = xo + i;
            int q = r + plane;
            FloatVector x0 = FloatVector.broadcast(LANES, x[r]);
            FloatVector z0 = FloatVector.broadcast(LANES, x[q]);
            re0 = z0.fma(minus, x0.fma(wRe, re0));
            im0 = z0.fma(wRe, x0.fma(wIm, im0));
            FloatVector x1 = FloatVector.broadcast(LANES, x[r + d]);
            FloatVector z1 = FloatVector.broadcast(LANES, x[q + d]);
            re1 = z1.fma(minus, x1.fma(wRe, re1));
            im1 = z1.fma(wRe, x1.fma(wIm, im1));
            FloatVector x2 = FloatVector.broadcast(LANES, x[r + 2 * d]);
            FloatVector z2 = FloatVector.broadcast(LANES, x[q + 2 * d]);
            re2 = z2.fma(minus, x2.fma(wRe, re2));
            im2 = z2.fma(wRe, x2.fma(wIm, im2));
            FloatVector x3 = FloatVector.broadcast(LANES, x[r + 3 * d]);
            FloatVector z3 = FloatVector.broadcast(LANES, x[q + 3 * d]);
            re3 = z3.fma(minus, x3.fma(wRe, re3));
            im3 = z3.fma(wRe, x3.fma(wIm, im3));
        }
        if (rectify) {
            re0 = re0.max(0f);
            im0 = im0.max(0f);
            re1 = re1.max(0f);
            im1 = im1.max(0f);
            re2 = re2.max(0f);
            im2 = im2.max(0f);
            re3 = re3.max(0f);
            im3 = im3.max(0f);
        }
        re0.intoArray(y, yo);
        im0.intoArray(y, yo + plane);
        re1.intoArray(y, yo + d);
        im1.intoArray(y, yo + d + plane);
        re2.intoArray(y, yo + 2 * d);
        im2.intoArray(y, yo + 2 * d + plane);
        re3.intoArray(y, yo + 3 * d);
        im3.intoArray(y, yo + 3 * d + plane);
    }

    private static void row(
            int s,
            int wide,
            float[] w,
            int wo,
            int wPlane,
            float[] b,
            int bo,
            int bPlane,
            float[] x,
            int xo,
            float[] y,
            int yo,
            int plane,
            boolean rectify) {
        FloatVector re = FloatVector.fromArray(LANES, b, bo);
        FloatVector im = FloatVector.fromArray(LANES, b, bo + bPlane);
        for (int i = 0; i < s; i++) {
            FloatVector wRe = FloatVector.fromArray(LANES, w, wo + i * wide);
            FloatVector wIm = FloatVector.fromArray(LANES, w, wo + i * wide + wPlane);
            FloatVector x0 = FloatVector.broadcast(LANES, x[xo + i]);
            FloatVector z0 = FloatVector.broadcast(LANES, x[xo + i + plane]);
            re = z0.fma(wIm.neg(), x0.fma(wRe, re));
            im = z0.fma(wRe, x0.fma(wIm, im));
        }
        if (rectify) {
            re = re.max(0f);
            im = im.max(0f);
        }
        re.intoArray(y, yo);
        im.intoArray(y, yo + plane);
    }

    static void gradient(int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw, float[] db) {
        int d = k * s;
        if (s % WIDTH == 0) {
            for (int c = 0; c < k; c++) {
                gradient(f, s, s, x, xo + c * s, dy, dyo + c * s, d, f * d, dw, c * s * s, d * s);
            }
        } else if (VectorHalfChunks.covers(k, s)) {
            VectorHalfChunks.gradient(f, k, s, x, xo, dy, dyo, dw);
        } else {
            int wide = (s + WIDTH - 1) / WIDTH * WIDTH;
            Scratch scratch = SCRATCH.get();
            scratch.ensure(f, wide);
            for (int c = 0; c < k; c++) {
                for (int part = 0; part < 2; part++) {
                    copy(s, s, dw, (part * d + c * s) * s, s, scratch.w, part * wide * wide, wide);
                    copy(f, s, x, xo + part * f * d + c * s, d, scratch.x, part * f * wide, wide);
                    copy(f, s, dy, dyo + part * f * d + c * s, d, scratch.y, part * f * wide, wide);
                }
                gradient(f, wide, wide, scratch.x, 0, scratch.y, 0, wide, f * wide, scratch.w, 0, wide * wide);
                for (int part = 0; part < 2; part++) {
                    copy(s, s, scratch.w, part * wide * wide, wide, dw, (part * d + c * s) * s, s);
                }
            }
        }
        columnSums(f, d, dy, dyo, db, 0);
        columnSums(f, d, dy, dyo + f * d, db, d);
    }

    private static void gradient(
            int f,
            int s,
            int wide,
            float[] x,
            int xo,
            float[] dy,
            int dyo,
            int d,
            int plane,
            float[] dw,
            int wo,
            int wPlane) {
        for (int o = 0; o < wide; o += WIDTH) {
            for (int i = 0; i < s; i += TILE) {
                gradientTile(f, wide, x, xo + i, dy, dyo + o, d, plane, dw, wo + i * wide + o, wPlane);
            }
        }
    }

    private static void gradientTile(
            int f, int wide, float[] x, int xo, float[] dy, int dyo, int d, int plane, float[] dw, int wo, int wPlane) {
        FloatVector re0 = FloatVector.zero(LANES);
        FloatVector re1 = FloatVector.zero(LANES);
        FloatVector re2 = FloatVector.zero(LANES);
        FloatVector re3 = FloatVector.zero(LANES);
        FloatVector im0 = FloatVector.zero(LANES);
        FloatVector im1 = FloatVector.zero(LANES);
        FloatVector im2 = FloatVector.zero(LANES);
        FloatVector im3 = FloatVector.zero(LANES);
        for (int row = 0; row < f; row++) {
            FloatVector dyRe = FloatVector.fromArray(LANES, dy, dyo + row * d);
            FloatVector dyIm = FloatVector.fromArray(LANES, dy, dyo + row * d + plane);
            FloatVector minus = dyRe.neg();
            int r = xo + row * d;
            int q = r + plane;
            FloatVector x0 = FloatVector.broadcast(LANES, x[r]);
            FloatVector z0 = FloatVector.broadcast(LANES, x[q]);
            re0 = z0.fma(dyIm, x0.fma(dyRe, re0));
            im0 = z0.fma(minus, x0.fma(dyIm, im0));
            FloatVector x1 = FloatVector.broadcast(LANES, x[r + 1]);
            FloatVector z1 = FloatVector.broadcast(LANES, x[q + 1]);
            re1 = z1.fma(dyIm, x1.fma(dyRe, re1));
            im1 = z1.fma(minus, x1.fma(dyIm, im1));
            FloatVector x2 = FloatVector.broadcast(LANES, x[r + 2]);
            FloatVector z2 = FloatVector.broadcast(LANES, x[q + 2]);
            re2 = z2.fma(dyIm, x2.fma(dyRe, re2));
            im2 = z2.fma(minus, x2.fma(dyIm, im2));
            FloatVector x3 = FloatVector.broadcast(LANES, x[r + 3]);
            FloatVector z3 = FloatVector.broadcast(LANES, x[q + 3]);
            re3 = z3.fma(dyIm, x3.fma(dyRe, re3));
            im3 = z3.fma(minus, x3.fma(dyIm, im3));
        }
        FloatVector.fromArray(LANES, dw, wo).add(re0).intoArray(dw, wo);
        FloatVector.fromArray(LANES, dw, wo + wide).add(re1).intoArray(dw, wo + wide);
        FloatVector.fromArray(LANES, dw, wo + 2 * wide).add(re2).intoArray(dw, wo + 2 * wide);
        FloatVector.fromArray(LANES, dw, wo + 3 * wide).add(re3).intoArray(dw, wo + 3 * wide);
        FloatVector.fromArray(LANES, dw, wo + wPlane).add(im0).intoArray(dw, wo + wPlane);
        FloatVector.fromArray(LANES, dw, wo + wPlane + wide).add(im1).intoArray(dw, wo + wPlane + wide);
        FloatVector.fromArray(LANES, dw, wo + wPlane + 2 * wide).add(im2).intoArray(dw, wo + wPlane + 2 * wide);
        FloatVector.fromArray(LANES, dw, wo + wPlane + 3 * wide).add(im3).intoArray(dw, wo + wPlane + 3 * wide);
    }

    private static void columnSums(int f, int d, float[] x, int xo, float[] y, int yo) {
        int full = LANES.loopBound(d);
        for (int i = 0; i < full; i += WIDTH) {
            FloatVector sum = FloatVector.fromArray(LANES, y, yo + i);
            for (int row = 0; row < f; row++) {
                sum = sum.add(FloatVector.fromArray(LANES, x, xo + row * d + i));
            }
            sum.intoArray(y, yo + i);
        }
        for (int i = full; i < d; i++) {
            for (int row = 0; row < f; row++) {
                y[yo + i] += x[xo + row * d + i];
            }
        }
    }

    private static void copy(int rows, int width, float[] x, int xo, int xStep, float[] y, int yo, int yStep) {
        for (int t = 0; t < rows; t++) {
            System.arraycopy(x, xo + t * xStep, y, yo + t * yStep, width);
        }
    }
}
