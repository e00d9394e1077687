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
        for (int j = 0; j < QUANTIZED_COLUMNS; j += 8 * WIDTH) {
            eightVectors(k, a, ao, b, bo + j, y, yo + j);
        }
        return bounds(scale, error, so, norm, y, yo);
    }

    private static void eightVectors(int k, float[] a, int ao, int[] b, int bo, float[] y, int yo) {
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
            for (int p = 0; p < 4; p++) {
                FloatVector factor = FloatVector.broadcast(SPECIES, a[ao + l + p]);
                int bits = 8 * p;
                IntVector rows0 = IntVector.fromArray(BITS, b, row).lanewise(VectorOperators.LSHL, bits);
                sum0 = factor.fma((FloatVector) rows0.convert(VectorOperators.I2F, 0), sum0);
                IntVector rows1 = IntVector.fromArray(BITS, b, row + WIDTH).lanewise(VectorOperators.LSHL, bits);
                sum1 = factor.fma((FloatVector) rows1.convert(VectorOperators.I2F, 0), sum1);
                IntVector rows2 = IntVector.fromArray(BITS, b, row + 2 * WIDTH).lanewise(VectorOperators.LSHL, bits);
                sum2 = factor.fma((FloatVector) rows2.convert(VectorOperators.I2F, 0), sum2);
                IntVector rows3 = IntVector.fromArray(BITS, b, row + 3 * WIDTH).lanewise(VectorOperators.LSHL, bits);
                sum3 = factor.fma((FloatVector) rows3.convert(VectorOperators.I2F, 0), sum3);
                IntVector rows4 = IntVector.fromArray(BITS, b, row + 4 * WIDTH).lanewise(VectorOperators.LSHL, bits);
                sum4 = factor.fma((FloatVector) rows4.convert(VectorOperators.I2F, 0), sum4);
                IntVector rows5 = IntVector.fromArray(BITS, b, row + 5 * WIDTH).lanewise(VectorOperators.LSHL, bits);
                sum5 = factor.fma((FloatVector) rows5.convert(VectorOperators.I2F, 0), sum5);
                IntVector rows6 = IntVector.fromArray(BITS, b, row + 6 * WIDTH).lanewise(VectorOperators.LSHL, bits);
                sum6 = factor.fma((FloatVector) rows6.convert(VectorOperators.I2F, 0), sum6);
                IntVector rows7 = IntVector.fromArray(BITS, b, row + 7 * WIDTH).lanewise(VectorOperators.LSHL, bits);
                sum7 = factor.fma((FloatVector) rows7.convert(VectorOperators.I2F, 0), sum7);
            }
        }
        sum0.intoArray(y, yo);
        sum1.intoArray(y, yo + WIDTH);
        sum2.intoArray(y, yo + 2 * WIDTH);
        sum3.intoArray(y, yo + 3 * WIDTH);
        sum4.intoArray(y, yo + 4 * WIDTH);
        sum5.intoArray(y, yo + 5 * WIDTH);
        sum6.intoArray(y, yo + 6 * WIDTH);
        sum7.intoArray(y, yo + 7 * WIDTH);
    }

    /** y = scale·y + norm·error. */
    private static float bounds(float[] scale, float[] error, int so, float norm, float[] y, int yo) {
        FloatVector norms = FloatVector.broadcast(SPECIES, norm);
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int j = 0; j < QUANTIZED_COLUMNS; j += WIDTH) {
            FloatVector bound = FloatVector.fromArray(SPECIES, y, yo + j)
                    .fma(
                            FloatVector.fromArray(SPECIES, scale, so + j),
                            FloatVector.fromArray(SPECIES, error, so + j).mul(norms));
            bound.intoArray(y, yo + j);
            largest = largest.max(bound);
        }
        largest = largest.max(largest.rearrange(VectorLanes.BY_HALF));
        largest = largest.max(largest.rearrange(VectorLanes.BY_4));
        largest = largest.max(largest.rearrange(VectorLanes.BY_2));
        return largest.max(largest.rearrange(VectorLanes.BY_1)).lane(0);
    }
}
