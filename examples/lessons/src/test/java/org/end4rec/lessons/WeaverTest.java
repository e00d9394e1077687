package org.end4rec.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeaverTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = 6, b = 3          | 6",
                "a = 6.                | 6",
                "a = -0.25, and        | -0.25",
                "a = 1.5. Then         | 1.5",
                "a = 6.8e-09, b        | 6.8e-09",
                "a = 1e+03.            | 1e+03",
                "a = 26,214,400, b     | 26,214,400",
                "a = 1,234.5           | 1,234.5",
                "a = 2,3               | 2",
                "a = 2,3456            | 2",
                "a = 5 even            | 5",
                "a = 5even             | 5"
            })
    void aNumberEndsInADigitAndItsExponentBelongsToIt(String printed, String number) throws IOException {
        assertThat(woven("it is <!-- number a = -->?<!-- /number -->.", printed))
                .isEqualTo("it is <!-- number a = -->" + number + "<!-- /number -->.\n");
    }

    @Test
    void aWordIsNoNumber() {
        assertThatThrownBy(() -> woven("it is <!-- number a = -->?<!-- /number -->.", "a = none"))
                .hasMessageContaining("the output has no number after \"a =\"");
    }

    private static String woven(String line, String printed) throws IOException {
        return new Weaver(Path.of("lesson"), List.of(printed)).weave(List.of(line));
    }
}
