package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.end4rec.core.memory.PerThread;

/**
 * The loops of {@code ScalarChunks} for an even number of chunks half as wide as a vector. The left chunk of a pair
 * meets vectors [Re | Im], the right one [Im | Re]; blending both, and turning one, gives rows of both chunks again.
 */
final class VectorHalfChunks {
    private static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;
    private static final int TILE = 4;
    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(LANES, lane -> (lane + WIDTH / 2) % WIDTH);
    private static final VectorMask<Float> UPPER = VectorMask.fromLong(LANES, ((1L << WIDTH / 2) - 1) << WIDTH / 2);

    private static final PerThread<VectorHalfChunks> OF_THREADS = new PerThread<>(VectorHalfChunks::new);

    private float[] packed = {};

    private VectorHalfChunks() {}

    static boolean covers(int k, int s) {
        return 2 * s == WIDTH && s >= TILE && k % 2 == 0;
    }

    private static float[] packedOfThisThread(int k, int s) {
        VectorHalfChunks own = OF_THREADS.get();
        int length = k / 2 * (2 + 4 * s) * WIDTH;
        if (own.packed.length < length) {
            own.packed = new float[length];
        }
        return own.packed;
    }

    static void product(
            int f, int k, int s, float[] w, float[] b, float[] x, int xo, float[] y, int yo, boolean rectify) {
        int d = k * s;
        int plane = f * d;
        float[] packed = packedOfThisThread(k, s);
        pack(k, s, w, b, packed);
        for (int c = 0; c < k; c += 2) {
            int po = c / 2 * (2 + 4 * s) * WIDTH;
            int row = c * s;
            for (; row < plane - (TILE - 1) * d; row += TILE * d) {
                tile(s, packed, po, x, xo + row, y, yo + row, d, plane, rectify);
            }
            for (; row < plane; row += d) {
                row(s, packed, po, x, xo + row, y, yo + row, plane, rectify);
            }
        }
    }

    /** For each pair of chunks its biases, left and right, and for each input what its real and imaginary part meet. */
    private static void pack(int k, int s, float[] w, float[] b, float[] packed) {
        int d = k * s;
        int to = 0;
        for (int c = 0; c < d; c += 2 * s) {
            FloatVector biasRe = FloatVector.fromArray(LANES, b, c);
            FloatVector biasIm = FloatVector.fromArray(LANES, b, d + c).rearrange(SWAP);
            biasRe.blend(biasIm, UPPER).intoArray(packed, to);
            biasIm.blend(biasRe, UPPER).intoArray(packed, to + WIDTH);
            to += 2 * WIDTH;
            for (int i = 0; i < s; i += 2, to += 8 * WIDTH) {
                int left = (c + i) * s;
                int right = left + s * s;
                FloatVector re = FloatVector.fromArray(LANES, w, left);
                FloatVector im = FloatVector.fromArray(LANES, w, d * s + left);
                FloatVector turnedRe = re.rearrange(SWAP);
                FloatVector turnedIm = im.rearrange(SWAP);
                re.blend(turnedIm, UPPER).intoArray(packed, to);
                im.neg().blend(turnedRe, UPPER).intoArray(packed, to + WIDTH);
                turnedRe.blend(im, UPPER).intoArray(packed, to + 4 * WIDTH);
                turnedIm.neg().blend(re, UPPER).intoArray(packed, to + 5 * WIDTH);
                re = FloatVector.fromArray(LANES, w, right);
                im = FloatVector.fromArray(LANES, w, d * s + right);
                turnedRe = re.rearrange(SWAP);
                turnedIm = im.rearrange(SWAP);
                im.blend(turnedRe, UPPER).intoArray(packed, to + 2 * WIDTH);
                re.blend(turnedIm.neg(), UPPER).intoArray(packed, to + 3 * WIDTH);
                turnedIm.blend(re, UPPER).intoArray(packed, to + 6 * WIDTH);
                turnedRe.blend(im.neg(), UPPER).intoArray(packed, to + 7 * WIDTH);
            }
        }
    }

