package org.end4rec.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodingRateTest {
    // values

    @Test
    void oneVector() {
        float[] s = {9f, 1f, 2f};
        double expected = 0.5 * StrictMath.log(1 + 2 / (1 * 0.25) * 5);
        assertThat(new CodingRate(1, 2).value(s, 1, 0.5)).isCloseTo(expected, within(1e-14));
    }

    @Test
    void orthogonalRows() {
        float[] s = {3f, 0f, 0f, 2f, 0f, 0f};
        double c = 2 / (3 * 0.01);
        double expected = 0.5 * (StrictMath.log(1 + 9 * c) + StrictMath.log(1 + 4 * c));
        assertThat(new CodingRate(3, 2).value(s, 0, 0.1)).isCloseTo(expected, within(1e-13));
    }

    @Test
    void gradientOfOneVector() {
        float[] s = {9f, 1f, 2f};
        float[] gradient = {7f, 10f, 20f, 30f};
        double value = new CodingRate(1, 2).valueAndGradient(s, 1, 0.5, gradient, 1);
        assertThat(value).isEqualTo(new CodingRate(1, 2).value(s, 1, 0.5));
        assertThat(gradient).containsExactly(7f, (float) (8 / 41.0), (float) (16 / 41.0), 30f);
    }

    // oracle

    @ParameterizedTest
    @CsvSource({"1,1", "1,7", "7,1", "2,3", "3,2", "8,8", "13,31", "31,13", "50,64", "127,17"})
    void equalsTheDeterminantByElimination(int rows, int columns) {
        float[] s = random(rows * columns + 2, 5L * rows + columns);
        double found = new CodingRate(rows, columns).value(s, 2, 0.5);
        double expected = byElimination(s, 2, rows, columns, 0.5);
        assertThat(found).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
    }

    /** ½ ln det(I + c·SᵀS), always d×d, by Gaussian elimination. */
    private static double byElimination(float[] s, int offset, int rows, int columns, double epsilon) {
        double[][] a = new double[columns][columns];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int r = 0; r < rows; r++) {
                    sum += (double) s[offset + r * columns + i] * s[offset + r * columns + j];
                }
                a[i][j] = (i == j ? 1 : 0) + columns / (rows * epsilon * epsilon) * sum;
            }
        }
        double logarithm = 0;
        for (int p = 0; p < columns; p++) {
            logarithm += StrictMath.log(a[p][p]);
            for (int i = p + 1; i < columns; i++) {
                double factor = a[i][p] / a[p][p];
                for (int j = p; j < columns; j++) {
                    a[i][j] -= factor * a[p][j];
                }
            }
        }
        return logarithm / 2;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,7", "7,1", "2,3", "3,2", "8,8", "13,31", "31,13", "50,64", "200,64", "17,127", "127,17"})
    void equalsEjml(int rows, int columns) {
        float[] s = random(rows * columns + 1, 7L * rows + columns);
        float[] gradient = new float[rows * columns + 3];
        double value = new CodingRate(rows, columns).valueAndGradient(s, 1, 0.3, gradient, 2);
        double scale = columns / (rows * 0.3 * 0.3);
        DMatrixRMaj vectors = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            vectors.data[i] = s[1 + i];
        }
        DMatrixRMaj matrix = CommonOps_DDRM.identity(columns);
        CommonOps_DDRM.multAddTransA(scale, vectors, vectors, matrix);
        double expected = 0.5 * StrictMath.log(CommonOps_DDRM.det(matrix));
        if (expected < 300) {
            assertThat(value).isCloseTo(expected, within(1e-12 * (1 + expected)));
        }
        DMatrixRMaj product = new DMatrixRMaj(rows, columns);
        assertThat(CommonOps_DDRM.invert(matrix)).isTrue();
        CommonOps_DDRM.mult(scale, vectors, matrix, product);
        for (int i = 0; i < rows * columns; i++) {
            assertThat((double) gradient[2 + i])
                    .isCloseTo(product.data[i], within(1e-7 * (1 + Math.abs(product.data[i]))));
        }
        assertThat(gradient[0] + gradient[1] + gradient[gradient.length - 1]).isZero();
    }

    @Test
    void theSameObjectGivesTheSameBitsAgain() {
        CodingRate rate = new CodingRate(6, 4);
        float[] first = random(24, 1);
        float[] second = random(24, 2);
        double value = rate.value(first, 0, 0.5);
        float[] gradient = new float[24];
        rate.valueAndGradient(second, 0, 0.5, gradient, 0);
        assertThat(rate.value(first, 0, 0.5)).isEqualTo(value);
        float[] fresh = new float[24];
        new CodingRate(6, 4).valueAndGradient(second, 0, 0.5, fresh, 0);
        assertThat(gradient).isEqualTo(fresh);
    }

    // gradient

    @ParameterizedTest
    @CsvSource({"1,1", "3,5", "5,3", "4,4", "7,2", "2,7"})
    void equalsFiniteDifferences(int rows, int columns) {
        float[] s = random(rows * columns, 100L * rows + columns);
        float[] gradient = new float[s.length];
        CodingRate rate = new CodingRate(rows, columns);
        rate.valueAndGradient(s, 0, 0.8, gradient, 0);
        for (int i = 0; i < s.length; i++) {
            float[] up = s.clone();
            float[] down = s.clone();
            up[i] += 1e-3f;
            down[i] -= 1e-3f;
            double step = (double) up[i] - down[i];
            double expected = (rate.value(up, 0, 0.8) - rate.value(down, 0, 0.8)) / step;
            assertThat((double) gradient[i]).isCloseTo(expected, within(1e-5));
        }
    }

    // edges

    @Test
    void nothingToCode() {
        float[] s = new float[12];
        float[] gradient = new float[12];
        CodingRate rate = new CodingRate(3, 4);
        assertThat(rate.value(s, 0, 0.5)).isZero();
        assertThat(rate.valueAndGradient(s, 0, 0.5, gradient, 0)).isZero();
        assertThat(gradient).containsOnly(0f);
    }

    @Test
    void aFailureLeavesNothingBehind() {
        for (int[] shape : new int[][] {{5, 3}, {3, 5}}) {
            CodingRate rate = new CodingRate(shape[0], shape[1]);
            float[] bad = random(15, 3);
            bad[7] = Float.NaN;
            assertThatThrownBy(() -> rate.valueAndGradient(bad, 0, 0.5, new float[15], 0))
                    .isInstanceOf(ArithmeticException.class);
            float[] s = random(15, 4);
            float[] again = new float[15];
            float[] fresh = new float[15];
            assertThat(rate.valueAndGradient(s, 0, 0.5, again, 0))
                    .isEqualTo(new CodingRate(shape[0], shape[1]).valueAndGradient(s, 0, 0.5, fresh, 0));
            assertThat(again).isEqualTo(fresh);
        }
    }

    @Test
    void hugeAndTinyVectors() {
        float[] huge = {Float.MAX_VALUE, 0f, 0f, Float.MAX_VALUE};
        assertThat(new CodingRate(2, 2).value(huge, 0, 0.5)).isCloseTo(178.8, within(0.1));
        float[] tiny = {Float.MIN_VALUE, 0f, 0f, Float.MIN_VALUE};
        assertThat(new CodingRate(2, 2).value(tiny, 0, 0.5)).isZero();
    }

    @Test
    void servesItsShapeAlone() {
        CodingRate rate = new CodingRate(3, 2);
        assertThat(rate.serves(3, 2)).isTrue();
        assertThat(rate.serves(3, 3)).isFalse();
        assertThat(rate.serves(2, 2)).isFalse();
        assertThat(rate.serves(2, 3)).isFalse();
    }

    // errors

    @Test
    void shapeWithoutColumns() {
        assertThatThrownBy(() -> new CodingRate(4, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void notFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int position = 0; position < 6; position++) {
                float[] s = random(6, position);
                s[position] = bad;
                assertThatThrownBy(() -> new CodingRate(3, 2).value(s, 0, 0.5))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("CodingRate: I + c·SᵀS of S [3,2] has no Cholesky factor; S must be finite and |S|²"
                                + " far below 10³⁰⁸: look for NaN or ∞ in the representations and lower the learning"
                                + " rate");
                assertThatThrownBy(() -> new CodingRate(2, 3).valueAndGradient(s, 0, 0.5, new float[6], 0))
                        .isInstanceOf(ArithmeticException.class);
            }
        }
    }

    @Test
    void epsilonOutOfRange() {
        for (double epsilon : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> new CodingRate(1, 1).value(new float[1], 0, epsilon))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("CodingRate: epsilon is " + epsilon + ", expected a positive number");
        }
    }

    @Test
    void shapeWithoutElements() {
        assertThatThrownBy(() -> new CodingRate(0, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CodingRate: the shape is [0,4], expected at least one row and one column");
    }

    private static float[] random(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void offsetsThatLeaveNoRoom() {
        CodingRate rate = new CodingRate(2, 3);
        float[] exact = {1, 2, 3, 4, 5, 6};
        assertThat(rate.value(exact, 0, 0.5)).isPositive();
        for (int offset : new int[] {-1, 1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> rate.value(exact, offset, 0.5)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> rate.valueAndGradient(exact, offset, 0.5, new float[6], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            float[] gradient = new float[6];
            assertThatThrownBy(() -> rate.valueAndGradient(exact, 0, 0.5, gradient, offset))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(gradient).containsOnly(0f);
        }
    }

    @Test
    void shapesWhoseWorkFitsNoArray() {
        assertThatThrownBy(() -> new CodingRate(5, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CodingRate: the shape is [5,2147483647], expected at most 16777216 elements");
        assertThatThrownBy(() -> new CodingRate((1 << 24) + 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CodingRate: the shape is [16777217,1], expected at most 16777216 elements");
        assertThat(new CodingRate(1 << 8, 1 << 9)).isNotNull();
    }
}
