package org.end4rec.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    // values

    @Test
    void aQuantileIsAMeasuredValue() {
        double[] twenty = new double[20];
        for (int i = 0; i < twenty.length; i++) {
            twenty[i] = (i * 7) % 20 + 1;
        }
        assertThat(Statistics.quantile(twenty, 0.15)).isEqualTo(3);
        assertThat(Statistics.quantile(twenty, 0.5)).isEqualTo(10);
        assertThat(Statistics.quantile(twenty, 0.99)).isEqualTo(20);
        assertThat(Statistics.quantile(new double[] {5, 1, 4}, 0.5)).isEqualTo(4);
    }

    @Test
    void quantilesLeaveTheValuesAlone() {
        double[] values = {3, 1, 2};
        Statistics.quantile(values, 0.5);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void twiceAsFastAndTwiceAsSlowAreEven() {
        assertThat(Statistics.geometricMean(List.of(2.0, 0.5))).isCloseTo(1, within(1e-15));
        assertThat(Statistics.geometricMean(List.of(1.0, 10.0, 100.0))).isCloseTo(10, within(1e-12));
    }

    @Test
    void aDifferenceIsRelativeToTheLargestElement() {
        assertThat(Statistics.difference(new float[] {1, -7}, new float[] {2, -8}))
                .isEqualTo(0.125);
        assertThat(Statistics.difference(new float[] {0, 0}, new float[] {0, 0}))
                .isZero();
    }

    // edges

    @Test
    void quantilesOfOneValueAreThatValue() {
        assertThat(Statistics.quantile(new double[] {3}, 0)).isEqualTo(3);
        assertThat(Statistics.quantile(new double[] {3}, 1)).isEqualTo(3);
    }

    @Test
    void answersThatCannotBeComparedDifferInfinitely() {
        assertThat(Statistics.difference(new float[] {1}, new float[] {1, 2})).isInfinite();
        assertThat(Statistics.difference(new float[] {Float.NaN}, new float[] {1}))
                .isInfinite();
        assertThat(Statistics.difference(new float[] {1}, new float[] {Float.NaN}))
                .isInfinite();
        assertThat(Statistics.difference(new float[] {1}, new float[] {0})).isInfinite();
    }

    // errors

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> Statistics.quantile(new double[0], 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Statistics.quantile: there are no values");
        assertThatThrownBy(() -> Statistics.quantile(new double[] {1}, 1.5))
                .hasMessage("Statistics.quantile: p is 1.5; it must be within [0, 1]");
        assertThatThrownBy(() -> Statistics.geometricMean(List.of()))
                .hasMessage("Statistics.geometricMean: there are no ratios");
        assertThatThrownBy(() -> Statistics.geometricMean(List.of(1.0, 0.0)))
                .hasMessage("Statistics.geometricMean: a ratio is 0.0; it must be positive");
    }
}
