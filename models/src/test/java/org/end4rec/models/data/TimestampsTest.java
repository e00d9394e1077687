package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1511544070, 1511544070",
        "1511544070123, 1511544070123",
        "9223372036854775807, 9223372036854775807",
        "-5, -5",
        "1.9, 1",
        "-1.1, -2",
        "1511544070.0, 1511544070",
        "1.511544070e9, 1511544070",
        "' 12 ', 12",
        "1970-01-02, 86400",
        "2016-01-31 23:59:02, 1454284742",
        "2016-01-31T23:59:02, 1454284742",
        "2016-01-31 23:59:02.75, 1454284742",
        "1969-12-31 23:59:59, -1"
    })
    void reads(String text, long expected) {
        assertThat(parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "12x",
                "NaN",
                "Infinity",
                "0x10",
                "1d",
                "--1",
                "9223372036854775808",
                "1e999999999",
                "1e-999999999",
                "2016-13-01",
                "2016-02-30",
                "2016-01-31 25:00:00",
                "2016-01-31 nonsense"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage(text);
    }

    @Test
    void readsOnlyItsPart() {
        assertThat(Timestamps.parse("a12b".toCharArray(), 1, 2)).isEqualTo(12);
    }

    private static long parse(String text) {
        return Timestamps.parse(text.toCharArray(), 0, text.length());
    }
}
