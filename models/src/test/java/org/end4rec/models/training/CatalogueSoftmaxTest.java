package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.parallel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueSoftmaxTest {
    /** Relative to the largest magnitude; measured below 1e-6. */
    private static final double TOLERANCE = 5e-6;

    // values

    @Test
    void twoItems() {
        // scores 1 and −1 of targets 1 and 2: the losses are log(1 + e^−2) and log(1 + e^2)
        Parameter table = table(2, 1, 0);
        table.value().data()[1] = 0.5f;
        table.value().data()[2] = -0.5f;
        float[] dz = new float[2];
        double loss = loss(table, new float[] {2, 2}, new int[] {1, 2}, dz, 1);
        assertThat(loss).isCloseTo((0.126928011 + 2.126928011) / 2, within(1e-7));
        // (Σ p_v e_v − e_target) / 2, with p_1 = 0.8807970780
        assertThat(dz[0]).isCloseTo(-0.0596014610f, within(1e-7f));
        assertThat(dz[1]).isCloseTo(0.4403985390f, within(1e-7f));
    }

    // oracle and gradient

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 7, 3",
        "3, 13, 8",
        "17, 1023, 13",
        "5, 1024, 24",
        "7, 1025, 31",
        "33, 3000, 17",
        "2, 2048, 8",
        "259, 40, 5"
    })
    void equalsTheNaiveSoftmax(int b, int items, int d) {
        Parameter table = table(items, d, 2);
        float[] z = random("z", b * d, 1.5);
        int[] targets = targets(b, items);
        Arrays.fill(table.gradient(), 0.25f);
        float[] dz = random("overwritten", b * d, 9);
        double loss = loss(table, z, targets, dz, 2);

        Naive naive = new Naive(table.value().data(), z, targets, items, d);
        assertThat(loss).isCloseTo(naive.loss, within(TOLERANCE * Math.max(1, naive.loss)));
        close(dz, naive.dz, 0);
        close(table.gradient(), naive.dTable, 0.25);
        assertThat(Arrays.copyOf(table.gradient(), d)).containsOnly(0.25f);
    }

    /** Softmax over the catalogue in double, one score after the other. */
    private static final class Naive {
        private double loss;
        private final double[] dz;
        private final double[] dTable;

        Naive(float[] table, float[] z, int[] targets, int items, int d) {
            int b = targets.length;
            dz = new double[b * d];
            dTable = new double[table.length];
            for (int i = 0; i < b; i++) {
                double[] scores = new double[items + 1];
                double max = Double.NEGATIVE_INFINITY;
                for (int v = 1; v <= items; v++) {
                    for (int j = 0; j < d; j++) {
                        scores[v] += (double) z[i * d + j] * table[v * d + j];
                    }
                    max = Math.max(max, scores[v]);
                }
                double sum = 0;
                for (int v = 1; v <= items; v++) {
                    sum += StrictMath.exp(scores[v] - max);
                }
                loss += (max + StrictMath.log(sum) - scores[targets[i]]) / b;
                for (int v = 1; v <= items; v++) {
                    double slope = (StrictMath.exp(scores[v] - max) / sum - (v == targets[i] ? 1 : 0)) / b;
                    for (int j = 0; j < d; j++) {
                        dz[i * d + j] += slope * table[v * d + j];
                        dTable[v * d + j] += slope * z[i * d + j];
                    }
                }
            }
        }
    }

    // edges

    @Test
    void aFrozenTableGetsNoGradient() {
        Parameter table = table(1500, 8, 3);
        float[] z = random("z", 24, 1);
        float[] expected = new float[24];
        loss(table, z, new int[] {1, 1025, 1500}, expected, 1);
        assertThat(table.gradient()).contains(0f).isNotEqualTo(new float[table.gradient().length]);
        table.setTrainable(false);
        Arrays.fill(table.gradient(), 0f);
        float[] dz = new float[24];
        loss(table, z, new int[] {1, 1025, 1500}, dz, 1);
        assertThat(table.gradient()).containsOnly(0f);
        assertThat(dz).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1025, 5000})
    void anyNumberOfThreadsGivesTheSameBits(int items) {
        int d = 13;
        float[] z = random("z", 9 * d, 1);
        int[] targets = targets(9, items);
        Parameter once = table(items, d, 4);
        float[] dz = new float[z.length];
        double loss = loss(once, z, targets, dz, 1);
        for (int threads = 2; threads <= 3; threads++) {
            Parameter table = table(items, d, 4);
            float[] other = new float[z.length];
            assertThat(loss(table, z, targets, other, threads)).isEqualTo(loss);
            assertThat(other).containsExactly(dz);
            assertThat(table.gradient()).containsExactly(once.gradient());
        }
    }

    @Test
    void batchesOfOtherSizesAfterOneAnother() {
        int d = 8;
        Parameter table = table(1100, d, 5);
        try (Workers workers = new Workers(2)) {
            CatalogueSoftmax softmax = new CatalogueSoftmax(table, workers);
            for (int b : new int[] {4, 9, 1, 4}) {
                float[] z = random("z" + b, b * d, 1);
                float[] dz = new float[b * d];
                double loss = softmax.loss(z, targets(b, 1100), dz);
                float[] fresh = new float[b * d];
                assertThat(loss(table, z, targets(b, 1100), fresh, 2)).isEqualTo(loss);
                assertThat(dz).containsExactly(fresh);
            }
        }
    }

    @Test
    void scoresTooLargeForExponentials() {
        Parameter table = table(1030, 1, 6);
        Arrays.fill(table.value().data(), -300f);
        table.value().data()[1030] = 300f;
        float[] dz = new float[2];
        double loss = loss(table, new float[] {1, 1}, new int[] {1030, 1}, dz, 1);
        assertThat(loss).isEqualTo(300);
        assertThat(dz).containsExactly(0f, 300f);
    }

    private static double loss(Parameter table, float[] z, int[] targets, float[] dz, int threads) {
        try (Workers workers = new Workers(threads)) {
            return new CatalogueSoftmax(table, workers).loss(z, targets, dz);
        }
    }

    /** The padding row has values too: it must take no part even then. */
    private static Parameter table(int items, int d, long seed) {
        float[] values = random("table " + seed, (items + 1) * d, 1);
        return new Parameter("item_embedding", Tensor.of(Shape.of(items + 1, d), values));
    }

    private static float[] random(String purpose, int n, double deviation) {
        RandomStream stream = RandomStream.of(7, purpose, 0);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (deviation * stream.normal(i));
        }
        return values;
    }

    /** The first and the last item are always among them, where there are two. */
    private static int[] targets(int b, int items) {
        RandomStream stream = RandomStream.of(8, "targets", items);
        int[] targets = new int[b];
        for (int i = 0; i < b; i++) {
            targets[i] = i == 0 ? items : i == 1 ? 1 : 1 + stream.below(i, items);
        }
        return targets;
    }

    private static void close(float[] actual, double[] expected, double offset) {
        double largest = 1e-3;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as("element %d", i)
                    .isCloseTo(expected[i] + offset, within(TOLERANCE * (largest + offset)));
        }
    }
}
