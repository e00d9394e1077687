package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.end4rec.core.kernel.FactorizationKernels;

/**
 * The tiles of {@link VectorFactorization}: four rows and two vectors of columns, held in eight registers while the sum
 * runs. Every element is one chain of fused multiply-adds whose order does not depend on the tile. Where a sum is
 * subtracted, the chain starts from the negated element instead and is negated at its end: no factor need be.
 */
final class VectorFactorTiles {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();

    /** Columns of a tile. */
    static final int COLUMNS = 2 * WIDTH;

    private VectorFactorTiles() {}

    /** The four rows from i and the columns from j of scale·vᵀv, written to c0. */
    static void gram(int k, double scale, double[] v, int ldv, int i, int j, double[] w, int c0, int ldw) {
        DoubleVector left0 = DoubleVector.zero(LANES);
        DoubleVector right0 = left0;
        DoubleVector left1 = left0;
        DoubleVector right1 = left0;
        DoubleVector left2 = left0;
        DoubleVector right2 = left0;
        DoubleVector left3 = left0;
        DoubleVector right3 = left0;
        for (int l = 0; l < k; l++) {
            int row = l * ldv;
            DoubleVector left = DoubleVector.fromArray(LANES, v, row + j);
            DoubleVector right = DoubleVector.fromArray(LANES, v, row + j + WIDTH);
            DoubleVector factor0 = DoubleVector.broadcast(LANES, v[row + i]);
            left0 = factor0.fma(left, left0);
            right0 = factor0.fma(right, right0);
            DoubleVector factor1 = DoubleVector.broadcast(LANES, v[row + i + 1]);
            left1 = factor1.fma(left, left1);
            right1 = factor1.fma(right, right1);
            DoubleVector factor2 = DoubleVector.broadcast(LANES, v[row + i + 2]);
            left2 = factor2.fma(left, left2);
            right2 = factor2.fma(right, right2);
            DoubleVector factor3 = DoubleVector.broadcast(LANES, v[row + i + 3]);
            left3 = factor3.fma(left, left3);
            right3 = factor3.fma(right, right3);
        }
        int c1 = c0 + ldw;
        int c2 = c1 + ldw;
        int c3 = c2 + ldw;
        left0.mul(scale).intoArray(w, c0);
        right0.mul(scale).intoArray(w, c0 + WIDTH);
        left1.mul(scale).intoArray(w, c1);
        right1.mul(scale).intoArray(w, c1 + WIDTH);
        left2.mul(scale).intoArray(w, c2);
        right2.mul(scale).intoArray(w, c2 + WIDTH);
        left3.mul(scale).intoArray(w, c3);
        right3.mul(scale).intoArray(w, c3 + WIDTH);
    }

