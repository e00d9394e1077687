package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One chunk in whole vectors of outputs, in tiles of four bins (or, for the gradient, four inputs) times real and
 * imaginary part: eight accumulators.
 */
final class VectorWholeChunks {
    private static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;
    private static final int TILE = 4;

    private VectorWholeChunks() {}

    /** s inputs, {@code wide} outputs in rows of {@code d} floats, imaginary parts {@code plane} behind. */
    static void product(
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

    /** As {@link #product}, whose sums over f bins are added to dw. */
    static void gradient(
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
}
