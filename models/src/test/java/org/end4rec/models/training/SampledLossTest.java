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
import org.end4rec.models.encoder.Term;
import org.end4rec.models.training.TrainingConfig.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
            Term term = term(kind, sampler, negatives, z, targets, 2);
            double naive = naive(kind, sampler, negatives, z, TABLE, targets, 2);
            assertThat(term.name()).isEqualTo("recommend");
            assertThat(term.count()).isEqualTo(b);
            assertThat((double) term.sum().scalar()).isCloseTo(naive, within(1e-5 * Math.max(1, naive)));
            assertThat(term.reduction().value(6, 3)).isEqualTo(2);
        }
    }

    /** The formulas of the three losses in double, draw by draw. */
    private static double naive(
            Loss kind, NegativeSampler sampler, int negatives, float[] z, float[] table, int[] targets, int first) {
        double loss = 0;
        for (int i = 0; i < targets.length; i++) {
            double positive = score(z, i, table, targets[i]);
            double logN = StrictMath.log(negatives);
            double sum = StrictMath.exp(positive);
            for (int j = 0; j < negatives; j++) {
                if (kind == Loss.SAMPLED_SOFTMAX) {
                    int item = sampler.sample(STREAM, j);
                    if (item != targets[i]) {
                        sum += StrictMath.exp(score(z, i, table, item) - logN - sampler.logProbability(item));
                    }
                } else {
                    double negative = score(z, i, table, other(sampler, (first + i) * negatives + j, targets[i]));
                    loss += logistic(kind == Loss.BPR ? negative - positive : negative) / negatives;
                }
            }
            loss += kind == Loss.SAMPLED_SOFTMAX ? StrictMath.log(sum) - positive : 0;
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
        double sampled = term(Loss.SAMPLED_SOFTMAX, popular(), 50_000, z, targets, 0)
                .sum()
                .scalar();
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
        Parameter table = new Parameter("items", Tensor.of(Shape.of(ITEMS + 1, DIM), TABLE.clone()));
        Tape tape = Tape.recording();
        Variable input = tape.input(Tensor.of(Shape.of(b, DIM), z));
        Term term = term(new SampledLoss(kind, table, popular(), negatives), input, targets, 2);
        tape.backward(term.sum());
        tape.accumulateGradients();
        for (int i = 0; i < z.length; i++) {
            float[] up = z.clone();
            float[] down = z.clone();
            up[i] += 1e-3f;
            down[i] -= 1e-3f;
            double difference = (naive(kind, popular(), negatives, up, TABLE, targets, 2)
                            - naive(kind, popular(), negatives, down, TABLE, targets, 2))
                    / ((double) up[i] - down[i]);
            assertThat((double) input.gradient()[i]).as("z %d", i).isCloseTo(difference, within(1e-5));
        }
        for (int i = 0; i < TABLE.length; i++) {
            float[] up = TABLE.clone();
            float[] down = TABLE.clone();
            up[i] += 1e-3f;
            down[i] -= 1e-3f;
            double difference = (naive(kind, popular(), negatives, z, up, targets, 2)
                            - naive(kind, popular(), negatives, z, down, targets, 2))
                    / ((double) up[i] - down[i]);
            assertThat((double) table.gradient()[i]).as("table %d", i).isCloseTo(difference, within(1e-5));
        }
    }

    @Test
    void manyNegativesPointWhereTheWholeSoftmaxPoints() {
        int b = 3;
        float[] z = random("z", b * DIM);
        int[] targets = targets(b);
        for (NegativeSampler sampler : new NegativeSampler[] {NegativeSampler.uniform(ITEMS), popular()}) {
            Tape tape = Tape.recording();
            Variable input = tape.input(Tensor.of(Shape.of(b, DIM), z));
            Parameter table = new Parameter("items", Tensor.of(Shape.of(ITEMS + 1, DIM), TABLE.clone()));
            tape.backward(term(new SampledLoss(Loss.SAMPLED_SOFTMAX, table, sampler, 20_000), input, targets, 0)
                    .sum());
            for (int i = 0; i < b; i++) {
                double[] expected = wholeSoftmaxGradient(z, i, targets[i]);
                double product = 0;
                double expectedSquare = 0;
                double square = 0;
                for (int j = 0; j < DIM; j++) {
                    float gradient = input.gradient()[i * DIM + j];
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
        Term term =
                term(Loss.SAMPLED_SOFTMAX, NegativeSampler.uniform(1), 5, random("z", 2 * DIM), new int[] {1, 1}, 0);
        assertThat(term.sum().scalar()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"BCE", "BPR"})
    void theDrawsOfAShardAreThoseOfItsPlaceInTheBatch(Loss kind) {
        float[] z = random("z", 7 * DIM);
        int[] targets = targets(7);
        double whole = term(kind, popular(), 4, z, targets, 0).sum().scalar();
        double parts = 0;
        for (int i = 0; i < 7; i++) {
            float[] row = Arrays.copyOfRange(z, i * DIM, (i + 1) * DIM);
            parts += term(kind, popular(), 4, row, new int[] {targets[i]}, i)
                    .sum()
                    .scalar();
        }
        assertThat(parts).isCloseTo(whole, within(1e-5));
    }

    private static Term term(Loss kind, NegativeSampler sampler, int negatives, float[] z, int[] targets, int first) {
        Parameter table = new Parameter("items", Tensor.of(Shape.of(ITEMS + 1, DIM), TABLE.clone()));
        Variable input = Tape.recording().input(Tensor.of(Shape.of(targets.length, DIM), z));
        return term(new SampledLoss(kind, table, sampler, negatives), input, targets, first);
    }

    /** The term of a shard that begins with example {@code first} of its batch; item 0 is the target of those before. */
    private static Term term(SampledLoss loss, Variable z, int[] targets, int first) {
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
