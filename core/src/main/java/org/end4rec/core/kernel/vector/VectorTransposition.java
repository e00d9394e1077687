package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes squares as wide as a vector, in registers: step s swaps what is off the diagonal in squares of 2s. The
 * steps for 16 lanes are written out beside those for 8, because vectors in an array would leave the registers.
 */
final class VectorTransposition {
    private static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;

    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorMask<Float> UPPER_1 = upper(1);
    private static final VectorMask<Float> UPPER_2 = upper(2);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_8 = upper(8);

    private VectorTransposition() {}

    private static VectorShuffle<Float> swap(int step) {
        return VectorShuffle.fromOp(LANES, lane -> (lane ^ step) % WIDTH);
    }

    private static VectorMask<Float> upper(int step) {
        boolean[] lanes = new boolean[WIDTH];
        for (int lane = 0; lane < WIDTH; lane++) {
            lanes[lane] = (lane & step) != 0;
        }
        return VectorMask.fromArray(LANES, lanes, 0);
    }

    /** As many rows of x as a vector has lanes become columns of the panel; depth is a multiple of the lanes. */
    static void columns(int depth, float[] x, int xo, int ldx, float[] panel, int po, int width) {
        if (WIDTH == 16) {
            sixteen(depth, x, xo, ldx, panel, po, width);
        } else {
            eight(depth, x, xo, ldx, panel, po, width);
        }
    }

    private static void eight(int depth, float[] x, int x0, int ldx, float[] panel, int po, int width) {
        int x1 = x0 + ldx;
        int x2 = x1 + ldx;
        int x3 = x2 + ldx;
        int x4 = x3 + ldx;
        int x5 = x4 + ldx;
        int x6 = x5 + ldx;
        int x7 = x6 + ldx;
        for (int l = 0; l < depth; l += 8) {
            FloatVector a0 = FloatVector.fromArray(LANES, x, x0 + l);
            FloatVector a1 = FloatVector.fromArray(LANES, x, x1 + l);
            FloatVector a2 = FloatVector.fromArray(LANES, x, x2 + l);
            FloatVector a3 = FloatVector.fromArray(LANES, x, x3 + l);
            FloatVector a4 = FloatVector.fromArray(LANES, x, x4 + l);
            FloatVector a5 = FloatVector.fromArray(LANES, x, x5 + l);
            FloatVector a6 = FloatVector.fromArray(LANES, x, x6 + l);
            FloatVector a7 = FloatVector.fromArray(LANES, x, x7 + l);
            FloatVector b0 = a0.blend(a1.rearrange(SWAP_1), UPPER_1);
            FloatVector b1 = a0.rearrange(SWAP_1).blend(a1, UPPER_1);
            FloatVector b2 = a2.blend(a3.rearrange(SWAP_1), UPPER_1);
            FloatVector b3 = a2.rearrange(SWAP_1).blend(a3, UPPER_1);
            FloatVector b4 = a4.blend(a5.rearrange(SWAP_1), UPPER_1);
            FloatVector b5 = a4.rearrange(SWAP_1).blend(a5, UPPER_1);
            FloatVector b6 = a6.blend(a7.rearrange(SWAP_1), UPPER_1);
            FloatVector b7 = a6.rearrange(SWAP_1).blend(a7, UPPER_1);
            FloatVector c0 = b0.blend(b2.rearrange(SWAP_2), UPPER_2);
            FloatVector c2 = b0.rearrange(SWAP_2).blend(b2, UPPER_2);
            FloatVector c1 = b1.blend(b3.rearrange(SWAP_2), UPPER_2);
            FloatVector c3 = b1.rearrange(SWAP_2).blend(b3, UPPER_2);
            FloatVector c4 = b4.blend(b6.rearrange(SWAP_2), UPPER_2);
            FloatVector c6 = b4.rearrange(SWAP_2).blend(b6, UPPER_2);
            FloatVector c5 = b5.blend(b7.rearrange(SWAP_2), UPPER_2);
            FloatVector c7 = b5.rearrange(SWAP_2).blend(b7, UPPER_2);
            FloatVector d0 = c0.blend(c4.rearrange(SWAP_4), UPPER_4);
            FloatVector d4 = c0.rearrange(SWAP_4).blend(c4, UPPER_4);
            FloatVector d1 = c1.blend(c5.rearrange(SWAP_4), UPPER_4);
            FloatVector d5 = c1.rearrange(SWAP_4).blend(c5, UPPER_4);
            FloatVector d2 = c2.blend(c6.rearrange(SWAP_4), UPPER_4);
            FloatVector d6 = c2.rearrange(SWAP_4).blend(c6, UPPER_4);
            FloatVector d3 = c3.blend(c7.rearrange(SWAP_4), UPPER_4);
            FloatVector d7 = c3.rearrange(SWAP_4).blend(c7, UPPER_4);
            int to = po + l * width;
            d0.intoArray(panel, to);
            d1.intoArray(panel, to + width);
            d2.intoArray(panel, to + 2 * width);
            d3.intoArray(panel, to + 3 * width);
            d4.intoArray(panel, to + 4 * width);
            d5.intoArray(panel, to + 5 * width);
            d6.intoArray(panel, to + 6 * width);
            d7.intoArray(panel, to + 7 * width);
        }
    }

