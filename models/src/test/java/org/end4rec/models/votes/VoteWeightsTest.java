package org.end4rec.models.votes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoteWeightsTest {
    // values

    @Test
    void isTheFormula() {
        VoteWeights weights = new VoteWeights(2, 0.5, 0.9, 1);
        assertThat((double) weights.worth(0.5f)).isCloseTo(2 * Math.log(2), within(1e-6));
        assertThat((double) weights.worth(1.5f)).isCloseTo(4 * Math.log(2), within(1e-6));
        assertThat((double) weights.worth((float) (0.5 * (Math.E - 1)))).isCloseTo(2, within(1e-6));
    }

    // edges

    @ParameterizedTest
    @CsvSource({"0.25,0.003", "1,0.03", "4,0.3", "1e-30,1e30"})
    void risesFromZero(double weight, double scale) {
        VoteWeights weights = new VoteWeights(weight, scale, 1, 0);
        assertThat(weights.worth(0)).isZero();
        float before = 0;
        for (float votes = Float.MIN_VALUE; votes < 1e6; votes = Math.max(1.5f * votes, 2 * Float.MIN_VALUE)) {
            assertThat(weights.worth(votes)).isGreaterThanOrEqualTo(before);
            before = weights.worth(votes);
        }
        assertThat(weights.worth(Math.nextUp(1000f))).isGreaterThanOrEqualTo(weights.worth(1000f));
    }

    @Test
    void noWeightIsNoWorth() {
        assertThat(new VoteWeights(0, 0.03, 1, 1).worth(1e9f)).isZero();
    }

    @Test
    void everyWorthIsFinite() {
        assertThat(new VoteWeights(0, 1e30, 1, 1e30).shrinkage()).isEqualTo(1e30);
        VoteWeights most = new VoteWeights(1e6, 1e-30, 1, 0);
        assertThat(most.worth(Float.MAX_VALUE)).isFinite().isGreaterThan(1e8f);
    }

    // errors

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1       | 1        | 1   | 1        | weight is -1.0; it must be from 0 to 1e6",
                "NaN      | 1        | 1   | 1        | weight is NaN; it must be from 0 to 1e6",
                "Infinity | 1        | 1   | 1        | weight is Infinity; it must be from 0 to 1e6",
                "1e308    | 1        | 1   | 1        | weight is 1.0E308; it must be from 0 to 1e6",
                "1        | 1e-308   | 1   | 1        | scale is 1.0E-308; it must be from 1e-30 to 1e30",
                "1        | 1        | 1   | 1e308    | shrinkage is 1.0E308; it must be from 0 to 1e30",
                "1        | 0        | 1   | 1        | scale is 0.0; it must be from 1e-30 to 1e30",
                "1        | NaN      | 1   | 1        | scale is NaN; it must be from 1e-30 to 1e30",
                "1        | Infinity | 1   | 1        | scale is Infinity; it must be from 1e-30 to 1e30",
                "1        | 1        | 0   | 1        | recency is 0.0; it must be above 0 and at most 1",
                "1        | 1        | 1.1 | 1        | recency is 1.1; it must be above 0 and at most 1",
                "1        | 1        | NaN | 1        | recency is NaN; it must be above 0 and at most 1",
                "1        | 1        | 1   | -1       | shrinkage is -1.0; it must be from 0 to 1e30",
                "1        | 1        | 1   | NaN      | shrinkage is NaN; it must be from 0 to 1e30",
                "1        | 1        | 1   | Infinity | shrinkage is Infinity; it must be from 0 to 1e30"
            })
    void refusesNumbersOutOfRange(double weight, double scale, double recency, double shrinkage, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VoteWeights(weight, scale, recency, shrinkage))
                .withMessage("VoteWeights: " + message);
    }
}
