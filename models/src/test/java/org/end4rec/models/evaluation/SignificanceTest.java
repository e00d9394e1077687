package org.end4rec.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.end4rec.models.evaluation.Significance.Interval;
import org.junit.jupiter.api.Test;

class SignificanceTest {
    // values

    @Test
    void permutationOfAFewByHand() {
        // of 8 sign patterns of (1, 2, 3), |sum| ≥ 6 in two; of (1, 2, −3), |sum| ≥ 0 in all
        assertThat(permutation(new double[] {1, 2, 3}, 100, 1)).isEqualTo(0.25);
        assertThat(permutation(new double[] {1, 2, -3}, 100, 1)).isEqualTo(1);
        // |4| is reached by +++, ++−… : sums of (1, 2, −7) are ±10, ±8, ±6, ±4
        assertThat(permutation(new double[] {1, 2, -7}, 100, 1)).isEqualTo(1);
        assertThat(permutation(new double[] {-1, 2, 7}, 100, 1)).isEqualTo(0.5);
    }

    @Test
    void zerosDecideNothing() {
        assertThat(permutation(new double[] {0, 1, 0, 2, 3, 0}, 100, 1)).isEqualTo(0.25);
        assertThat(permutation(new double[] {0, 0}, 100, 1)).isEqualTo(1);
    }

    @Test
    void holmByHand() {
        assertThat(Significance.holm(0.04, 0.01, 0.03)).containsExactly(new double[] {0.06, 0.03, 0.06}, within(1e-15));
        assertThat(Significance.holm(0.5, 0.9)).containsExactly(1, 1);
        assertThat(Significance.holm(0, 1)).containsExactly(0, 1);
        assertThat(Significance.holm()).isEmpty();
    }

    @Test
    void spearmanByHand() {
        assertThat(Significance.spearman(new double[] {1, 5, 9}, new double[] {-3, 0, 100}))
                .isEqualTo(1);
        assertThat(Significance.spearman(new double[] {1, 5, 9}, new double[] {3, 2, 1}))
                .isEqualTo(-1);
        // ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: 4.5 / √(4.5·5)
        assertThat(Significance.spearman(new double[] {1, 5, 5, 9}, new double[] {1, 2, 3, 4}))
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
        assertThat(Significance.spearman(new double[] {1, 1}, new double[] {1, 2}))
                .isNaN();
    }

    /**
     * Forty users who all gain: no drawn pattern but the one observed is as far from 0, and that one is counted once.
     */
    @Test
    void theSmallestPValueIsThatOfTheObservedPattern() {
        double[] ones = new double[40];
        Arrays.fill(ones, 1);
        assertThat(permutation(ones, 99, 1)).isEqualTo(0.01);
    }

    /**
     * What users 64 apart lose and gain is nearly the same: if they changed sign together, next to nothing would be
     * left.
     */
    @Test
    void usersBeyondTheFirst64HaveSignsOfTheirOwn() {
        double[] differences = new double[128];
        for (int i = 0; i < 64; i++) {
            differences[i] = 1 + i % 5;
            differences[64 + i] = 0.01 - differences[i];
        }
        assertThat(permutation(differences, 500, 1)).isGreaterThan(0.9);
    }

    // oracle

    @Test
    void drawnPatternsComeNearAllPatterns() {
        double[] differences = new Random(3).doubles(16, -0.6, 1).toArray();
        double exact = permutation(differences, 1 << 16, 1);
        assertThat(exact).isBetween(0.001, 0.5);
        assertThat(permutation(differences, 60_000, 1)).isCloseTo(exact, within(0.01));
    }

    @Test
    void bootstrapComesNearTheNormalInterval() {
        Random random = new Random(5);
        double[] differences = new double[400];
        Arrays.setAll(differences, i -> 0.3 + random.nextGaussian());
        double mean = Arrays.stream(differences).average().orElseThrow();
        Interval interval = bootstrap(differences, 4000, 0.95, 1);
        assertThat(interval.low()).isCloseTo(mean - 1.96 / 20, within(0.02));
        assertThat(interval.high()).isCloseTo(mean + 1.96 / 20, within(0.02));
    }