    private static void sixteen(int depth, float[] x, int x0, int ldx, float[] panel, int po, int width) {
        int x1 = x0 + ldx;
        int x2 = x1 + ldx;
        int x3 = x2 + ldx;
        int x4 = x3 + ldx;
        int x5 = x4 + ldx;
        int x6 = x5 + ldx;
        int x7 = x6 + ldx;
        int x8 = x7 + ldx;
        int x9 = x8 + ldx;
        int x10 = x9 + ldx;
        int x11 = x10 + ldx;
        int x12 = x11 + ldx;
        int x13 = x12 + ldx;
        int x14 = x13 + ldx;
        int x15 = x14 + ldx;
        for (int l = 0; l < depth; l += 16) {
            FloatVector a0 = FloatVector.fromArray(LANES, x, x0 + l);
            FloatVector a1 = FloatVector.fromArray(LANES, x, x1 + l);
            FloatVector a2 = FloatVector.fromArray(LANES, x, x2 + l);
            FloatVector a3 = FloatVector.fromArray(LANES, x, x3 + l);
            FloatVector a4 = FloatVector.fromArray(LANES, x, x4 + l);
            FloatVector a5 = FloatVector.fromArray(LANES, x, x5 + l);
            FloatVector a6 = FloatVector.fromArray(LANES, x, x6 + l);
            FloatVector a7 = FloatVector.fromArray(LANES, x, x7 + l);
            FloatVector a8 = FloatVector.fromArray(LANES, x, x8 + l);
            FloatVector a9 = FloatVector.fromArray(LANES, x, x9 + l);
            FloatVector a10 = FloatVector.fromArray(LANES, x, x10 + l);
            FloatVector a11 = FloatVector.fromArray(LANES, x, x11 + l);
            FloatVector a12 = FloatVector.fromArray(LANES, x, x12 + l);
            FloatVector a13 = FloatVector.fromArray(LANES, x, x13 + l);
            FloatVector a14 = FloatVector.fromArray(LANES, x, x14 + l);
            FloatVector a15 = FloatVector.fromArray(LANES, x, x15 + l);
            FloatVector b0 = a0.blend(a1.rearrange(SWAP_1), UPPER_1);
            FloatVector b1 = a0.rearrange(SWAP_1).blend(a1, UPPER_1);
            FloatVector b2 = a2.blend(a3.rearrange(SWAP_1), UPPER_1);
            FloatVector b3 = a2.rearrange(SWAP_1).blend(a3, UPPER_1);
            FloatVector b4 = a4.blend(a5.rearrange(SWAP_1), UPPER_1);
            FloatVector b5 = a4.rearrange(SWAP_1).blend(a5, UPPER_1);
            FloatVector b6 = a6.blend(a7.rearrange(SWAP_1), UPPER_1);
            FloatVector b7 = a6.rearrange(SWAP_1).blend(a7, UPPER_1);
            FloatVector b8 = a8.blend(a9.rearrange(SWAP_1), UPPER_1);
            FloatVector b9 = a8.rearrange(SWAP_1).blend(a9, UPPER_1);
            FloatVector b10 = a10.blend(a11.rearrange(SWAP_1), UPPER_1);
            FloatVector b11 = a10.rearrange(SWAP_1).blend(a11, UPPER_1);
            FloatVector b12 = a12.blend(a13.rearrange(SWAP_1), UPPER_1);
            FloatVector b13 = a12.rearrange(SWAP_1).blend(a13, UPPER_1);
            FloatVector b14 = a14.blend(a15.rearrange(SWAP_1), UPPER_1);
            FloatVector b15 = a14.rearrange(SWAP_1).blend(a15, UPPER_1);
            FloatVector c0 = b0.blend(b2.rearrange(SWAP_2), UPPER_2);
            FloatVector c2 = b0.rearrange(SWAP_2).blend(b2, UPPER_2);
            FloatVector c1 = b1.blend(b3.rearrange(SWAP_2), UPPER_2);
            FloatVector c3 = b1.rearrange(SWAP_2).blend(b3, UPPER_2);
            FloatVector c4 = b4.blend(b6.rearrange(SWAP_2), UPPER_2);
            FloatVector c6 = b4.rearrange(SWAP_2).blend(b6, UPPER_2);
            FloatVector c5 = b5.blend(b7.rearrange(SWAP_2), UPPER_2);
            FloatVector c7 = b5.rearrange(SWAP_2).blend(b7, UPPER_2);
            FloatVector c8 = b8.blend(b10.rearrange(SWAP_2), UPPER_2);
            FloatVector c10 = b8.rearrange(SWAP_2).blend(b10, UPPER_2);
            FloatVector c9 = b9.blend(b11.rearrange(SWAP_2), UPPER_2);
            FloatVector c11 = b9.rearrange(SWAP_2).blend(b11, UPPER_2);
            FloatVector c12 = b12.blend(b14.rearrange(SWAP_2), UPPER_2);
            FloatVector c14 = b12.rearrange(SWAP_2).blend(b14, UPPER_2);
            FloatVector c13 = b13.blend(b15.rearrange(SWAP_2), UPPER_2);
            FloatVector c15 = b13.rearrange(SWAP_2).blend(b15, UPPER_2);
            FloatVector d0 = c0.blend(c4.rearrange(SWAP_4), UPPER_4);
            FloatVector d4 = c0.rearrange(SWAP_4).blend(c4, UPPER_4);
            FloatVector d1 = c1.blend(c5.rearrange(SWAP_4), UPPER_4);
            FloatVector d5 = c1.rearrange(SWAP_4).blend(c5, UPPER_4);
            FloatVector d2 = c2.blend(c6.rearrange(SWAP_4), UPPER_4);
            FloatVector d6 = c2.rearrange(SWAP_4).blend(c6, UPPER_4);
            FloatVector d3 = c3.blend(c7.rearrange(SWAP_4), UPPER_4);
            FloatVector d7 = c3.rearrange(SWAP_4).blend(c7, UPPER_4);
            FloatVector d8 = c8.blend(c12.rearrange(SWAP_4), UPPER_4);
            FloatVector d12 = c8.rearrange(SWAP_4).blend(c12, UPPER_4);
            FloatVector d9 = c9.blend(c13.rearrange(SWAP_4), UPPER_4);
            FloatVector d13 = c9.rearrange(SWAP_4).blend(c13, UPPER_4);
            FloatVector d10 = c10.blend(c14.rearrange(SWAP_4), UPPER_4);
            FloatVector d14 = c10.rearrange(SWAP_4).blend(c14, UPPER_4);
            FloatVector d11 = c11.blend(c15.rearrange(SWAP_4), UPPER_4);
            FloatVector d15 = c11.rearrange(SWAP_4).blend(c15, UPPER_4);
            FloatVector e0 = d0.blend(d8.rearrange(SWAP_8), UPPER_8);
            FloatVector e8 = d0.rearrange(SWAP_8).blend(d8, UPPER_8);
            FloatVector e1 = d1.blend(d9.rearrange(SWAP_8), UPPER_8);
            FloatVector e9 = d1.rearrange(SWAP_8).blend(d9, UPPER_8);
            FloatVector e2 = d2.blend(d10.rearrange(SWAP_8), UPPER_8);
            FloatVector e10 = d2.rearrange(SWAP_8).blend(d10, UPPER_8);
            FloatVector e3 = d3.blend(d11.rearrange(SWAP_8), UPPER_8);
            FloatVector e11 = d3.rearrange(SWAP_8).blend(d11, UPPER_8);
            FloatVector e4 = d4.blend(d12.rearrange(SWAP_8), UPPER_8);
            FloatVector e12 = d4.rearrange(SWAP_8).blend(d12, UPPER_8);
            FloatVector e5 = d5.blend(d13.rearrange(SWAP_8), UPPER_8);
            FloatVector e13 = d5.rearrange(SWAP_8).blend(d13, UPPER_8);
            FloatVector e6 = d6.blend(d14.rearrange(SWAP_8), UPPER_8);
            FloatVector e14 = d6.rearrange(SWAP_8).blend(d14, UPPER_8);
            FloatVector e7 = d7.blend(d15.rearrange(SWAP_8), UPPER_8);
            FloatVector e15 = d7.rearrange(SWAP_8).blend(d15, UPPER_8);
            int to = po + l * width;
            e0.intoArray(panel, to);
            e1.intoArray(panel, to + width);
            e2.intoArray(panel, to + 2 * width);
            e3.intoArray(panel, to + 3 * width);
            e4.intoArray(panel, to + 4 * width);
            e5.intoArray(panel, to + 5 * width);
            e6.intoArray(panel, to + 6 * width);
            e7.intoArray(panel, to + 7 * width);
            e8.intoArray(panel, to + 8 * width);
            e9.intoArray(panel, to + 9 * width);
            e10.intoArray(panel, to + 10 * width);
            e11.intoArray(panel, to + 11 * width);
            e12.intoArray(panel, to + 12 * width);
            e13.intoArray(panel, to + 13 * width);
            e14.intoArray(panel, to + 14 * width);
            e15.intoArray(panel, to + 15 * width);
        }
    }
}
