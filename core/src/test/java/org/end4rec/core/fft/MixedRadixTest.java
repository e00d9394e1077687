package org.end4rec.core.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixedRadixTest {
    @Test
    void coversLengthsWithoutPrimeFactorsAboveFive() {
        assertThat(IntStream.rangeClosed(1, 30).filter(MixedRadix::covers))
                .containsExactly(1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 25, 27, 30);
    }

    @Test
    void otherLengthsAreRefusedAndTakenByBluestein() {
        assertThatThrownBy(() -> new MixedRadix(14))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MixedRadix: 14 has a prime factor above 5");
        assertThat(ComplexTransform.of(14)).isInstanceOf(Bluestein.class);
        assertThat(ComplexTransform.of(15)).isInstanceOf(MixedRadix.class);
    }
}
