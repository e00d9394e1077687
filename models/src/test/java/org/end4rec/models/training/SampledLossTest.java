package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.TrainingConfig.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampledLossTest {
    private static final int ITEMS = 11;
    private static final int DIM = 5;
    private static final RandomStream STREAM = RandomStream.of(3, "negatives", 4);
    private static final float[] TABLE = random("table", (ITEMS + 1) * DIM);

    // oracle: the loss

    @ParameterizedTest
    @CsvSource({
        "SAMPLED_SOFTMAX, 1, 1", "SAMPLED_SOFTMAX, 3, 7", "SAMPLED_SOFTMAX, 8, 64",
        "BCE, 1, 1", "BCE, 3, 7", "BCE, 8, 13",
        "BPR, 1, 1", "BPR, 3, 7", "BPR, 8, 13"
    })
    void equalsTheNaiveLoss(Loss kind, int b, int negatives) {
        for (NegativeSampler sampler : new NegativeSampler[] {NegativeSampler.uniform(ITEMS), popular()}) {
            float[] z = random("z", b * DIM);
            int[] targets = targets(b);
            double naive = naive(kind, sampler, negatives, z, TABLE, targets, 2);
            assertThat(result(kind, sampler, negatives, z, targets, 2).sum)
                    .isCloseTo(naive, within(1e-5 * Math.max(1, naive)));
        }
    }

    @Test
    void aTermIsTheMeanOverTheBatch() {
        Variable z = Tape.recording().input(Tensor.of(Shape.of(3, DIM), random("z", 3 * DIM)));
        LossTerm term = term(new PairwiseLoss(Loss.BPR, table(), popular(), 4), z, targets(3), 2);
        assertThat(term.name()).isEqualTo("recommend");
        assertThat(term.count()).isEqualTo(3);
        assertThat(term.reduction().value(6, 3)).isEqualTo(2);
    }

    /** The formulas of the three losses in double, draw by draw. */
    private static double naive(
            Loss kind, NegativeSampler sampler, int negatives, float[] z, float[] table, int[] targets, int first) {
        double loss = 0;
        for (int i = 0; i < targets.length; i++) {
            double positive = score(z, i, table, targets[i]);
            double logN = StrictMath.log(negatives);
            double sum = 1;
            for (int j = 0; j < negatives; j++) {
                if (kind == Loss.SAMPLED_SOFTMAX) {
                    int item = sampler.sample(STREAM, j);
                    if (item != targets[i]) {
                        double corrected = score(z, i, table, item) - logN - sampler.logProbability(item);
                        sum += StrictMath.exp(corrected - positive);
                    }
                } else {
                    double negative = score(z, i, table, other(sampler, (first + i) * negatives + j, targets[i]));
                    loss += logistic(kind == Loss.BPR ? negative - positive : negative) / negatives;
                }
            }
            loss += kind == Loss.SAMPLED_SOFTMAX ? StrictMath.log(sum) : 0;
            loss += kind == Loss.BCE ? logistic(-positive) : 0;
        }
        return loss;
    }

    @Test
    void sampledSoftmaxTendsToTheSoftmaxOverTheCatalogue() {
        float[] z = random("z", 4 * DIM);
        int[] targets = targets(4);
        double full = 0;
        for (int i = 0; i < targets.length; i++) {
            double sum = 0;
            for (int item = 1; item <= ITEMS; item++) {
                sum += StrictMath.exp(score(z, i, TABLE, item));
            }
            full += StrictMath.log(sum) - score(z, i, TABLE, targets[i]);
        }
        double sampled = result(Loss.SAMPLED_SOFTMAX, popular(), 50_000, z, targets, 0).sum;
        assertThat(sampled).isCloseTo(full, within(0.02 * full));
    }

    private static int other(NegativeSampler sampler, long index, int target) {
        for (long attempt = 0; attempt < 7; attempt++) {
            int item = sampler.sample(STREAM, index + (attempt << 40));
            if (item != target) {
                return item;
            }
        }
        return sampler.sample(STREAM, index + (7L << 40));
    }

    /** log(1 + e^x) = −log σ(−x). */
    private static double logistic(double x) {
        return StrictMath.log1p(StrictMath.exp(x));
    }

    private static double score(float[] z, int row, float[] table, int item) {
        double score = 0;
        for (int j = 0; j < DIM; j++) {
            score += (double) z[row * DIM + j] * table[item * DIM + j];
        }
        return score;
    }

    // gradient

    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"SAMPLED_SOFTMAX", "BCE", "BPR"})
    void gradientsAreDifferencesOfTheNaiveLoss(Loss kind) {
        int negatives = 6;
        int b = 3;
        float[] z = random("z", b * DIM);
        int[] targets = targets(b);
        Result result = result(kind, popular(), negatives, z, targets, 2);
        for (int i = 0; i < z.length; i++) {
            float[] up = z.clone();
            float[] down = z.clone();
            up[i] += 1e-3f;
            down[i] -= 1e-3f;
            double difference = (naive(kind, popular(), negatives, up, TABLE, targets, 2)
                            - naive(kind, popular(), negatives, down, TABLE, targets, 2))
                    / ((double) up[i] - down[i]);
            assertThat((double) result.dz[i]).as("z %d", i).isCloseTo(difference, within(1e-5));
        }
        for (int i = 0; i < TABLE.length; i++) {
            float[] up = TABLE.clone();
            float[] down = TABLE.clone();
            up[i] += 1e-3f;
            down[i] -= 1e-3f;
            double difference = (naive(kind, popular(), negatives, z, up, targets, 2)
                            - naive(kind, popular(), negatives, z, down, targets, 2))
                    / ((double) up[i] - down[i]);
            assertThat((double) result.dTable[i]).as("table %d", i).isCloseTo(difference, within(1e-5));
        }
    }

    @Test
    void manyNegativesPointWhereTheWholeSoftmaxPoints() {
        int b = 3;
        float[] z = random("z", b * DIM);
        int[] targets = targets(b);
        for (NegativeSampler sampler : new NegativeSampler[] {NegativeSampler.uniform(ITEMS), popular()}) {
            Result result = result(Loss.SAMPLED_SOFTMAX, sampler, 20_000, z, targets, 0);
            for (int i = 0; i < b; i++) {
                double[] expected = wholeSoftmaxGradient(z, i, targets[i]);
                double product = 0;
                double expectedSquare = 0;
                double square = 0;
                for (int j = 0; j < DIM; j++) {
                    float gradient = result.dz[i * DIM + j];
                    product += expected[j] * gradient;
                    expectedSquare += expected[j] * expected[j];
                    square += (double) gradient * gradient;
                }
                assertThat(product / Math.sqrt(expectedSquare * square)).isGreaterThan(0.999);
            }
        }
    }

    private static double[] wholeSoftmaxGradient(float[] z, int row, int target) {
        double sum = 0;
        for (int item = 1; item <= ITEMS; item++) {
            sum += StrictMath.exp(score(z, row, TABLE, item));
        }
        double[] gradient = new double[DIM];
        for (int item = 1; item <= ITEMS; item++) {
            double slope = StrictMath.exp(score(z, row, TABLE, item)) / sum - (item == target ? 1 : 0);
            for (int j = 0; j < DIM; j++) {
                gradient[j] += slope * TABLE[item * DIM + j];
            }
        }
        return gradient;
    }

    // edges

    @Test
    void aSampledTargetDoesNotCount() {
        // one item only: every draw is the target, which leaves nothing to lose against
        Result result =
                result(Loss.SAMPLED_SOFTMAX, NegativeSampler.uniform(1), 5, random("z", 2 * DIM), new int[] {1, 1}, 0);
        assertThat(result.sum).isZero();
        assertThat(result.dz).containsOnly(0f);
        assertThat(result.dTable).containsOnly(0f);
    }

    @Test
    void aFrozenTableGetsNoGradient() {
        float[] z = random("z", 3 * DIM);
        Parameter table = table();
        table.setTrainable(false);
        float[] dz = new float[3 * DIM];
        softmaxLoss(table, popular(), 7, z, targets(3), dz, 1);
        float[] expected = new float[3 * DIM];
        softmaxLoss(table(), popular(), 7, z, targets(3), expected, 1);
        assertThat(dz).isEqualTo(expected);
        assertThat(table.gradientRows().size()).isZero();
        assertThat(table.gradient()).containsOnly(0f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 200, 1000})
    void batchesOfAnySizeAndAnyNumberOfThreads(int b) {
        float[] z = random("z", b * DIM);
        int[] targets = targets(b);
        Parameter table = table();
        float[] dz = new float[b * DIM];
        double loss = softmaxLoss(table, popular(), 17, z, targets, dz, 1);
        double naive = naive(Loss.SAMPLED_SOFTMAX, popular(), 17, z, TABLE, targets, 0) / b;
        assertThat(loss).isCloseTo(naive, within(1e-6 * naive));
        Parameter other = table();
        float[] otherDz = new float[b * DIM + 3];
        assertThat(softmaxLoss(other, popular(), 17, z, targets, otherDz, 3)).isEqualTo(loss);
        assertThat(Arrays.copyOf(otherDz, b * DIM)).isEqualTo(dz);
        assertThat(other.gradient()).isEqualTo(table.gradient());
    }

    /** The loss is a mean of the rows, so the gradient of a row is its own share, in whichever block the row stands. */
    @Test
    void everyRowHasTheSameWeight() {
        int b = 70;
        float[] z = random("z", b * DIM);
        int[] targets = targets(b);
        Parameter table = table();
        float[] dz = new float[b * DIM];
        softmaxLoss(table, popular(), 17, z, targets, dz, 1);
        Parameter summed = table();
        for (int row = 0; row < b; row++) {
            float[] own = new float[DIM];
            float[] of = Arrays.copyOfRange(z, row * DIM, (row + 1) * DIM);
            softmaxLoss(summed, popular(), 17, of, new int[] {targets[row]}, own, 1);
            for (int j = 0; j < DIM; j++) {
                assertThat(dz[row * DIM + j] * b).as("row %d", row).isCloseTo(own[j], within(1e-5f));
            }
        }
        for (int i = 0; i < TABLE.length; i++) {
            assertThat(table.gradient()[i] * b).as("table %d", i).isCloseTo(summed.gradient()[i], within(1e-4f));
        }
    }

    @Test
    void scoresOfAnySize() {
        // e^1000 is infinite: a softmax that does not shift its scores is not a number
        float[] z = random("z", 2 * DIM);
        for (int i = 0; i < z.length; i++) {
            z[i] *= 300;
        }
        int[] targets = {2, 9};
        double naive = naive(Loss.SAMPLED_SOFTMAX, popular(), 40, z, TABLE, targets, 0);
        Result result = result(Loss.SAMPLED_SOFTMAX, popular(), 40, z, targets, 0);
        assertThat(naive).isGreaterThan(1000);
        assertThat(result.sum).isCloseTo(naive, within(1e-6 * naive));
        for (float gradient : result.dz) {
            assertThat(gradient).isFinite();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"BCE", "BPR"})
    void theDrawsOfAShardAreThoseOfItsPlaceInTheBatch(Loss kind) {
        float[] z = random("z", 7 * DIM);
        int[] targets = targets(7);
        double whole = result(kind, popular(), 4, z, targets, 0).sum;
        double parts = 0;
        for (int i = 0; i < 7; i++) {
            float[] row = Arrays.copyOfRange(z, i * DIM, (i + 1) * DIM);
            parts += result(kind, popular(), 4, row, new int[] {targets[i]}, i).sum;
        }
        assertThat(parts).isCloseTo(whole, within(1e-5));
    }

    /** A loss summed over its examples, and its gradients. */
    private record Result(double sum, float[] dz, float[] dTable) {}

    /** Of examples that begin with number {@code first} of their batch. */
    private static Result result(
            Loss kind, NegativeSampler sampler, int negatives, float[] z, int[] targets, int first) {
        Parameter table = table();
        int b = targets.length;
        if (kind == Loss.SAMPLED_SOFTMAX) {
            float[] dz = new float[z.length];
            double mean = softmaxLoss(table, sampler, negatives, z, targets, dz, 1);
            return new Result(mean * b, times(b, dz), times(b, table.gradient()));
        }
        Tape tape = Tape.recording();
        Variable input = tape.input(Tensor.of(Shape.of(b, DIM), z));
        LossTerm term = term(new PairwiseLoss(kind, table, sampler, negatives), input, targets, first);
        tape.backward(term.sum());
        tape.accumulateGradients();
        return new Result(term.sum().scalar(), input.gradient(), table.gradient());
    }

    private static double softmaxLoss(
            Parameter table,
            NegativeSampler sampler,
            int negatives,
            float[] z,
            int[] targets,
            float[] dz,
            int threads) {
        try (Workers workers = new Workers(threads)) {
            SampledSoftmax loss = new SampledSoftmax(table, sampler, negatives, workers);
            return loss.loss(z, targets, targets.length, loss.draw(targets, STREAM), dz);
        }
    }

    private static float[] times(float factor, float[] values) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = factor * values[i];
        }
        return scaled;
    }

    private static Parameter table() {
        return new Parameter("items", Tensor.of(Shape.of(ITEMS + 1, DIM), TABLE.clone()));
    }

    /**
     * The term of a shard that begins with example {@code first} of its batch; item 0 is the target of those before.
     */
    private static LossTerm term(PairwiseLoss loss, Variable z, int[] targets, int first) {
        int[] batch = new int[first + targets.length];
        System.arraycopy(targets, 0, batch, first, targets.length);
        return loss.term(z, targets, loss.draw(batch, STREAM), first);
    }

    private static NegativeSampler popular() {
        return NegativeSampler.byPopularity(new int[] {0, 40, 1, 9, 0, 3, 22, 7, 2, 2, 15, 5}, 0.75);
    }

    private static int[] targets(int b) {
        RandomStream stream = RandomStream.of(5, "targets", b);
        int[] targets = new int[b];
        for (int i = 0; i < b; i++) {
            targets[i] = 1 + stream.below(i, ITEMS);
        }
        return targets;
    }

    private static float[] random(String purpose, int n) {
        RandomStream stream = RandomStream.of(6, purpose, 0);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) stream.normal(i);
        }
        return values;
    }
}
