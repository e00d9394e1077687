package org.end4rec.core.kernel.scalar;

import java.util.Arrays;
import org.end4rec.core.kernel.FactorizationKernels;
import org.end4rec.core.kernel.Fma;

/**
 * The factorization kernels in plain Java, with one array per row: the compiler vectorizes a loop only when all its
 * arrays run with the same index. Four terms of each sum are added per pass over a row, in their order.
 */
public interface ScalarFactorization extends FactorizationKernels {
    @Override
    default void gram(int n, int k, double scale, double[] v, int ldv, double[] w, int ldw) {
        double[][] rows = ScalarScratch.rows(k + 1, n);
        for (int l = 0; l < k; l++) {
            System.arraycopy(v, l * ldv, rows[l], 0, n);
        }
        double[] sum = rows[k];
        for (int i = 0; i < n; i++) {
            Arrays.fill(sum, i, n, 0);
            int l = 0;
            for (; l + 4 <= k; l += 4) {
                addFour(sum, i, n, i, rows[l], rows[l + 1], rows[l + 2], rows[l + 3]);
            }
            for (; l < k; l++) {
                add(sum, i, n, rows[l][i], rows[l]);
            }
            for (int j = i; j < n; j++) {
                w[i * ldw + j] = sum[j] * scale;
            }
            w[i * ldw + i] += 1;
        }
    }

    @Override
    default void eliminate(int n, int columns, double[] w, int ldw) {
        double[][] rows = ScalarScratch.rows(n, columns);
        for (int i = 0; i < n; i++) {
            double[] row = rows[i];
            for (int j = i; j < columns; j++) {
                row[j] = -w[i * ldw + j];
            }
            int p = 0;
            for (; p + 4 <= i; p += 4) {
                addFour(row, i, columns, i, rows[p], rows[p + 1], rows[p + 2], rows[p + 3]);
            }
            for (; p < i; p++) {
                add(row, i, columns, rows[p][i], rows[p]);
            }
            double diagonal = Math.sqrt(-row[i]);
            double factor = -(1 / diagonal);
            for (int j = i; j < columns; j++) {
                row[j] *= factor;
            }
            row[i] = diagonal;
            System.arraycopy(row, i, w, i * ldw + i, columns - i);
        }
    }

    @Override
    default void substituteBack(int n, int from, int columns, double[] w, int ldw) {
        double[][] rows = ScalarScratch.rows(n, columns);
        for (int i = n - 1; i >= 0; i--) {
            double[] row = rows[i];
            int u = i * ldw;
            for (int j = 0; j < columns; j++) {
                row[j] = -w[u + from + j];
            }
            int p = n - 1;
            for (; p - 4 >= i; p -= 4) {
                double[] x0 = rows[p];
                double[] x1 = rows[p - 1];
                double[] x2 = rows[p - 2];
                double[] x3 = rows[p - 3];
                addFour(row, 0, columns, w[u + p], w[u + p - 1], w[u + p - 2], w[u + p - 3], x0, x1, x2, x3);
            }
            for (; p > i; p--) {
                add(row, 0, columns, w[u + p], rows[p]);
            }
            double factor = -(1 / w[u + i]);
            for (int j = 0; j < columns; j++) {
                row[j] *= factor;
            }
            System.arraycopy(row, 0, w, u + from, columns);
        }
    }

    /** sum += x0[i]·x0 + … + x3[i]·x3, from column {@code from}. */
    private static void addFour(
            double[] sum, int from, int to, int i, double[] x0, double[] x1, double[] x2, double[] x3) {
        addFour(sum, from, to, x0[i], x1[i], x2[i], x3[i], x0, x1, x2, x3);
    }

    private static void addFour(
            double[] sum,
            int from,
            int to,
            double f0,
            double f1,
            double f2,
            double f3,
            double[] x0,
            double[] x1,
            double[] x2,
            double[] x3) {
        for (int j = from; j < to; j++) {
            sum[j] = Fma.fma(f3, x3[j], Fma.fma(f2, x2[j], Fma.fma(f1, x1[j], Fma.fma(f0, x0[j], sum[j]))));
        }
    }

    private static void add(double[] sum, int from, int to, double factor, double[] x) {
        for (int j = from; j < to; j++) {
            sum[j] = Fma.fma(factor, x[j], sum[j]);
        }
    }
}
