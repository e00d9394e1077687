package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.models.encoder.LossTerm.Mean;
import org.end4rec.models.encoder.LossTerm.Reduction;
import org.end4rec.models.encoder.LossTerm.SquaredDeviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTermTest {
    // values

    @Test
    void meanIsWeightedSumOverCount() {
        assertThat(new Mean(0.5).value(12, 4)).isEqualTo(1.5);
        assertThat(new Mean(0.5).slope(12, 4)).isEqualTo(0.125);
    }

    @Test
    void squaredDeviationOfTheMeanFromItsTarget() {
        Reduction reduction = new SquaredDeviation(3, 0.75);
        assertThat(reduction.value(5, 4)).isEqualTo(0.75);
        assertThat(reduction.slope(5, 4)).isEqualTo(0.75);
        assertThat(reduction.value(3, 4)).isZero();
        assertThat(reduction.slope(3, 4)).isZero();
        assertThat(reduction.slope(1, 4)).isNegative();
    }

    // gradient

    @ParameterizedTest
    @CsvSource({"3.7, 5", "-2.25, 13", "0, 1", "1000, 127", "4, 0"})
    void slopesAreDerivativesByTheSum(double sum, double count) {
        for (Reduction reduction : new Reduction[] {new Mean(0.37), new SquaredDeviation(1.9, 0.85)}) {
            double step = 1e-3;
            double difference = (reduction.value(sum + step, count) - reduction.value(sum - step, count)) / (2 * step);
            assertThat(reduction.slope(sum, count)).isCloseTo(difference, within(1e-8 * Math.max(1, Math.abs(sum))));
        }
    }

    // edges

    @Test
    void nothingCounted() {
        assertThat(new Mean(0.5).value(0, 0)).isZero();
        assertThat(new Mean(0.5).slope(0, 0)).isEqualTo(0.5);
        assertThat(new SquaredDeviation(2, 0.5).value(0, 0)).isEqualTo(0.5);
    }
}
