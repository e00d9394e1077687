package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes squares as wide as a vector: step s swaps what is off the diagonal in squares of 2s. Eight lanes take all
 * steps in registers. Sixteen lanes would be too much code for the compiler, and write the square once in between.
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
        } else if (WIDTH == 8) {
            eight(depth, x, xo, ldx, panel, po, width);
        } else {
            for (int l = 0; l < depth; l += 4) {
                swapWithinFour(x, xo + l, ldx, panel, po + l * width, width);
            }
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

    private static void sixteen(int depth, float[] x, int xo, int ldx, float[] panel, int po, int width) {
        for (int l = 0; l < depth; l += 16) {
            int to = po + l * width;
            for (int row = 0; row < 16; row += 4) {
                swapWithinFour(x, xo + row * ldx + l, ldx, panel, to + row * width, width);
            }
            for (int row = 0; row < 4; row++) {
                swapBetweenFours(panel, to + row * width, 4 * width);
            }
        }
    }

    /** The steps 1 and 2, of four rows of x that follow each other, to as many rows of the panel. */
    private static void swapWithinFour(float[] x, int xo, int ldx, float[] panel, int to, int width) {
        FloatVector a0 = FloatVector.fromArray(LANES, x, xo);
        FloatVector a1 = FloatVector.fromArray(LANES, x, xo + ldx);
        FloatVector a2 = FloatVector.fromArray(LANES, x, xo + 2 * ldx);
        FloatVector a3 = FloatVector.fromArray(LANES, x, xo + 3 * ldx);
        FloatVector b0 = a0.blend(a1.rearrange(SWAP_1), UPPER_1);
        FloatVector b1 = a0.rearrange(SWAP_1).blend(a1, UPPER_1);
        FloatVector b2 = a2.blend(a3.rearrange(SWAP_1), UPPER_1);
        FloatVector b3 = a2.rearrange(SWAP_1).blend(a3, UPPER_1);
        b0.blend(b2.rearrange(SWAP_2), UPPER_2).intoArray(panel, to);
        b1.blend(b3.rearrange(SWAP_2), UPPER_2).intoArray(panel, to + width);
        b0.rearrange(SWAP_2).blend(b2, UPPER_2).intoArray(panel, to + 2 * width);
        b1.rearrange(SWAP_2).blend(b3, UPPER_2).intoArray(panel, to + 3 * width);
    }

    /** The steps 4 and 8, of four rows of the panel. */
    private static void swapBetweenFours(float[] panel, int to, int step) {
        FloatVector c0 = FloatVector.fromArray(LANES, panel, to);
        FloatVector c4 = FloatVector.fromArray(LANES, panel, to + step);
        FloatVector c8 = FloatVector.fromArray(LANES, panel, to + 2 * step);
        FloatVector c12 = FloatVector.fromArray(LANES, panel, to + 3 * step);
        FloatVector d0 = c0.blend(c4.rearrange(SWAP_4), UPPER_4);
        FloatVector d4 = c0.rearrange(SWAP_4).blend(c4, UPPER_4);
        FloatVector d8 = c8.blend(c12.rearrange(SWAP_4), UPPER_4);
        FloatVector d12 = c8.rearrange(SWAP_4).blend(c12, UPPER_4);
        d0.blend(d8.rearrange(SWAP_8), UPPER_8).intoArray(panel, to);
        d4.blend(d12.rearrange(SWAP_8), UPPER_8).intoArray(panel, to + step);
        d0.rearrange(SWAP_8).blend(d8, UPPER_8).intoArray(panel, to + 2 * step);
        d4.rearrange(SWAP_8).blend(d12, UPPER_8).intoArray(panel, to + 3 * step);
    }
}
