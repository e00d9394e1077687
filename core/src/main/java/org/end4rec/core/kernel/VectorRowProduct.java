package org.end4rec.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One row times a matrix: eight vectors of the result stay in registers while k runs, and their largest element is found
 * before they leave.
 */
final class VectorRowProduct {
    private static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;

    private VectorRowProduct() {}

    static float rowProduct(int n, int k, float[] a, int ao, float[] b, int bo, int ldb, float[] y, int yo) {
        float max = Float.NEGATIVE_INFINITY;
        int j = 0;
        for (; j + 8 * WIDTH <= n; j += 8 * WIDTH) {
            max = Math.max(max, eightVectors(k, a, ao, b, bo + j, ldb, y, yo + j));
        }
        for (; j + WIDTH <= n; j += WIDTH) {
            max = Math.max(max, oneVector(k, a, ao, b, bo + j, ldb, y, yo + j));
        }
        return Math.max(max, ScalarRowProduct.rowProduct(n - j, k, a, ao, b, bo + j, ldb, y, yo + j));
    }

    private static float eightVectors(int k, float[] a, int ao, float[] b, int bo, int ldb, float[] y, int yo) {
        FloatVector sum0 = FloatVector.zero(LANES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        FloatVector sum4 = sum0;
        FloatVector sum5 = sum0;
        FloatVector sum6 = sum0;
        FloatVector sum7 = sum0;
        for (int l = 0; l < k; l++) {
            int row = bo + l * ldb;
            FloatVector factor = FloatVector.broadcast(LANES, a[ao + l]);
            sum0 = factor.fma(FloatVector.fromArray(LANES, b, row), sum0);
            sum1 = factor.fma(FloatVector.fromArray(LANES, b, row + WIDTH), sum1);
            sum2 = factor.fma(FloatVector.fromArray(LANES, b, row + 2 * WIDTH), sum2);
            sum3 = factor.fma(FloatVector.fromArray(LANES, b, row + 3 * WIDTH), sum3);
            sum4 = factor.fma(FloatVector.fromArray(LANES, b, row + 4 * WIDTH), sum4);
            sum5 = factor.fma(FloatVector.fromArray(LANES, b, row + 5 * WIDTH), sum5);
            sum6 = factor.fma(FloatVector.fromArray(LANES, b, row + 6 * WIDTH), sum6);
            sum7 = factor.fma(FloatVector.fromArray(LANES, b, row + 7 * WIDTH), sum7);
        }
        sum0.intoArray(y, yo);
        sum1.intoArray(y, yo + WIDTH);
        sum2.intoArray(y, yo + 2 * WIDTH);
        sum3.intoArray(y, yo + 3 * WIDTH);
        sum4.intoArray(y, yo + 4 * WIDTH);
        sum5.intoArray(y, yo + 5 * WIDTH);
        sum6.intoArray(y, yo + 6 * WIDTH);
        sum7.intoArray(y, yo + 7 * WIDTH);
        FloatVector low = sum0.max(sum1).max(sum2.max(sum3));
        FloatVector largest = low.max(sum4.max(sum5).max(sum6.max(sum7)));
        largest = largest.max(largest.rearrange(VectorLanes.BY_HALF));
        largest = largest.max(largest.rearrange(VectorLanes.BY_4));
        largest = largest.max(largest.rearrange(VectorLanes.BY_2));
        return largest.max(largest.rearrange(VectorLanes.BY_1)).lane(0);
    }

    private static float oneVector(int k, float[] a, int ao, float[] b, int bo, int ldb, float[] y, int yo) {
        FloatVector sum = FloatVector.zero(LANES);
        for (int l = 0; l < k; l++) {
            sum = FloatVector.broadcast(LANES, a[ao + l]).fma(FloatVector.fromArray(LANES, b, bo + l * ldb), sum);
        }
        sum.intoArray(y, yo);
        FloatVector largest = sum.max(sum.rearrange(VectorLanes.BY_HALF));
        largest = largest.max(largest.rearrange(VectorLanes.BY_4));
        largest = largest.max(largest.rearrange(VectorLanes.BY_2));
        return largest.max(largest.rearrange(VectorLanes.BY_1)).lane(0);
    }
}
