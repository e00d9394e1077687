package org.end4rec.core.kernel;

import java.util.Arrays;

/**
 * Matrix products in plain Java: row after row of c takes four rows of b at a time, in order of k, in a loop that the
 * compiler can vectorize.
 */
final class ScalarProducts {
    /** Columns and rows of b that are transposed at a time: 32 KB, the first-level cache. */
    private static final int PANEL_COLUMNS = 64;

    private static final int PANEL_DEPTH = 128;

    private static final ThreadLocal<float[]> PANEL =
            ThreadLocal.withInitial(() -> new float[PANEL_DEPTH * PANEL_COLUMNS]);

    private ScalarProducts() {}

    static void productNN(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        clear(m, n, c, co, ldc, accumulate);
        addRows(m, n, k, a, ao, lda, 1, b, bo, ldb, c, co, ldc);
    }

    static void productNT(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        clear(m, n, c, co, ldc, accumulate);
        float[] panel = PANEL.get();
        for (int l = 0; l < k; l += PANEL_DEPTH) {
            int depth = Math.min(PANEL_DEPTH, k - l);
            for (int j = 0; j < n; j += PANEL_COLUMNS) {
                int columns = Math.min(PANEL_COLUMNS, n - j);
                transpose(columns, depth, b, bo + j * ldb + l, ldb, panel);
                addRows(m, columns, depth, a, ao + l, lda, 1, panel, 0, PANEL_COLUMNS, c, co + j, ldc);
            }
        }
    }

    static void productTN(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        clear(m, n, c, co, ldc, accumulate);
        addRows(m, n, k, a, ao, 1, lda, b, bo, ldb, c, co, ldc);
    }

    /** c = 0 unless its values are the start of the sum. */
    static void clear(int m, int n, float[] c, int co, int ldc, boolean accumulate) {
        if (accumulate) {
            return;
        }
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, co + i * ldc, co + i * ldc + n, 0f);
        }
    }

    /** c += a·b, where ai and al are the distances between the rows and between the columns of a. */
    private static void addRows(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ai,
            int al,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc) {
        int full = k - k % 4;
        for (int i = 0; i < m; i++) {
            int factor = ao + i * ai;
            int row = co + i * ldc;
            for (int l = 0; l < full; l += 4) {
                addFour(
                        n,
                        a[factor + l * al],
                        a[factor + (l + 1) * al],
                        a[factor + (l + 2) * al],
                        a[factor + (l + 3) * al],
                        b,
                        bo + l * ldb,
                        ldb,
                        c,
                        row);
            }
            for (int l = full; l < k; l++) {
                addOne(n, a[factor + l * al], b, bo + l * ldb, c, row);
            }
        }
    }

    private static void addFour(
            int n, float a0, float a1, float a2, float a3, float[] b, int b0, int ldb, float[] c, int row) {
        int b1 = b0 + ldb;
        int b2 = b1 + ldb;
        int b3 = b2 + ldb;
        for (int j = 0; j < n; j++) {
            float sum = Math.fma(a0, b[b0 + j], c[row + j]);
            sum = Math.fma(a1, b[b1 + j], sum);
            sum = Math.fma(a2, b[b2 + j], sum);
            c[row + j] = Math.fma(a3, b[b3 + j], sum);
        }
    }

    private static void addOne(int n, float a0, float[] b, int b0, float[] c, int row) {
        for (int j = 0; j < n; j++) {
            c[row + j] = Math.fma(a0, b[b0 + j], c[row + j]);
        }
    }

    /** panel [depth, 64] from the rows of b. */
    private static void transpose(int columns, int depth, float[] b, int bo, int ldb, float[] panel) {
        for (int j = 0; j < columns; j++) {
            int row = bo + j * ldb;
            for (int l = 0; l < depth; l++) {
                panel[l * PANEL_COLUMNS + j] = b[row + l];
            }
        }
    }
}
