package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
    void distinctNegativesAvoidTheExcluded() {
        NegativeSampler sampler = NegativeSampler.uniform(120);
        int[] negatives = sampler.distinct(STREAM, 99, 3, 3, 0, 120, 7);
        assertThat(negatives).hasSize(99).doesNotHaveDuplicates().doesNotContain(3, 120, 7);
        assertThat(Arrays.stream(negatives).allMatch(item -> item >= 1 && item <= 120))
                .isTrue();
        assertThat(sampler.distinct(STREAM, 117, 3, 120, 7)).hasSize(117).doesNotHaveDuplicates();
    }

    @Test
    void distinctNegativesEndEvenIfOneItemHasNearlyAllTheWeight() {
        int[] counts = new int[51];
        counts[1] = Integer.MAX_VALUE;
        NegativeSampler sampler = NegativeSampler.byPopularity(counts, 2);
        assertThat(sampler.distinct(STREAM, 49, 1))
                .hasSize(49)
                .doesNotHaveDuplicates()
                .doesNotContain(1);
    }

    @Test
    void negativesOfAnExampleAreNeitherTheTargetNorTheUsersOwn() {
        EventLog log = new SyntheticShop(new SyntheticShop.Config(200, 300, 10, 0.2, 0.2, 30, 4)).log();
        Histories histories = Histories.of(log);
        Split split = Split.leaveLastOut(histories, "buy", true);
        NegativeSampler sampler = NegativeSampler.byPopularity(ItemCounts.visible(histories, split), 1);
        for (Example example : split.test()) {
            int[] negatives = sampler.forExample(histories, example, 99, 8);
            assertThat(negatives).hasSize(99).doesNotHaveDuplicates().doesNotContain(example.target());
            assertThat(negatives).doesNotContain(histories.items(example.user()));
            assertThat(sampler.forExample(histories, example, 99, 8)).isEqualTo(negatives);
        }
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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NegativeSampler.uniform(10).distinct(STREAM, 9, 4, 5))
                .withMessage("NegativeSampler: 9 negatives are wanted, but only 8 of 10 items are not excluded; ask for"
                        + " at most 8");
    }
}
