package org.end4rec.models.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.sasrec.SasRec;
import org.junit.jupiter.api.Test;

class ItemStartTest {
    private static final int D = 6;
    private static final int ITEMS = 40;

    private static SequenceEncoder encoder() {
        return new SasRec(new EncoderConfig(ITEMS, 2, 5, D, 1, 1, 0f, false), 7);
    }

    private static Vocabulary items() {
        List<String> ids = new ArrayList<>();
        for (int item = 1; item <= ITEMS; item++) {
            ids.add("i" + item);
        }
        return Vocabulary.of(ids);
    }

    private static float[] table(SequenceEncoder encoder) {
        return encoder.itemEmbedding().value().data();
    }

    /** Vectors that vary in so many directions alone, far from 0, with an error of that size. */
    private static float[][] vectors(int count, int dimension, int rank, double noise) {
        SplittableRandom random = new SplittableRandom(5);
        double[][] directions = new double[rank][dimension];
        for (double[] direction : directions) {
            Arrays.setAll(direction, j -> random.nextGaussian());
        }
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            double[] sum = new double[dimension];
            for (int r = 0; r < rank; r++) {
                double share = random.nextGaussian() * (r + 1);
                for (int j = 0; j < dimension; j++) {
                    sum[j] += share * directions[r][j];
                }
            }
            for (int j = 0; j < dimension; j++) {
                vector[j] = (float) (100 + sum[j] + noise * random.nextGaussian());
            }
        }
        return vectors;
    }

    private static double distance(float[] table, int a, int b, int d, int columns) {
        double squares = 0;
        for (int j = 0; j < columns; j++) {
            double difference = (double) table[a * d + j] - table[b * d + j];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    private static double rootMeanSquare(float[] values, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares / (to - from));
    }

    @Test
    void vectorsOfTheSameDimensionAreCenteredAndScaled() {
        SequenceEncoder encoder = encoder();
        double before = rootMeanSquare(table(encoder), D, (ITEMS + 1) * D);
        float[][] vectors = vectors(ITEMS, D, D, 0);
        ItemStart start = ItemStart.of(VectorTable.of(items().ids(), vectors), encoder, items(), 1);
        assertThat(start).isEqualTo(new ItemStart(ITEMS, 0, 0, D, D));
        double[] mean = new double[D];
        for (float[] vector : vectors) {
            for (int j = 0; j < D; j++) {
                mean[j] += (double) vector[j] / ITEMS;
            }
        }
        float[] table = table(encoder);
        assertThat(rootMeanSquare(table, D, (ITEMS + 1) * D)).isCloseTo(before, within(1e-6 * before));
        double factor = table[D] / (vectors[0][0] - mean[0]);
        assertThat(factor).isPositive();
        for (int item = 1; item <= ITEMS; item++) {
            for (int j = 0; j < D; j++) {
                assertThat(table[item * D + j])
                        .isCloseTo((float) (factor * (vectors[item - 1][j] - mean[j])), within(1e-6f));
            }
        }
        assertThat(Arrays.copyOf(table, D)).containsOnly(0f);
    }

    /** Vectors that vary in at most d directions lose nothing: all distances stay, but for one factor. */
    @Test
    void aProjectionKeepsTheDistances() {
        for (int rank : new int[] {1, 3, D}) {
            SequenceEncoder encoder = encoder();
            float[] fresh = table(encoder).clone();
            float[][] vectors = vectors(ITEMS, 31, rank, 0);
            ItemStart start = ItemStart.of(VectorTable.of(items().ids(), vectors), encoder, items(), 1);
            assertThat(start).isEqualTo(new ItemStart(ITEMS, 0, 0, 31, rank));
            float[] flat = new float[ITEMS * 31];
            for (int i = 0; i < ITEMS; i++) {
                System.arraycopy(vectors[i], 0, flat, i * 31, 31);
            }
            double factor = distance(table(encoder), 1, 2, D, rank) / distance(flat, 0, 1, 31, 31);
            for (int a = 1; a <= ITEMS; a++) {
                for (int b = 1; b < a; b++) {
                    double expected = factor * distance(flat, a - 1, b - 1, 31, 31);
                    assertThat(distance(table(encoder), a, b, D, rank)).isCloseTo(expected, within(2e-4 * expected));
                }
                for (int j = rank; j < D; j++) {
                    assertThat(table(encoder)[a * D + j]).isEqualTo(fresh[a * D + j]);
                }
            }
        }
    }

    /** The directions hold as much variance as the largest eigenvalues, found by Jacobi's rotations. */
    @Test
    void theDirectionsHoldTheMostVariance() {
        float[][] vectors = vectors(ITEMS, 12, 9, 1);
        double[] mean = new double[12];
        for (float[] vector : vectors) {
            for (int j = 0; j < 12; j++) {
                mean[j] += (double) vector[j] / ITEMS;
            }
        }
        double[][] covariance = new double[12][12];
        for (float[] vector : vectors) {
            for (int a = 0; a < 12; a++) {
                for (int b = 0; b < 12; b++) {
                    covariance[a][b] += (vector[a] - mean[a]) * (vector[b] - mean[b]);
                }
            }
        }
        PrincipalDirections.Rows rows = new PrincipalDirections.Rows() {
            @Override
            public int count() {
                return ITEMS;
            }

            @Override
            public int dimension() {
                return 12;
            }

            @Override
            public void read(int row, double[] into) {
                Arrays.setAll(into, j -> vectors[row][j] - mean[j]);
            }
        };
        double[][] directions = PrincipalDirections.of(rows, 4, 1);
        double held = 0;
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k <= i; k++) {
                assertThat(PrincipalDirections.product(directions[i], directions[k]))
                        .isCloseTo(i == k ? 1 : 0, within(1e-12));
            }
            for (int a = 0; a < 12; a++) {
                held += directions[i][a] * PrincipalDirections.product(covariance[a], directions[i]);
            }
        }
        double[] eigenvalues = eigenvalues(covariance);
        double most = eigenvalues[11] + eigenvalues[10] + eigenvalues[9] + eigenvalues[8];
        assertThat(held).isBetween(most * (1 - 1e-4), most * (1 + 1e-12));
    }

    /** Jacobi's rotations; ascending. */
    private static double[] eigenvalues(double[][] symmetric) {
        double[][] m = new double[symmetric.length][];
        Arrays.setAll(m, i -> symmetric[i].clone());
        for (int sweep = 0; sweep < 50; sweep++) {
            for (int p = 0; p < m.length; p++) {
                for (int q = p + 1; q < m.length; q++) {
                    double angle = 0.5 * Math.atan2(2 * m[p][q], m[q][q] - m[p][p]);
                    double c = Math.cos(angle);
                    double s = Math.sin(angle);
                    for (int k = 0; k < m.length; k++) {
                        double kp = m[k][p];
                        m[k][p] = c * kp - s * m[k][q];
                        m[k][q] = s * kp + c * m[k][q];
                    }
                    for (int k = 0; k < m.length; k++) {
                        double pk = m[p][k];
                        m[p][k] = c * pk - s * m[q][k];
                        m[q][k] = s * pk + c * m[q][k];
                    }
                }
            }
        }
        double[] values = new double[m.length];
        Arrays.setAll(values, i -> m[i][i]);
        Arrays.sort(values);
        return values;
    }

    /** One direction holds nearly all variance; no column of the table does. */
    @Test
    void theVarianceIsSpreadOverTheColumns() {
        float[][] vectors = vectors(ITEMS, 31, 1, 0.2);
        SequenceEncoder encoder = encoder();
        ItemStart.of(VectorTable.of(items().ids(), vectors), encoder, items(), 1);
        double[] squares = new double[D];
        double sum = 0;
        for (int i = D; i < table(encoder).length; i++) {
            squares[i % D] += (double) table(encoder)[i] * table(encoder)[i];
            sum += (double) table(encoder)[i] * table(encoder)[i];
        }
        assertThat(Arrays.stream(squares).max().orElse(0)).isLessThan(0.9 * sum);
    }

    @Test
    void itemsWithoutVectorsKeepTheirRandomStart() {
        SequenceEncoder encoder = encoder();
        float[] fresh = table(encoder).clone();
        float[][] vectors = vectors(4, 3, 3, 0);
        vectors[2] = new float[3];
        ItemStart start = ItemStart.of(VectorTable.of(List.of("i9", "x", "i2", "i4"), vectors), encoder, items(), 1);
        assertThat(start).isEqualTo(new ItemStart(2, ITEMS - 2, 1, 3, 3));
        float[] table = table(encoder);
        for (int i = 0; i < table.length; i++) {
            boolean isGiven = (i / D == 9 || i / D == 4) && i % D < 3;
            assertThat(table[i] != fresh[i]).as("%d", i).isEqualTo(isGiven);
        }
        double expected = rootMeanSquare(fresh, D, fresh.length);
        double given = Math.sqrt((Math.pow(rootMeanSquare(table, 9 * D, 9 * D + 3), 2)
                        + Math.pow(rootMeanSquare(table, 4 * D, 4 * D + 3), 2))
                / 2);
        assertThat(given).isCloseTo(expected, within(1e-6 * expected));
    }

    @Test
    void theSameVectorsGiveTheSameBits() {
        VectorTable vectors = VectorTable.of(items().ids(), vectors(ITEMS, 31, 20, 1));
        SequenceEncoder first = encoder();
        SequenceEncoder second = encoder();
        ItemStart.of(vectors, first, items(), 3);
        ItemStart.of(vectors, second, items(), 3);
        assertThat(table(second)).containsExactly(table(first));
    }

    @Test
    void whatDistinguishesNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ItemStart.of(
                        VectorTable.of(List.of("a", "b", "c", "d"), vectors(4, 3, 3, 0)), encoder(), items(), 1))
                .withMessage("ItemStart: no item has a vector; the items are i1, i2, i3, …, the vectors are of a, b, c,"
                        + " …; give vectors under the ids of the items");
        for (int dimension : new int[] {3, 9}) {
            float[][] equal = new float[7][dimension];
            for (float[] each : equal) {
                Arrays.fill(each, 0.1f);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            ItemStart.of(VectorTable.of(items().ids().subList(0, 7), equal), encoder(), items(), 1))
                    .withMessageStartingWith("ItemStart: the vectors of all 7 items are equal");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ItemStart.of(
                        VectorTable.of(List.of("a"), new float[][] {{1}}), encoder(), Vocabulary.of(List.of("a")), 1))
                .withMessage("ItemStart: the encoder has 40 items and there are 1 ids; give the ids of the encoder's"
                        + " items");
    }
}