    /** Factorizes the 4×4 block on the diagonal and applies it to its rows, negated as they are, from column first. */
    static void eliminateBlock(int i, int first, int columns, double[] w, int ldw) {
        int d0 = i * ldw + i;
        int d1 = d0 + ldw + 1;
        int d2 = d1 + ldw + 1;
        int d3 = d2 + ldw + 1;
        double u00 = Math.sqrt(-w[d0]);
        double factor0 = -(1 / u00);
        double u01 = w[d0 + 1] * factor0;
        double u02 = w[d0 + 2] * factor0;
        double u03 = w[d0 + 3] * factor0;
        double u11 = Math.sqrt(-Math.fma(u01, u01, w[d1]));
        double factor1 = -(1 / u11);
        double u12 = Math.fma(u01, u02, w[d1 + 1]) * factor1;
        double u13 = Math.fma(u01, u03, w[d1 + 2]) * factor1;
        double u22 = Math.sqrt(-Math.fma(u12, u12, Math.fma(u02, u02, w[d2])));
        double factor2 = -(1 / u22);
        double u23 = Math.fma(u12, u13, Math.fma(u02, u03, w[d2 + 1])) * factor2;
        double u33 = Math.sqrt(-Math.fma(u23, u23, Math.fma(u13, u13, Math.fma(u03, u03, w[d3]))));
        double factor3 = -(1 / u33);
        DoubleVector v01 = DoubleVector.broadcast(LANES, u01);
        DoubleVector v02 = DoubleVector.broadcast(LANES, u02);
        DoubleVector v03 = DoubleVector.broadcast(LANES, u03);
        DoubleVector v12 = DoubleVector.broadcast(LANES, u12);
        DoubleVector v13 = DoubleVector.broadcast(LANES, u13);
        DoubleVector v23 = DoubleVector.broadcast(LANES, u23);
        int row = i * ldw;
        for (int j = row + first; j < row + columns; j += WIDTH) {
            DoubleVector x0 = DoubleVector.fromArray(LANES, w, j).mul(factor0);
            DoubleVector sum1 = v01.fma(x0, DoubleVector.fromArray(LANES, w, j + ldw));
            DoubleVector sum2 = v02.fma(x0, DoubleVector.fromArray(LANES, w, j + 2 * ldw));
            DoubleVector sum3 = v03.fma(x0, DoubleVector.fromArray(LANES, w, j + 3 * ldw));
            DoubleVector x1 = sum1.mul(factor1);
            DoubleVector x2 = v12.fma(x1, sum2).mul(factor2);
            x0.intoArray(w, j);
            x1.intoArray(w, j + ldw);
            x2.intoArray(w, j + 2 * ldw);
            v23.fma(x2, v13.fma(x1, sum3)).mul(factor3).intoArray(w, j + 3 * ldw);
        }
        w[d0] = u00;
        w[d1] = u11;
        w[d2] = u22;
        w[d3] = u33;
    }

    /** The four rows from i and the columns from j, negated, with what the finished rows above them contribute. */
    static void subtractAbove(int i, int j, double[] w, int ldw) {
        int c0 = i * ldw + j;
        int c1 = c0 + ldw;
        int c2 = c1 + ldw;
        int c3 = c2 + ldw;
        DoubleVector left0 = DoubleVector.fromArray(LANES, w, c0).neg();
        DoubleVector right0 = DoubleVector.fromArray(LANES, w, c0 + WIDTH).neg();
        DoubleVector left1 = DoubleVector.fromArray(LANES, w, c1).neg();
        DoubleVector right1 = DoubleVector.fromArray(LANES, w, c1 + WIDTH).neg();
        DoubleVector left2 = DoubleVector.fromArray(LANES, w, c2).neg();
        DoubleVector right2 = DoubleVector.fromArray(LANES, w, c2 + WIDTH).neg();
        DoubleVector left3 = DoubleVector.fromArray(LANES, w, c3).neg();
        DoubleVector right3 = DoubleVector.fromArray(LANES, w, c3 + WIDTH).neg();
        for (int p = 0; p < i; p++) {
            int row = p * ldw;
            DoubleVector left = DoubleVector.fromArray(LANES, w, row + j);
            DoubleVector right = DoubleVector.fromArray(LANES, w, row + j + WIDTH);
            DoubleVector factor0 = DoubleVector.broadcast(LANES, w[row + i]);
            left0 = factor0.fma(left, left0);
            right0 = factor0.fma(right, right0);
            DoubleVector factor1 = DoubleVector.broadcast(LANES, w[row + i + 1]);
            left1 = factor1.fma(left, left1);
            right1 = factor1.fma(right, right1);
            DoubleVector factor2 = DoubleVector.broadcast(LANES, w[row + i + 2]);
            left2 = factor2.fma(left, left2);
            right2 = factor2.fma(right, right2);
            DoubleVector factor3 = DoubleVector.broadcast(LANES, w[row + i + 3]);
            left3 = factor3.fma(left, left3);
            right3 = factor3.fma(right, right3);
        }
        left0.intoArray(w, c0);
        right0.intoArray(w, c0 + WIDTH);
        left1.intoArray(w, c1);
        right1.intoArray(w, c1 + WIDTH);
        left2.intoArray(w, c2);
        right2.intoArray(w, c2 + WIDTH);
        left3.intoArray(w, c3);
        right3.intoArray(w, c3 + WIDTH);
    }

