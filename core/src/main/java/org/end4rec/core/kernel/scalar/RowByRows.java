package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;

/**
 * One row times the rows of b: a score for each item of a catalogue. Every b is met once, so copying it would cost more
 * than the product; eight sums at a time hide the latency of each, which must run in order.
 */
public final class RowByRows {
    private RowByRows() {}

    /** c [n] += a·bᵀ with a [k] and b [n,k]. */
    public static void product(
            int n, int k, float[] a, int ao, float[] b, int bo, int ldb, float[] c, int co, boolean accumulate) {
        int j = 0;
        for (; j + 8 <= n; j += 8) {
            eight(k, a, ao, b, bo + j * ldb, ldb, c, co + j, accumulate);
        }
        for (; j < n; j++) {
            one(k, a, ao, b, bo + j * ldb, c, co + j, accumulate);
        }
    }

    private static void eight(
            int k, float[] a, int ao, float[] b, int b0, int ldb, float[] c, int co, boolean accumulate) {
        int b1 = b0 + ldb;
        int b2 = b1 + ldb;
        int b3 = b2 + ldb;
        int b4 = b3 + ldb;
        int b5 = b4 + ldb;
        int b6 = b5 + ldb;
        int b7 = b6 + ldb;
        float sum0 = accumulate ? c[co] : 0f;
        float sum1 = accumulate ? c[co + 1] : 0f;
        float sum2 = accumulate ? c[co + 2] : 0f;
        float sum3 = accumulate ? c[co + 3] : 0f;
        float sum4 = accumulate ? c[co + 4] : 0f;
        float sum5 = accumulate ? c[co + 5] : 0f;
        float sum6 = accumulate ? c[co + 6] : 0f;
        float sum7 = accumulate ? c[co + 7] : 0f;
        for (int l = 0; l < k; l++) {
            float factor = a[ao + l];
            sum0 = Fma.fma(factor, b[b0 + l], sum0);
            sum1 = Fma.fma(factor, b[b1 + l], sum1);
            sum2 = Fma.fma(factor, b[b2 + l], sum2);
            sum3 = Fma.fma(factor, b[b3 + l], sum3);
            sum4 = Fma.fma(factor, b[b4 + l], sum4);
            sum5 = Fma.fma(factor, b[b5 + l], sum5);
            sum6 = Fma.fma(factor, b[b6 + l], sum6);
            sum7 = Fma.fma(factor, b[b7 + l], sum7);
        }
        c[co] = sum0;
        c[co + 1] = sum1;
        c[co + 2] = sum2;
        c[co + 3] = sum3;
        c[co + 4] = sum4;
        c[co + 5] = sum5;
        c[co + 6] = sum6;
        c[co + 7] = sum7;
    }

    private static void one(int k, float[] a, int ao, float[] b, int bo, float[] c, int co, boolean accumulate) {
        float sum = accumulate ? c[co] : 0f;
        for (int l = 0; l < k; l++) {
            sum = Fma.fma(a[ao + l], b[bo + l], sum);
        }
        c[co] = sum;
    }
}