    private static void tile(
            int s, float[] packed, int po, float[] x, int xo, float[] y, int yo, int d, int plane, boolean rectify) {
        FloatVector left0 = FloatVector.fromArray(LANES, packed, po);
        FloatVector right0 = FloatVector.fromArray(LANES, packed, po + WIDTH);
        FloatVector left1 = left0;
        FloatVector right1 = right0;
        FloatVector left2 = left0;
        FloatVector right2 = right0;
        FloatVector left3 = left0;
        FloatVector right3 = right0;
        int w = po + 2 * WIDTH;
        for (int i = 0; i < s; i++, w += 4 * WIDTH) {
            FloatVector leftRe = FloatVector.fromArray(LANES, packed, w);
            FloatVector leftIm = FloatVector.fromArray(LANES, packed, w + WIDTH);
            FloatVector rightRe = FloatVector.fromArray(LANES, packed, w + 2 * WIDTH);
            FloatVector rightIm = FloatVector.fromArray(LANES, packed, w + 3 * WIDTH);
            int re = xo + i;
            int im = re + plane;
            left0 = FloatVector.broadcast(LANES, x[im])
                    .fma(leftIm, FloatVector.broadcast(LANES, x[re]).fma(leftRe, left0));
            right0 = FloatVector.broadcast(LANES, x[im + s])
                    .fma(rightIm, FloatVector.broadcast(LANES, x[re + s]).fma(rightRe, right0));
            left1 = FloatVector.broadcast(LANES, x[im + d])
                    .fma(leftIm, FloatVector.broadcast(LANES, x[re + d]).fma(leftRe, left1));
            right1 = FloatVector.broadcast(LANES, x[im + d + s])
                    .fma(rightIm, FloatVector.broadcast(LANES, x[re + d + s]).fma(rightRe, right1));
            left2 = FloatVector.broadcast(LANES, x[im + 2 * d])
                    .fma(leftIm, FloatVector.broadcast(LANES, x[re + 2 * d]).fma(leftRe, left2));
            right2 = FloatVector.broadcast(LANES, x[im + 2 * d + s])
                    .fma(
                            rightIm,
                            FloatVector.broadcast(LANES, x[re + 2 * d + s]).fma(rightRe, right2));
            left3 = FloatVector.broadcast(LANES, x[im + 3 * d])
                    .fma(leftIm, FloatVector.broadcast(LANES, x[re + 3 * d]).fma(leftRe, left3));
            right3 = FloatVector.broadcast(LANES, x[im + 3 * d + s])
                    .fma(
                            rightIm,
                            FloatVector.broadcast(LANES, x[re + 3 * d + s]).fma(rightRe, right3));
        }
        if (rectify) {
            left0 = left0.max(0f);
            right0 = right0.max(0f);
            left1 = left1.max(0f);
            right1 = right1.max(0f);
            left2 = left2.max(0f);
            right2 = right2.max(0f);
            left3 = left3.max(0f);
            right3 = right3.max(0f);
        }
        left0.blend(right0, UPPER).intoArray(y, yo);
        right0.blend(left0, UPPER).rearrange(SWAP).intoArray(y, yo + plane);
        left1.blend(right1, UPPER).intoArray(y, yo + d);
        right1.blend(left1, UPPER).rearrange(SWAP).intoArray(y, yo + d + plane);
        left2.blend(right2, UPPER).intoArray(y, yo + 2 * d);
        right2.blend(left2, UPPER).rearrange(SWAP).intoArray(y, yo + 2 * d + plane);
        left3.blend(right3, UPPER).intoArray(y, yo + 3 * d);
        right3.blend(left3, UPPER).rearrange(SWAP).intoArray(y, yo + 3 * d + plane);
    }

    private static void row(
            int s, float[] packed, int po, float[] x, int xo, float[] y, int yo, int plane, boolean rectify) {
        FloatVector left0 = FloatVector.fromArray(LANES, packed, po);
        FloatVector right0 = FloatVector.fromArray(LANES, packed, po + WIDTH);
        int w = po + 2 * WIDTH;
        for (int i = 0; i < s; i++, w += 4 * WIDTH) {
            FloatVector leftRe = FloatVector.fromArray(LANES, packed, w);
            FloatVector leftIm = FloatVector.fromArray(LANES, packed, w + WIDTH);
            FloatVector rightRe = FloatVector.fromArray(LANES, packed, w + 2 * WIDTH);
            FloatVector rightIm = FloatVector.fromArray(LANES, packed, w + 3 * WIDTH);
            int re = xo + i;
            int im = re + plane;
            left0 = FloatVector.broadcast(LANES, x[im])
                    .fma(leftIm, FloatVector.broadcast(LANES, x[re]).fma(leftRe, left0));
            right0 = FloatVector.broadcast(LANES, x[im + s])
                    .fma(rightIm, FloatVector.broadcast(LANES, x[re + s]).fma(rightRe, right0));
        }
        if (rectify) {
            left0 = left0.max(0f);
            right0 = right0.max(0f);
        }
        left0.blend(right0, UPPER).intoArray(y, yo);
        right0.blend(left0, UPPER).rearrange(SWAP).intoArray(y, yo + plane);
    }

    static void gradient(int f, int k, int s, float[] x, int xo, float[] dy, int dyo, float[] dw) {
        int d = k * s;
        float[] sums = packedOfThisThread(k, s);
        for (int c = 0; c < d; c += 2 * s) {
            for (int i = 0; i < s; i += TILE) {
                gradientTile(f, s, x, xo + c + i, dy, dyo + c, d, f * d, sums);
                addRows(sums, 0, s, dw, (c + i) * s, d * s);
                addRows(sums, 4 * WIDTH, s, dw, (c + i) * s + WIDTH, d * s);
            }
        }
    }

