package org.end4rec.autograd.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LearningRateTest {
    @Test
    void values() {
        LearningRate rate = LearningRate.warmUp(0.5, 4);
        assertThat(rate.at(0)).isEqualTo(0.125);
        assertThat(rate.at(2)).isEqualTo(0.375);
        assertThat(rate.at(3)).isEqualTo(0.5);
        assertThat(rate.at(1_000_000)).isEqualTo(0.5);
    }

    @Test
    void edges() {
        assertThat(LearningRate.constant(0.25).at(0)).isEqualTo(0.25);
        assertThat(LearningRate.constant(0).at(5)).isZero();
    }

    @Test
    void errors() {
        for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> LearningRate.constant(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("LearningRate: rate is " + wrong + "; it must be finite and at least 0");
        }
        assertThatThrownBy(() -> LearningRate.warmUp(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LearningRate: steps is -1; it must be at least 0");
    }
}
