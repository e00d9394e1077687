package org.end4rec.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.end4rec.models.evaluation.Significance.Interval;
import org.junit.jupiter.api.Test;

class SignificanceTest {
    // values

    @Test
    void permutationOfAFewByHand() {
        // of 8 sign patterns of (1, 2, 3), |sum| ≥ 6 in two; of (1, 2, −3), |sum| ≥ 0 in all
        assertThat(Significance.permutation(new double[] {1, 2, 3}, 100, 1)).isEqualTo(0.25);
        assertThat(Significance.permutation(new double[] {1, 2, -3}, 100, 1)).isEqualTo(1);
        // |4| is reached by +++, ++−… : sums of (1, 2, −7) are ±10, ±8, ±6, ±4
        assertThat(Significance.permutation(new double[] {1, 2, -7}, 100, 1)).isEqualTo(1);
        assertThat(Significance.permutation(new double[] {-1, 2, 7}, 100, 1)).isEqualTo(0.5);
    }

    @Test
    void zerosDecideNothing() {
        assertThat(Significance.permutation(new double[] {0, 1, 0, 2, 3, 0}, 100, 1))
                .isEqualTo(0.25);
        assertThat(Significance.permutation(new double[] {0, 0}, 100, 1)).isEqualTo(1);
    }

    @Test
    void holmByHand() {
        assertThat(Significance.holm(0.04, 0.01, 0.03)).containsExactly(new double[] {0.06, 0.03, 0.06}, within(1e-15));
        assertThat(Significance.holm(0.5, 0.9)).containsExactly(1, 1);
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

    // oracle

    @Test
    void drawnPatternsComeNearAllPatterns() {
        double[] differences = new Random(3).doubles(16, -0.6, 1).toArray();
        double exact = Significance.permutation(differences, 1 << 16, 1);
        assertThat(exact).isBetween(0.001, 0.5);
        assertThat(Significance.permutation(differences, 60_000, 1)).isCloseTo(exact, within(0.01));
    }

    @Test
    void bootstrapComesNearTheNormalInterval() {
        Random random = new Random(5);
        double[] differences = new double[400];
        Arrays.setAll(differences, i -> 0.3 + random.nextGaussian());
        double mean = Arrays.stream(differences).average().orElseThrow();
        Interval interval = Significance.bootstrap(differences, 4000, 0.95, 1);
        assertThat(interval.low()).isCloseTo(mean - 1.96 / 20, within(0.02));
        assertThat(interval.high()).isCloseTo(mean + 1.96 / 20, within(0.02));
    }

    @Test
    void ofNoEffectTheTestFindsAboutAsManyAsItSays() {
        Random random = new Random(9);
        int found = 0;
        for (int trial = 0; trial < 400; trial++) {
            double[] differences = random.doubles(40, -1, 1).toArray();
            found += Significance.permutation(differences, 199, trial) <= 0.05 ? 1 : 0;
        }
        // 20 are expected, with a deviation of 4.4
        assertThat(found).isBetween(5, 38);
    }

    // edges

    @Test
    void oneUser() {
        assertThat(Significance.bootstrap(new double[] {0.5}, 10, 0.9, 1)).isEqualTo(new Interval(0.5, 0.5));
        assertThat(Significance.permutation(new double[] {0.5}, 10, 1)).isEqualTo(1);
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        double[] differences = new Random(3).doubles(100, -0.6, 1).toArray();
        assertThat(Significance.bootstrap(differences, 100, 0.95, 4))
                .isEqualTo(Significance.bootstrap(differences, 100, 0.95, 4))
                .isNotEqualTo(Significance.bootstrap(differences, 100, 0.95, 5));
    }

    // errors

    @Test
    void refusesWhatMakesNoSense() {
        double[] one = {1};
        assertThatThrownBy(() -> Significance.permutation(new double[0], 1, 1))
                .hasMessage("Significance: there are no differences; give at least one");
        assertThatThrownBy(() -> Significance.permutation(one, 0, 1))
                .hasMessage("Significance: resamples is 0; it must be at least 1");
        assertThatThrownBy(() -> Significance.bootstrap(new double[] {Double.NaN}, 1, 0.5, 1))
                .hasMessage("Significance: a difference is NaN; all must be finite");
        assertThatThrownBy(() -> Significance.bootstrap(one, 1, 1, 1))
                .hasMessage("Significance: level is 1.0; it must be between 0 and 1");
        assertThatThrownBy(() -> Significance.holm(0.1, 1.1))
                .hasMessage("Significance: a p-value is 1.1; it must be from 0 to 1");
        assertThatThrownBy(() -> Significance.spearman(one, new double[2]))
                .hasMessage("Significance: 1 values of one side and 2 of the other; there must be as many");
    }
}
