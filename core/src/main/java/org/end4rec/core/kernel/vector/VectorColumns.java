package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax along columns, a vector of them at a time: the same operations as in plain Java in the same order, so the
 * same bits. No lane ever meets another, so neither does a sum. n is a multiple of the vector's length.
 */
final class VectorColumns {
    private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;

    private VectorColumns() {}

    static void softmax(float scale, float[] x, int xo, int ld, int rows, int n) {
        for (int column = 0; column < n; column += WIDTH) {
            int from = xo + column;
            FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
            for (int row = 0, i = from; row < rows; row++, i += ld) {
                max = max.max(FloatVector.fromArray(SPECIES, x, i).mul(scale));
            }
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int row = 0, i = from; row < rows; row++, i += ld) {
                FloatVector e = VectorPolynomials.expNonPositive(
                        FloatVector.fromArray(SPECIES, x, i).mul(scale).sub(max));
                e.intoArray(x, i);
                sum = sum.add(e);
            }
            FloatVector inverse = FloatVector.broadcast(SPECIES, 1f).div(sum);
            for (int row = 0, i = from; row < rows; row++, i += ld) {
                FloatVector.fromArray(SPECIES, x, i).mul(inverse).intoArray(x, i);
            }
        }
    }

    static void softmaxGradient(float scale, float[] y, int yo, float[] dy, int dyo, int ld, int rows, int n) {
        for (int column = 0; column < n; column += WIDTH) {
            int weight = yo + column;
            int gradient = dyo + column;
            FloatVector mean = FloatVector.zero(SPECIES);
            for (int row = 0, i = 0; row < rows; row++, i += ld) {
                mean = FloatVector.fromArray(SPECIES, y, weight + i)
                        .fma(FloatVector.fromArray(SPECIES, dy, gradient + i), mean);
            }
            for (int row = 0, i = 0; row < rows; row++, i += ld) {
                FloatVector.fromArray(SPECIES, y, weight + i)
                        .mul(FloatVector.fromArray(SPECIES, dy, gradient + i).sub(mean))
                        .mul(scale)
                        .intoArray(dy, gradient + i);
            }
        }
    }
}
