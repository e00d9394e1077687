package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class NegativeSamplerTest {
    private static final RandomStream STREAM = RandomStream.of(13, "negatives test", 0);

    @Test
    void knowsTheProbabilities() {
        NegativeSampler popular = NegativeSampler.byPopularity(new int[] {99, 16, 0, 1, 4}, 0.5);
        assertThat(Math.exp(popular.logProbability(1))).isCloseTo(4.0 / 8, within(1e-6));
        assertThat(Math.exp(popular.logProbability(2))).isCloseTo(1.0 / 8, within(1e-6));
        assertThat(Math.exp(popular.logProbability(3))).isCloseTo(1.0 / 8, within(1e-6));
        assertThat(Math.exp(popular.logProbability(4))).isCloseTo(2.0 / 8, within(1e-6));
        assertThat(NegativeSampler.uniform(8).logProbability(8)).isEqualTo((float) -Math.log(8));
    }

    @Test
    void drawsWithTheseProbabilities() {
        int draws = 200_000;
        for (int items : new int[] {1, 2, 3, 7, 8, 13, 31}) {
            int[] counts = new int[items + 1];
            for (int item = 1; item <= items; item++) {
                counts[item] = STREAM.below(items * 100L + item, 50);
            }
            for (double alpha : new double[] {0, 0.75, 1}) {
                NegativeSampler sampler = NegativeSampler.byPopularity(counts, alpha);
                int[] drawn = new int[items + 1];
                for (long index = 0; index < draws; index++) {
                    drawn[sampler.sample(STREAM, index)]++;
                }
                for (int item = 1; item <= items; item++) {
                    double expected = draws * Math.exp(sampler.logProbability(item));
                    // five standard deviations
                    assertThat((double) drawn[item]).isCloseTo(expected, within(5 * Math.sqrt(expected)));
                }
            }
        }
    }

    @Test
    void drawsDoNotDependOnTheirOrder() {
        NegativeSampler sampler = NegativeSampler.uniform(1000);
        int seventh = sampler.sample(STREAM, 7);
        for (long index = 0; index < 7; index++) {
            sampler.sample(STREAM, index);
        }
        assertThat(sampler.sample(STREAM, 7)).isEqualTo(seventh);
        assertThat(sampler.sample(RandomStream.of(14, "negatives test", 0), 7)).isNotEqualTo(seventh);
    }

    @Test
    void refusesBadArguments() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NegativeSampler.uniform(0))
                .withMessage("NegativeSampler: the number of items is 0; it must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NegativeSampler.byPopularity(new int[3], Double.NaN))
                .withMessage("NegativeSampler: the power alpha is NaN; it must be from 0 to 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NegativeSampler.byPopularity(new int[] {0, 1, -2}, 1))
                .withMessage("NegativeSampler: the count of item 2 is -2; counts must not be negative");
    }
}
