package org.end4rec.core.kernel.vector;

import static org.end4rec.core.kernel.vector.VectorLanes.BITS;
import static org.end4rec.core.kernel.vector.VectorLanes.SPECIES;
import static org.end4rec.core.kernel.vector.VectorLanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.end4rec.core.kernel.ProductKernels;

/**
 * One row times quantized numbers: a vector of ints is four rows, each one shift away from its floats; eight vectors of
 * the result stay in registers while k runs.
 */
interface VectorQuantizedProduct extends ProductKernels {
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
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < QUANTIZED_COLUMNS; j += 8 * WIDTH) {
            max = Math.max(max, eightVectors(k, a, ao, b, bo + j, scale, error, so + j, norm, y, yo + j));
        }
        return max;
    }

    private static float eightVectors(
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
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        FloatVector sum4 = sum0;
        FloatVector sum5 = sum0;
        FloatVector sum6 = sum0;
        FloatVector sum7 = sum0;
        for (int l = 0; l < k; l += 4) {
            int row = bo + l / 4 * QUANTIZED_COLUMNS;
            FloatVector factor0 = FloatVector.broadcast(SPECIES, a[ao + l]);
            FloatVector factor1 = FloatVector.broadcast(SPECIES, a[ao + l + 1]);
            FloatVector factor2 = FloatVector.broadcast(SPECIES, a[ao + l + 2]);
            FloatVector factor3 = FloatVector.broadcast(SPECIES, a[ao + l + 3]);
            IntVector rows0 = IntVector.fromArray(BITS, b, row);
            sum0 = factor0.fma((FloatVector) rows0.convert(VectorOperators.I2F, 0), sum0);
            sum0 = factor1.fma(
                    (FloatVector) rows0.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0), sum0);
            sum0 = factor2.fma(
                    (FloatVector) rows0.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0), sum0);
            sum0 = factor3.fma(
                    (FloatVector) rows0.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0), sum0);
            IntVector rows1 = IntVector.fromArray(BITS, b, row + WIDTH);
            sum1 = factor0.fma((FloatVector) rows1.convert(VectorOperators.I2F, 0), sum1);
            sum1 = factor1.fma(
                    (FloatVector) rows1.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0), sum1);
            sum1 = factor2.fma(
                    (FloatVector) rows1.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0), sum1);
            sum1 = factor3.fma(
                    (FloatVector) rows1.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0), sum1);
            IntVector rows2 = IntVector.fromArray(BITS, b, row + 2 * WIDTH);
            sum2 = factor0.fma((FloatVector) rows2.convert(VectorOperators.I2F, 0), sum2);
            sum2 = factor1.fma(
                    (FloatVector) rows2.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0), sum2);
            sum2 = factor2.fma(
                    (FloatVector) rows2.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0), sum2);
            sum2 = factor3.fma(
                    (FloatVector) rows2.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0), sum2);
            IntVector rows3 = IntVector.fromArray(BITS, b, row + 3 * WIDTH);
            sum3 = factor0.fma((FloatVector) rows3.convert(VectorOperators.I2F, 0), sum3);
            sum3 = factor1.fma(
                    (FloatVector) rows3.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0), sum3);
            sum3 = factor2.fma(
                    (FloatVector) rows3.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0), sum3);
            sum3 = factor3.fma(
                    (FloatVector) rows3.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0), sum3);
            IntVector rows4 = IntVector.fromArray(BITS, b, row + 4 * WIDTH);
            sum4 = factor0.fma((FloatVector) rows4.convert(VectorOperators.I2F, 0), sum4);
            sum4 = factor1.fma(
                    (FloatVector) rows4.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0), sum4);
            sum4 = factor2.fma(
                    (FloatVector) rows4.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0), sum4);
            sum4 = factor3.fma(
                    (FloatVector) rows4.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0), sum4);
            IntVector rows5 = IntVector.fromArray(BITS, b, row + 5 * WIDTH);
            sum5 = factor0.fma((FloatVector) rows5.convert(VectorOperators.I2F, 0), sum5);
            sum5 = factor1.fma(
                    (FloatVector) rows5.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0), sum5);
            sum5 = factor2.fma(
                    (FloatVector) rows5.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0), sum5);
            sum5 = factor3.fma(
                    (FloatVector) rows5.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0), sum5);
            IntVector rows6 = IntVector.fromArray(BITS, b, row + 6 * WIDTH);
            sum6 = factor0.fma((FloatVector) rows6.convert(VectorOperators.I2F, 0), sum6);
            sum6 = factor1.fma(
                    (FloatVector) rows6.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0), sum6);
            sum6 = factor2.fma(
                    (FloatVector) rows6.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0), sum6);
            sum6 = factor3.fma(
                    (FloatVector) rows6.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0), sum6);
            IntVector rows7 = IntVector.fromArray(BITS, b, row + 7 * WIDTH);
            sum7 = factor0.fma((FloatVector) rows7.convert(VectorOperators.I2F, 0), sum7);
            sum7 = factor1.fma(
                    (FloatVector) rows7.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0), sum7);
            sum7 = factor2.fma(
                    (FloatVector) rows7.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0), sum7);
            sum7 = factor3.fma(
                    (FloatVector) rows7.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0), sum7);
        }
        FloatVector norms = FloatVector.broadcast(SPECIES, norm);
        sum0 = sum0.fma(
                FloatVector.fromArray(SPECIES, scale, so),
                FloatVector.fromArray(SPECIES, error, so).mul(norms));
        sum1 = sum1.fma(
                FloatVector.fromArray(SPECIES, scale, so + WIDTH),
                FloatVector.fromArray(SPECIES, error, so + WIDTH).mul(norms));
        sum2 = sum2.fma(
                FloatVector.fromArray(SPECIES, scale, so + 2 * WIDTH),
                FloatVector.fromArray(SPECIES, error, so + 2 * WIDTH).mul(norms));
        sum3 = sum3.fma(
                FloatVector.fromArray(SPECIES, scale, so + 3 * WIDTH),
                FloatVector.fromArray(SPECIES, error, so + 3 * WIDTH).mul(norms));
        sum4 = sum4.fma(
                FloatVector.fromArray(SPECIES, scale, so + 4 * WIDTH),
                FloatVector.fromArray(SPECIES, error, so + 4 * WIDTH).mul(norms));
        sum5 = sum5.fma(
                FloatVector.fromArray(SPECIES, scale, so + 5 * WIDTH),
                FloatVector.fromArray(SPECIES, error, so + 5 * WIDTH).mul(norms));
        sum6 = sum6.fma(
                FloatVector.fromArray(SPECIES, scale, so + 6 * WIDTH),
                FloatVector.fromArray(SPECIES, error, so + 6 * WIDTH).mul(norms));
        sum7 = sum7.fma(
                FloatVector.fromArray(SPECIES, scale, so + 7 * WIDTH),
                FloatVector.fromArray(SPECIES, error, so + 7 * WIDTH).mul(norms));
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
}