    @Test
    void ofNoEffectTheTestFindsAboutAsManyAsItSays() {
        Random random = new Random(9);
        int found = 0;
        for (int trial = 0; trial < 400; trial++) {
            double[] differences = random.doubles(40, -1, 1).toArray();
            found += permutation(differences, 199, trial) <= 0.05 ? 1 : 0;
        }
        // 20 are expected, with a deviation of 4.4
        assertThat(found).isBetween(5, 38);
    }

    @Test
    void manyExamplesOfAUserAreNoMoreThanTheUser() {
        // two users of 1 and −2 in sum: of ±1 ± 2 all are at least 1 from 0
        assertThat(Significance.permutation(new double[] {3, -1, -2, -1}, new int[] {7, 7, 9, 7}, 100, 1))
                .isEqualTo(1);
        // three users of 2, 2 and 2, whose examples alone would be six
        double[] pairs = {1, 1, 1, 1, 1, 1};
        assertThat(Significance.permutation(pairs, new int[] {4, 4, 5, 5, 6, 6}, 100, 1))
                .isEqualTo(0.25);
        assertThat(permutation(pairs, 100, 1)).isEqualTo(2 / 64.0);
    }

    @Test
    void theIntervalIsAsWideAsUsersAreFew() {
        Random random = new Random(5);
        double[] differences = new double[400];
        int[] users = new int[400];
        for (int i = 0; i < 400; i++) {
            users[i] = i / 4;
            differences[i] = i % 4 == 0 ? random.nextGaussian() : differences[i - 1];
        }
        double mean = Arrays.stream(differences).average().orElseThrow();
        double variance = Arrays.stream(differences)
                .map(d -> (d - mean) * (d - mean))
                .average()
                .orElseThrow();
        Interval interval = Significance.bootstrap(differences, users, 4000, 0.95, 1);
        assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * Math.sqrt(variance / 100), within(0.02));
    }

    @Test
    void aUserOfManyExamplesWeighsAsMany() {
        // means of two draws of users {1, 1, 1} and {5}: 1 of the first twice, 2 of both, 5 of the second twice
        Interval interval = Significance.bootstrap(new double[] {1, 5, 1, 1}, new int[] {2, 3, 2, 2}, 400, 0.4, 1);
        assertThat(interval).isEqualTo(new Interval(2, 2));
    }

    // edges

    @Test
    void oneUser() {
        assertThat(bootstrap(new double[] {0.5}, 10, 0.9, 1)).isEqualTo(new Interval(0.5, 0.5));
        assertThat(permutation(new double[] {0.5}, 10, 1)).isEqualTo(1);
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        double[] differences = new Random(3).doubles(100, -0.6, 1).toArray();
        assertThat(bootstrap(differences, 100, 0.95, 4))
                .isEqualTo(bootstrap(differences, 100, 0.95, 4))
                .isNotEqualTo(bootstrap(differences, 100, 0.95, 5));
    }

    // errors

    @Test
    void refusesWhatMakesNoSense() {
        double[] one = {1};
        assertThatThrownBy(() -> permutation(new double[0], 1, 1))
                .hasMessage("Significance: there are no differences; give at least one");
        assertThatThrownBy(() -> permutation(one, 0, 1))
                .hasMessage("Significance: resamples is 0; it must be at least 1");
        assertThatThrownBy(() -> bootstrap(new double[] {Double.NaN}, 1, 0.5, 1))
                .hasMessage("Significance: a difference is NaN; all must be finite");
        assertThatThrownBy(() -> bootstrap(one, 1, 1, 1))
                .hasMessage("Significance: level is 1.0; it must be between 0 and 1");
        assertThatThrownBy(() -> Significance.permutation(one, new int[2], 1, 1))
                .hasMessage("Significance: 1 differences but 2 users; there must be one user for each difference");
        assertThatThrownBy(() -> Significance.holm(0.1, 1.1))
                .hasMessage("Significance: a p-value is 1.1; it must be from 0 to 1");
        assertThatThrownBy(() -> Significance.spearman(one, new double[2]))
                .hasMessage("Significance: x has 1 values and y has 2; both must have the same number");
    }

    private static double permutation(double[] differences, int resamples, long seed) {
        return Significance.permutation(differences, users(differences.length), resamples, seed);
    }

    private static Interval bootstrap(double[] differences, int resamples, double level, long seed) {
        return Significance.bootstrap(differences, users(differences.length), resamples, level, seed);
    }

    /** A user for each example. */
    private static int[] users(int examples) {
        return IntStream.range(0, examples).toArray();
    }
}
