package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of four rows of c, two vectors wide: eight sums stay in registers, of the 16 that 256-bit processors have.
 * Generated from RowTileTemplate in the tests; change the template, and its test writes this.
 */
final class VectorFourRowTile {
    private static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;

    private VectorFourRowTile() {}

    /** c [4, 2 vectors] += a·b with a [4, depth]. */
    static void ofRows(
            int depth,
            float[] a,
            int a0,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int c0,
            int ldc,
            boolean accumulate) {
        int a1 = a0 + lda;
        int a2 = a1 + lda;
        int a3 = a2 + lda;
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        FloatVector left0 = start(c, c0, accumulate);
        FloatVector right0 = start(c, c0 + WIDTH, accumulate);
        FloatVector left1 = start(c, c1, accumulate);
        FloatVector right1 = start(c, c1 + WIDTH, accumulate);
        FloatVector left2 = start(c, c2, accumulate);
        FloatVector right2 = start(c, c2 + WIDTH, accumulate);
        FloatVector left3 = start(c, c3, accumulate);
        FloatVector right3 = start(c, c3 + WIDTH, accumulate);
        for (int l = 0; l < depth; l++) {

            FloatVector left = FloatVector.fromArray(LANES, b, bo + l * ldb);
            FloatVector right = FloatVector.fromArray(LANES, b, bo + l * ldb + WIDTH);
            FloatVector factor0 = FloatVector.broadcast(LANES, a[a0 + l]);
            left0 = factor0.fma(left, left0);
            right0 = factor0.fma(right, right0);
            FloatVector factor1 = FloatVector.broadcast(LANES, a[a1 + l]);
            left1 = factor1.fma(left, left1);
            right1 = factor1.fma(right, right1);
            FloatVector factor2 = FloatVector.broadcast(LANES, a[a2 + l]);
            left2 = factor2.fma(left, left2);
            right2 = factor2.fma(right, right2);
            FloatVector factor3 = FloatVector.broadcast(LANES, a[a3 + l]);
            left3 = factor3.fma(left, left3);
            right3 = factor3.fma(right, right3);
        }
        left0.intoArray(c, c0);
        right0.intoArray(c, c0 + WIDTH);
        left1.intoArray(c, c1);
        right1.intoArray(c, c1 + WIDTH);
        left2.intoArray(c, c2);
        right2.intoArray(c, c2 + WIDTH);
        left3.intoArray(c, c3);
        right3.intoArray(c, c3 + WIDTH);
    }

    /** c [4, 2 vectors] += aᵀ·b with a [depth, 4]: the factors of a step stand side by side. */
    static void ofColumns(
            int depth,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int c0,
            int ldc,
            boolean accumulate) {
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        FloatVector left0 = start(c, c0, accumulate);
        FloatVector right0 = start(c, c0 + WIDTH, accumulate);
        FloatVector left1 = start(c, c1, accumulate);
        FloatVector right1 = start(c, c1 + WIDTH, accumulate);
        FloatVector left2 = start(c, c2, accumulate);
        FloatVector right2 = start(c, c2 + WIDTH, accumulate);
        FloatVector left3 = start(c, c3, accumulate);
        FloatVector right3 = start(c, c3 + WIDTH, accumulate);
        for (int l = 0; l < depth; l++) {
            int row = ao + l * lda;
            FloatVector left = FloatVector.fromArray(LANES, b, bo + l * ldb);
            FloatVector right = FloatVector.fromArray(LANES, b, bo + l * ldb + WIDTH);
            FloatVector factor0 = FloatVector.broadcast(LANES, a[row]);
            left0 = factor0.fma(left, left0);
            right0 = factor0.fma(right, right0);
            FloatVector factor1 = FloatVector.broadcast(LANES, a[row + 1]);
            left1 = factor1.fma(left, left1);
            right1 = factor1.fma(right, right1);
            FloatVector factor2 = FloatVector.broadcast(LANES, a[row + 2]);
            left2 = factor2.fma(left, left2);
            right2 = factor2.fma(right, right2);
            FloatVector factor3 = FloatVector.broadcast(LANES, a[row + 3]);
            left3 = factor3.fma(left, left3);
            right3 = factor3.fma(right, right3);
        }
        left0.intoArray(c, c0);
        right0.intoArray(c, c0 + WIDTH);
        left1.intoArray(c, c1);
        right1.intoArray(c, c1 + WIDTH);
        left2.intoArray(c, c2);
        right2.intoArray(c, c2 + WIDTH);
        left3.intoArray(c, c3);
        right3.intoArray(c, c3 + WIDTH);
    }

    /** As {@link #ofColumns} in panels, whose rows are a constant apart: no index needs a check. */
    static void ofPanels(
            int depth, float[] a, int ao, float[] b, int bo, float[] c, int c0, int ldc, boolean accumulate) {
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        FloatVector left0 = start(c, c0, accumulate);
        FloatVector right0 = start(c, c0 + WIDTH, accumulate);
        FloatVector left1 = start(c, c1, accumulate);
        FloatVector right1 = start(c, c1 + WIDTH, accumulate);
        FloatVector left2 = start(c, c2, accumulate);
        FloatVector right2 = start(c, c2 + WIDTH, accumulate);
        FloatVector left3 = start(c, c3, accumulate);
        FloatVector right3 = start(c, c3 + WIDTH, accumulate);
        for (int l = 0; l < depth; l++) {
            int row = ao + l * VectorBlockedProduct.PANEL_ROWS;
            FloatVector left = FloatVector.fromArray(LANES, b, bo + l * VectorBlockedProduct.COLUMNS);
            FloatVector right = FloatVector.fromArray(LANES, b, bo + l * VectorBlockedProduct.COLUMNS + WIDTH);
            FloatVector factor0 = FloatVector.broadcast(LANES, a[row]);
            left0 = factor0.fma(left, left0);
            right0 = factor0.fma(right, right0);
            FloatVector factor1 = FloatVector.broadcast(LANES, a[row + 1]);
            left1 = factor1.fma(left, left1);
            right1 = factor1.fma(right, right1);
            FloatVector factor2 = FloatVector.broadcast(LANES, a[row + 2]);
            left2 = factor2.fma(left, left2);
            right2 = factor2.fma(right, right2);
            FloatVector factor3 = FloatVector.broadcast(LANES, a[row + 3]);
            left3 = factor3.fma(left, left3);
            right3 = factor3.fma(right, right3);
        }
        left0.intoArray(c, c0);
        right0.intoArray(c, c0 + WIDTH);
        left1.intoArray(c, c1);
        right1.intoArray(c, c1 + WIDTH);
        left2.intoArray(c, c2);
        right2.intoArray(c, c2 + WIDTH);
        left3.intoArray(c, c3);
        right3.intoArray(c, c3 + WIDTH);
    }

    private static FloatVector start(float[] c, int offset, boolean accumulate) {
        return accumulate ? FloatVector.fromArray(LANES, c, offset) : FloatVector.zero(LANES);
    }
}
