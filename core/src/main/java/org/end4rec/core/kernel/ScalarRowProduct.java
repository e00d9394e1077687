package org.end4rec.core.kernel;

/** One row times a matrix in plain Java: eight elements of the result stay in registers while k runs. */
final class ScalarRowProduct {
    private ScalarRowProduct() {}

    static float rowProduct(int n, int k, float[] a, int ao, float[] b, int bo, int ldb, float[] y, int yo) {
        int j = 0;
        for (; j + 8 <= n; j += 8) {
            eight(k, a, ao, b, bo + j, ldb, y, yo + j);
        }
        for (; j < n; j++) {
            float sum = 0f;
            for (int l = 0; l < k; l++) {
                sum = Math.fma(a[ao + l], b[bo + l * ldb + j], sum);
            }
            y[yo + j] = sum;
        }
        float max = Float.NEGATIVE_INFINITY;
        for (j = 0; j < n; j++) {
            max = Math.max(max, y[yo + j]);
        }
        return max;
    }

    private static void eight(int k, float[] a, int ao, float[] b, int bo, int ldb, float[] y, int yo) {
        float sum0 = 0f;
        float sum1 = 0f;
        float sum2 = 0f;
        float sum3 = 0f;
        float sum4 = 0f;
        float sum5 = 0f;
        float sum6 = 0f;
        float sum7 = 0f;
        for (int l = 0; l < k; l++) {
            int row = bo + l * ldb;
            float factor = a[ao + l];
            sum0 = Math.fma(factor, b[row], sum0);
            sum1 = Math.fma(factor, b[row + 1], sum1);
            sum2 = Math.fma(factor, b[row + 2], sum2);
            sum3 = Math.fma(factor, b[row + 3], sum3);
            sum4 = Math.fma(factor, b[row + 4], sum4);
            sum5 = Math.fma(factor, b[row + 5], sum5);
            sum6 = Math.fma(factor, b[row + 6], sum6);
            sum7 = Math.fma(factor, b[row + 7], sum7);
        }
        y[yo] = sum0;
        y[yo + 1] = sum1;
        y[yo + 2] = sum2;
        y[yo + 3] = sum3;
        y[yo + 4] = sum4;
        y[yo + 5] = sum5;
        y[yo + 6] = sum6;
        y[yo + 7] = sum7;
    }
}
