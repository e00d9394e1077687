package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.ProductKernels;

/** One row times quantized numbers in plain Java: eight elements of the result stay in registers while k runs. */
public interface ScalarQuantizedProduct extends ProductKernels {
    @Override
    default float quantizedProduct(
            int k,
            float[] a,
            int ao,
            int[] b,
            int bo,
            float[] scale,
            float[] error,
            int so,
            float norm,
            float[] y,
            int yo) {
        for (int j = 0; j < QUANTIZED_COLUMNS; j += 8) {
            eight(k, a, ao, b, bo + j, y, yo + j);
        }
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < QUANTIZED_COLUMNS; j++) {
            y[yo + j] = Fma.fma(y[yo + j], scale[so + j], error[so + j] * norm);
            max = Math.max(max, y[yo + j]);
        }
        return max;
    }

    private static void eight(int k, float[] a, int ao, int[] b, int bo, float[] y, int yo) {
        float sum0 = 0f;
        float sum1 = 0f;
        float sum2 = 0f;
        float sum3 = 0f;
        float sum4 = 0f;
        float sum5 = 0f;
        float sum6 = 0f;
        float sum7 = 0f;
        for (int l = 0; l < k; l++) {
            int row = bo + l / 4 * QUANTIZED_COLUMNS;
            int shift = l % 4 * 8;
            float factor = a[ao + l];
            sum0 = Fma.fma(factor, b[row] << shift, sum0);
            sum1 = Fma.fma(factor, b[row + 1] << shift, sum1);
            sum2 = Fma.fma(factor, b[row + 2] << shift, sum2);
            sum3 = Fma.fma(factor, b[row + 3] << shift, sum3);
            sum4 = Fma.fma(factor, b[row + 4] << shift, sum4);
            sum5 = Fma.fma(factor, b[row + 5] << shift, sum5);
            sum6 = Fma.fma(factor, b[row + 6] << shift, sum6);
            sum7 = Fma.fma(factor, b[row + 7] << shift, sum7);
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
