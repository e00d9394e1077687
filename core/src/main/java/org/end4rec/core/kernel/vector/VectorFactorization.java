package org.end4rec.core.kernel.vector;

import org.end4rec.core.kernel.FactorizationKernels;

/** {@link FactorizationKernels} tile by tile. */
interface VectorFactorization extends FactorizationKernels {
    @Override
    default void gram(int n, int k, double scale, double[] v, int ldv, double[] w, int ldw) {
        for (int i = 0; i < n; i += FACTOR_ROWS) {
            for (int j = i - i % VectorFactorTiles.COLUMNS; j < n; j += VectorFactorTiles.COLUMNS) {
                VectorFactorTiles.gram(k, scale, v, ldv, i, j, w, i * ldw + j, ldw);
            }
            for (int r = 0; r < FACTOR_ROWS; r++) {
                w[(i + r) * ldw + i + r] += 1;
            }
        }
    }

    @Override
    default void eliminate(int n, int columns, double[] w, int ldw) {
        for (int i = 0; i < n; i += FACTOR_ROWS) {
            int first = i - i % VectorFactorTiles.COLUMNS;
            for (int j = first; j < columns; j += VectorFactorTiles.COLUMNS) {
                VectorFactorTiles.subtractAbove(i, j, w, ldw);
            }
            VectorFactorTiles.eliminateBlock(i, first, columns, w, ldw);
        }
    }

    @Override
    default void substituteBack(int n, int from, int columns, double[] w, int ldw) {
        for (int i = n - FACTOR_ROWS; i >= 0; i -= FACTOR_ROWS) {
            int d0 = i * ldw + i;
            int d1 = d0 + ldw + 1;
            int d2 = d1 + ldw + 1;
            int d3 = d2 + ldw + 1;
            double factor0 = -(1 / w[d0]);
            double factor1 = -(1 / w[d1]);
            double factor2 = -(1 / w[d2]);
            double factor3 = -(1 / w[d3]);
            for (int j = from; j < from + columns; j += VectorFactorTiles.COLUMNS) {
                VectorFactorTiles.substitute(n, i, j, factor0, factor1, factor2, factor3, w, ldw);
            }
        }
    }
}