    private static void gradientTile(
            int f, int s, float[] x, int xo, float[] dy, int dyo, int d, int plane, float[] sums) {
        FloatVector left0 = FloatVector.zero(LANES);
        FloatVector right0 = FloatVector.zero(LANES);
        FloatVector left1 = FloatVector.zero(LANES);
        FloatVector right1 = FloatVector.zero(LANES);
        FloatVector left2 = FloatVector.zero(LANES);
        FloatVector right2 = FloatVector.zero(LANES);
        FloatVector left3 = FloatVector.zero(LANES);
        FloatVector right3 = FloatVector.zero(LANES);
        for (int row = 0; row < f; row++) {
            FloatVector dyRe = FloatVector.fromArray(LANES, dy, dyo + row * d);
            FloatVector dyIm = FloatVector.fromArray(LANES, dy, dyo + row * d + plane);
            FloatVector turnedRe = dyRe.rearrange(SWAP);
            FloatVector turnedIm = dyIm.rearrange(SWAP);
            FloatVector minus = turnedRe.neg();
            FloatVector leftRe = dyRe.blend(turnedIm, UPPER);
            FloatVector leftIm = dyIm.blend(minus, UPPER);
            FloatVector rightRe = turnedIm.blend(dyRe, UPPER);
            FloatVector rightIm = minus.blend(dyIm, UPPER);
            int re = xo + row * d;
            int im = re + plane;
            left0 = FloatVector.broadcast(LANES, x[im])
                    .fma(leftIm, FloatVector.broadcast(LANES, x[re]).fma(leftRe, left0));
            right0 = FloatVector.broadcast(LANES, x[im + s])
                    .fma(rightIm, FloatVector.broadcast(LANES, x[re + s]).fma(rightRe, right0));
            left1 = FloatVector.broadcast(LANES, x[im + 1])
                    .fma(leftIm, FloatVector.broadcast(LANES, x[re + 1]).fma(leftRe, left1));
            right1 = FloatVector.broadcast(LANES, x[im + 1 + s])
                    .fma(rightIm, FloatVector.broadcast(LANES, x[re + 1 + s]).fma(rightRe, right1));
            left2 = FloatVector.broadcast(LANES, x[im + 2])
                    .fma(leftIm, FloatVector.broadcast(LANES, x[re + 2]).fma(leftRe, left2));
            right2 = FloatVector.broadcast(LANES, x[im + 2 + s])
                    .fma(rightIm, FloatVector.broadcast(LANES, x[re + 2 + s]).fma(rightRe, right2));
            left3 = FloatVector.broadcast(LANES, x[im + 3])
                    .fma(leftIm, FloatVector.broadcast(LANES, x[re + 3]).fma(leftRe, left3));
            right3 = FloatVector.broadcast(LANES, x[im + 3 + s])
                    .fma(rightIm, FloatVector.broadcast(LANES, x[re + 3 + s]).fma(rightRe, right3));
        }
        left0.intoArray(sums, 0);
        left1.intoArray(sums, WIDTH);
        right0.intoArray(sums, 2 * WIDTH);
        right1.intoArray(sums, 3 * WIDTH);
        left2.intoArray(sums, 4 * WIDTH);
        left3.intoArray(sums, 5 * WIDTH);
        right2.intoArray(sums, 6 * WIDTH);
        right3.intoArray(sums, 7 * WIDTH);
    }

    /** Adds two rows of each chunk, real and imaginary, from sums that have both in each vector. */
    private static void addRows(float[] sums, int from, int s, float[] dw, int wo, int wPlane) {
        FloatVector left0 = FloatVector.fromArray(LANES, sums, from);
        FloatVector left1 = FloatVector.fromArray(LANES, sums, from + WIDTH);
        FloatVector right0 = FloatVector.fromArray(LANES, sums, from + 2 * WIDTH);
        FloatVector right1 = FloatVector.fromArray(LANES, sums, from + 3 * WIDTH);
        FloatVector.fromArray(LANES, dw, wo)
                .add(left0.blend(left1.rearrange(SWAP), UPPER))
                .intoArray(dw, wo);
        FloatVector.fromArray(LANES, dw, wo + wPlane)
                .add(left0.rearrange(SWAP).blend(left1, UPPER))
                .intoArray(dw, wo + wPlane);
        FloatVector.fromArray(LANES, dw, wo + s * s)
                .add(right0.rearrange(SWAP).blend(right1, UPPER))
                .intoArray(dw, wo + s * s);
        FloatVector.fromArray(LANES, dw, wo + s * s + wPlane)
                .add(right0.blend(right1.rearrange(SWAP), UPPER))
                .intoArray(dw, wo + s * s + wPlane);
    }
}