    /** The four rows from i and the columns from j of the solution, from those below. */
    static void substitute(
            int n, int i, int j, double factor0, double factor1, double factor2, double factor3, double[] w, int ldw) {
        int c0 = i * ldw + j;
        int c1 = c0 + ldw;
        int c2 = c1 + ldw;
        int c3 = c2 + ldw;
        DoubleVector left0 = DoubleVector.fromArray(LANES, w, c0).neg();
        DoubleVector right0 = DoubleVector.fromArray(LANES, w, c0 + WIDTH).neg();
        DoubleVector left1 = DoubleVector.fromArray(LANES, w, c1).neg();
        DoubleVector right1 = DoubleVector.fromArray(LANES, w, c1 + WIDTH).neg();
        DoubleVector left2 = DoubleVector.fromArray(LANES, w, c2).neg();
        DoubleVector right2 = DoubleVector.fromArray(LANES, w, c2 + WIDTH).neg();
        DoubleVector left3 = DoubleVector.fromArray(LANES, w, c3).neg();
        DoubleVector right3 = DoubleVector.fromArray(LANES, w, c3 + WIDTH).neg();
        int row0 = i * ldw;
        int row1 = row0 + ldw;
        int row2 = row1 + ldw;
        int row3 = row2 + ldw;
        for (int p = n - 1; p >= i + FactorizationKernels.FACTOR_ROWS; p--) {
            int row = p * ldw + j;
            DoubleVector left = DoubleVector.fromArray(LANES, w, row);
            DoubleVector right = DoubleVector.fromArray(LANES, w, row + WIDTH);
            DoubleVector u0p = DoubleVector.broadcast(LANES, w[row0 + p]);
            left0 = u0p.fma(left, left0);
            right0 = u0p.fma(right, right0);
            DoubleVector u1p = DoubleVector.broadcast(LANES, w[row1 + p]);
            left1 = u1p.fma(left, left1);
            right1 = u1p.fma(right, right1);
            DoubleVector u2p = DoubleVector.broadcast(LANES, w[row2 + p]);
            left2 = u2p.fma(left, left2);
            right2 = u2p.fma(right, right2);
            DoubleVector u3p = DoubleVector.broadcast(LANES, w[row3 + p]);
            left3 = u3p.fma(left, left3);
            right3 = u3p.fma(right, right3);
        }
        left3 = left3.mul(factor3);
        right3 = right3.mul(factor3);
        DoubleVector u23 = DoubleVector.broadcast(LANES, w[row2 + i + 3]);
        left2 = u23.fma(left3, left2).mul(factor2);
        right2 = u23.fma(right3, right2).mul(factor2);
        DoubleVector u13 = DoubleVector.broadcast(LANES, w[row1 + i + 3]);
        DoubleVector u12 = DoubleVector.broadcast(LANES, w[row1 + i + 2]);
        left1 = u12.fma(left2, u13.fma(left3, left1)).mul(factor1);
        right1 = u12.fma(right2, u13.fma(right3, right1)).mul(factor1);
        DoubleVector u03 = DoubleVector.broadcast(LANES, w[row0 + i + 3]);
        DoubleVector u02 = DoubleVector.broadcast(LANES, w[row0 + i + 2]);
        DoubleVector u01 = DoubleVector.broadcast(LANES, w[row0 + i + 1]);
        left0 = u01.fma(left1, u02.fma(left2, u03.fma(left3, left0))).mul(factor0);
        right0 = u01.fma(right1, u02.fma(right2, u03.fma(right3, right0))).mul(factor0);
        left0.intoArray(w, c0);
        right0.intoArray(w, c0 + WIDTH);
        left1.intoArray(w, c1);
        right1.intoArray(w, c1 + WIDTH);
        left2.intoArray(w, c2);
        right2.intoArray(w, c2 + WIDTH);
        left3.intoArray(w, c3);
        right3.intoArray(w, c3 + WIDTH);
    }
}
