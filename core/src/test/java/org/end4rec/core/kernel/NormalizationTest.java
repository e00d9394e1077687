package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Layer normalization against double; {@link KernelsTest} compares the bits of the providers. */
final class NormalizationTest {
    private static final int ROWS = 19;
    private static final double EPSILON = 1e-5;
    private static final int[] WIDTHS = {1, 3, 16, 17, 48, 50, 64, 127};

    // values

    @Test
    void statisticsOfARow() {
        float[] statistics = new float[Kernels.ROW_STATISTICS];
        float[] y = new float[4];
        // mean 2, variance 3 + epsilon 1: x̂ = −½, ½·3, −½, −½
        Kernels.scalar()
                .layerNorm(
                        1,
                        4,
                        1,
                        new float[] {1f, 5f, 1f, 1f},
                        0,
                        new float[] {2f, 4f, -1f, 0f},
                        new float[] {10f, 20f, 30f, 40f},
                        y,
                        0,
                        statistics,
                        0);
        assertThat(y).containsExactly(9f, 26f, 30.5f, 40f);
        assertThat(statistics).containsExactly(2f, 0.5f, -0f);
    }

    // oracle

    @Test
    void closeToDoubleEvenFarFromZero() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            for (int d : WIDTHS) {
                for (float offset : new float[] {0f, 1e4f, -3e5f}) {
                    Rows rows = new Rows(d, offset);
                    rows.forward(kernels);
                    for (int i = 0; i < ROWS * d; i++) {
                        double expected = rows.normalized(i) * rows.weight[i % d] + rows.bias[i % d];
                        assertThat((double) rows.y[i])
                                .as("%s, d %d, offset %s", kernels.name(), d, offset)
                                .isCloseTo(expected, within(4e-6));
                    }
                }
            }
        }
    }

    @Test
    void gradientIsCloseToDouble() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            for (int d : WIDTHS) {
                Rows rows = new Rows(d, 1e4f);
                rows.forward(kernels);
                float[] dx = new float[ROWS * d];
                float[] dWeight = new float[d];
                float[] dBias = new float[d];
                dWeight[0] = 100f;
                kernels.layerNormGradient(
                        ROWS, d, rows.x, 0, rows.weight, rows.statistics, 0, rows.dy, 0, dx, 0, dWeight, dBias);
                for (int i = 0; i < ROWS * d; i++) {
                    // beside x̂ = ±1 and a small variance the terms are much larger than their sum
                    double tolerance = 4e-6 * Math.max(1, 10 * rows.scale(i));
                    assertThat((double) dx[i]).isCloseTo(rows.gradient(i), within(tolerance));
                }
                double weightGradient = 100;
                double biasGradient = 0;
                for (int row = 0; row < ROWS; row++) {
                    weightGradient += rows.dy[row * d] * rows.normalized(row * d);
                    biasGradient += rows.dy[row * d];
                }
                assertThat((double) dWeight[0]).isCloseTo(weightGradient, within(1e-4));
                assertThat((double) dBias[0]).isCloseTo(biasGradient, within(1e-5));
            }
        }
    }

    // edges

    @Test
    void outputMayBeTheInput() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            for (int d : WIDTHS) {
                Rows rows = new Rows(d, 1f);
                rows.forward(kernels);
                float[] y = rows.x.clone();
                kernels.layerNorm(
                        ROWS, d, EPSILON, y, 0, rows.weight, rows.bias, y, 0, new float[rows.statistics.length], 0);
                assertThat(y).isEqualTo(rows.y);
                float[] dx = new float[ROWS * d];
                float[] inPlace = rows.x.clone();
                gradient(kernels, rows, rows.x, dx);
                gradient(kernels, rows, inPlace, inPlace);
                assertThat(inPlace).isEqualTo(dx);
            }
        }
    }

    private static void gradient(Kernels kernels, Rows rows, float[] x, float[] dx) {
        kernels.layerNormGradient(
                ROWS,
                rows.d,
                x,
                0,
                rows.weight,
                rows.statistics,
                0,
                rows.dy,
                0,
                dx,
                0,
                new float[rows.d],
                new float[rows.d]);
    }

    @Test
    void squaresThatOverflowAreTakenInDouble() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            for (int d : new int[] {2, 16, 64}) {
                Rows rows = new Rows(d, 0f);
                for (int i = 0; i < ROWS * d; i++) {
                    rows.x[i] = (i % 2 == 0 ? 1e30f : -1e30f) * (1 + i / d);
                }
                rows.forward(kernels);
                for (int i = 0; i < ROWS * d; i++) {
                    float normalized = i % 2 == 0 ? 1f : -1f;
                    float expected = Math.fma(normalized, rows.weight[i % d], rows.bias[i % d]);
                    assertThat(rows.y[i]).isCloseTo(expected, within(4e-6f));
                }
            }
        }
    }

    @Test
    void squaresThatOverflowWithAMeanFarFromZero() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            for (int d : new int[] {3, 16, 50}) {
                Rows rows = new Rows(d, 0f);
                for (int i = 0; i < ROWS * d; i++) {
                    rows.x[i] = 1e30f * (i % 3 == 0 ? 99 : 1 + i / d);
                }
                rows.forward(kernels);
                for (int i = 0; i < ROWS * d; i++) {
                    double expected = rows.normalized(i) * rows.weight[i % d] + rows.bias[i % d];
                    assertThat((double) rows.y[i]).as("%d of rows of %d", i, d).isCloseTo(expected, within(2e-5));
                }
            }
        }
    }

    /** Random rows and what double makes of them. */
    private static final class Rows {
        final int d;
        final float[] x;
        final float[] dy;
        final float[] weight;
        final float[] bias;
        final float[] y;
        final float[] statistics = new float[ROWS * Kernels.ROW_STATISTICS];

        Rows(int d, float offset) {
            this.d = d;
            KernelInputs inputs = new KernelInputs(d, false);
            x = inputs.array(ROWS * d);
            for (int i = 0; i < x.length; i++) {
                x[i] += offset;
            }
            dy = inputs.array(ROWS * d);
            weight = inputs.array(d);
            bias = inputs.array(d);
            y = new float[ROWS * d];
        }

        void forward(Kernels kernels) {
            kernels.layerNorm(ROWS, d, EPSILON, x, 0, weight, bias, y, 0, statistics, 0);
        }

        double mean(int i) {
            double mean = 0;
            for (int j = i - i % d; j < i - i % d + d; j++) {
                mean += (double) x[j] / d;
            }
            return mean;
        }

        double scale(int i) {
            double mean = mean(i);
            double variance = 0;
            for (int j = i - i % d; j < i - i % d + d; j++) {
                variance += (x[j] - mean) * (x[j] - mean) / d;
            }
            return 1 / Math.sqrt(variance + EPSILON);
        }

        double normalized(int i) {
            return (x[i] - mean(i)) * scale(i);
        }

        double gradient(int i) {
            double mean = 0;
            double slope = 0;
            for (int j = i - i % d; j < i - i % d + d; j++) {
                double g = (double) dy[j] * weight[j % d];
                mean += g / d;
                slope += g * normalized(j) / d;
            }
            return scale(i) * ((double) dy[i] * weight[i % d] - mean - normalized(i) * slope);
        }
    }
}
