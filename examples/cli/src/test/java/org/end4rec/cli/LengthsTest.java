package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthsTest {
    // values

    @Test
    void rangesAreDoubled() {
        assertThat(Lengths.parse("16..128")).containsExactly(16, 32, 64, 128);
        assertThat(Lengths.parse("50..300")).containsExactly(50, 100, 200, 300);
        assertThat(Lengths.parse("1..3")).containsExactly(1, 2, 3);
    }

    @Test
    void listsAreSortedAndEachLengthIsTakenOnce() {
        assertThat(Lengths.parse("200, 50,100,50")).containsExactly(50, 100, 200);
        assertThat(Lengths.parse("16..64,48")).containsExactly(16, 32, 48, 64);
    }

    @Test
    void theLongestRangeDoesNotOverflow() {
        assertThat(Lengths.parse("1048575..1048576")).containsExactly(1048575, 1048576);
    }

    // errors

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "16..", "..16", "16..x", "1e3,5", "16,,32", "16...64", "99999999999,2"})
    void textIsRefused(String text) {
        assertThatThrownBy(() -> Lengths.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the lengths '" + text + "' are not numbers; ");
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> Lengths.parse("64..16"))
                .hasMessage("the lengths '64..16' run backwards; write the smaller length first, 16..64");
        assertThatThrownBy(() -> Lengths.parse("0..16"))
                .hasMessage("a length is 0; it must be from 1 to 1048576, in '0..16'");
        assertThatThrownBy(() -> Lengths.parse("16..1048577"))
                .hasMessage("a length is 1048577; it must be from 1 to 1048576, in '16..1048577'");
        assertThatThrownBy(() -> Lengths.parse("16,16"))
                .hasMessage("the lengths '16,16' are 1 length; growth needs at least two lengths");
    }
}
