package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FactorizationTest {
    private static final int COLUMNS = Kernels.FACTOR_COLUMNS;

    // values

    @Test
    void twoByTwoByHand() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            // [4 2; 2 5] = UᵀU with U = [2 1; 0 2]; U⁻ᵀ(6, 11) = (3, 4); U⁻¹(3, 4) = (½, 2)
            double[] w = new double[4 * 2 * COLUMNS];
            int stride = 2 * COLUMNS;
            w[0] = 4;
            w[1] = 2;
            w[stride + 1] = 5;
            w[2 * stride + 2] = 1;
            w[3 * stride + 3] = 1;
            w[COLUMNS] = 6;
            w[stride + COLUMNS] = 11;
            kernels.eliminate(4, stride, w, stride);
            assertThat(new double[] {w[0], w[1], w[stride + 1], w[COLUMNS], w[stride + COLUMNS]})
                    .containsExactly(2, 1, 2, 3, 4);
            kernels.substituteBack(4, COLUMNS, COLUMNS, w, stride);
            assertThat(new double[] {w[COLUMNS], w[stride + COLUMNS]}).containsExactly(0.5, 2);
        }
    }

    // oracle: the defining chain of every element, bit for bit

    @ParameterizedTest
    @CsvSource({"4,1", "4,17", "8,3", "12,16", "16,33", "20,7", "52,64", "64,50", "100,130", "128,1"})
    void everyElementIsOneChainInOrder(int n, int k) {
        int from = (n + COLUMNS - 1) / COLUMNS * COLUMNS;
        int columns = from + 3 * COLUMNS;
        int stride = columns + 3;
        Random random = new Random(100L * n + k);
        double[] v = new double[k * (from + 2)];
        for (int i = 0; i < v.length; i++) {
            v[i] = i % (from + 2) < n ? random.nextGaussian() : 0;
        }
        double[] start = random.doubles((long) n * stride, -1, 1).toArray();
        double[] expected = start.clone();
        gram(n, k, 0.3, v, from + 2, expected, stride);
        eliminate(n, columns, expected, stride);
        substituteBack(n, from, columns - from, expected, stride);
        for (Kernels kernels : KernelsUnderTest.all()) {
            double[] w = start.clone();
            kernels.gram(n, k, 0.3, v, from + 2, w, stride);
            kernels.eliminate(n, columns, w, stride);
            kernels.substituteBack(n, from, columns - from, w, stride);
            for (int i = 0; i < n; i++) {
                for (int j = i; j < stride; j++) {
                    if (j < n || j >= from) {
                        assertThat(w[i * stride + j])
                                .as("%s [%d,%d]", kernels.name(), i, j)
                                .isEqualTo(expected[i * stride + j]);
                    }
                }
            }
        }
    }

    private static void gram(int n, int k, double scale, double[] v, int ldv, double[] w, int ldw) {
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    sum = Math.fma(v[l * ldv + i], v[l * ldv + j], sum);
                }
                w[i * ldw + j] = scale * sum + (i == j ? 1 : 0);
            }
        }
    }

    private static void eliminate(int n, int columns, double[] w, int ldw) {
        for (int i = 0; i < n; i++) {
            for (int j = columns - 1; j >= i; j--) {
                double sum = w[i * ldw + j];
                double diagonal = w[i * ldw + i];
                for (int p = 0; p < i; p++) {
                    sum = Math.fma(-w[p * ldw + i], w[p * ldw + j], sum);
                    diagonal = Math.fma(-w[p * ldw + i], w[p * ldw + i], diagonal);
                }
                w[i * ldw + j] = j == i ? Math.sqrt(sum) : sum * (1 / Math.sqrt(diagonal));
            }
        }
    }

    private static void substituteBack(int n, int from, int columns, double[] w, int ldw) {
        for (int i = n - 1; i >= 0; i--) {
            for (int j = from; j < from + columns; j++) {
                double sum = w[i * ldw + j];
                for (int p = n - 1; p > i; p--) {
                    sum = Math.fma(-w[i * ldw + p], w[p * ldw + j], sum);
                }
                w[i * ldw + j] = sum * (1 / w[i * ldw + i]);
            }
        }
    }

    // edges

    @Test
    void theSolutionSolves() {
        int n = 20;
        int stride = 48;
        for (Kernels kernels : KernelsUnderTest.all()) {
            double[] v = new Random(3).doubles(9 * 32, -1, 1).toArray();
            for (int i = 0; i < v.length; i++) {
                v[i] = i % 32 < n ? v[i] : 0;
            }
            double[] w = new double[n * stride];
            kernels.gram(n, 9, 2, v, 32, w, stride);
            double[] a = w.clone();
            for (int i = 0; i < n; i++) {
                w[i * stride + 32] = i + 1;
            }
            kernels.eliminate(n, stride, w, stride);
            kernels.substituteBack(n, 32, 16, w, stride);
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += a[Math.min(i, j) * stride + Math.max(i, j)] * w[j * stride + 32];
                }
                assertThat(sum).isCloseTo(i + 1, within(1e-12));
            }
        }
    }

    @Test
    void whatIsNotPositiveDefiniteShowsOnTheDiagonal() {
        for (Kernels kernels : KernelsUnderTest.all()) {
            for (double bad : new double[] {-1, Double.NaN}) {
                double[] w = new double[8 * COLUMNS];
                for (int i = 0; i < 8; i++) {
                    w[i * COLUMNS + i] = i == 5 ? bad : 1;
                }
                kernels.eliminate(8, COLUMNS, w, COLUMNS);
                assertThat(w[4 * COLUMNS + 4]).isEqualTo(1);
                assertThat(w[5 * COLUMNS + 5]).isNaN();
            }
        }
    }
}
