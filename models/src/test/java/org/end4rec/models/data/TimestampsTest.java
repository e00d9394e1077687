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
        "0, 0, 0",
        "1511544070, 1511544070, 0",
        "1511544070123, 1511544070123, 0",
        "1569888000123456789, 1569888000123456789, 0",
        "9223372036854775807, 9223372036854775807, 0",
        "-5, -5, 0",
        "1.9, 19, 1",
        ".5, 5, 1",
        "5., 5, 0",
        "-1.1, -11, 1",
        "0.000001, 1, 6",
        "1511544070.0, 1511544070, 0",
        "1569888000.250, 156988800025, 2",
        "43738.41666666667, 4373841666666667, 11",
        "1.511544070e9, 1511544070, 0",
        "1.5e-3, 15, 4",
        "00012.50, 125, 1",
        "20191001, 20191001, 0"
    })
    void readsNumbers(String text, long value, int decimals) {
        Timestamps time = parse(text);
        assertThat(time.isDate()).isFalse();
        assertThat(time.value()).isEqualTo(value);
        assertThat(time.decimals()).isEqualTo(decimals);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1970-01-02 | 86400 | 0 | false",
                "2016-01-31 23:59:02 | 1454284742 | 0 | false",
                "2016-01-31T23:59:02 | 1454284742 | 0 | false",
                "2016-01-31 23:59 | 1454284740 | 0 | false",
                "2016-1-31 3:59:02 | 1454212742 | 0 | false",
                "2016-01-31 23:59:02.75 | 145428474275 | 2 | false",
                "2016-01-31 23:59:02,750 | 145428474275 | 2 | false",
                "2016-01-31 23:59:02.000 | 1454284742 | 0 | false",
                "1969-12-31 23:59:59 | -1 | 0 | false",
                "1969-12-31 23:59:58.5 | -15 | 1 | false",
                "2016-01-31T23:59:02Z | 1454284742 | 0 | true",
                "2016-01-31 23:59:02 UTC | 1454284742 | 0 | true",
                "2016-01-31 23:59:02 GMT | 1454284742 | 0 | true",
                "2016-01-31T23:59:02.5+02:00 | 14542775425 | 1 | true",
                "2016-01-31T23:59:02-0130 | 1454290142 | 0 | true",
                "2016-01-31 23:59:02+01 | 1454281142 | 0 | true",
                "2016/01/31 23:59:02 | 1454284742 | 0 | false",
                "2016.01.31 | 1454198400 | 0 | false",
                "31.01.2016 23:59:02 | 1454284742 | 0 | false",
                "1.2.2016 | 1454284800 | 0 | false"
            })
    void readsDates(String text, long value, int decimals, boolean zoned) {
        Timestamps time = parse(text);
        assertThat(time.isDate()).isTrue();
        assertThat(time.value()).isEqualTo(value);
        assertThat(time.decimals()).isEqualTo(decimals);
        assertThat(time.hasZone()).isEqualTo(zoned);
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
                "2016-01-31 nonsense",
                ".",
                "1,5",
                "1.0.0",
                "10/01/2019",
                "2016-01/31",
                "2016-01-31 23:59:02 CET",
                "2016-01-31 23:59:02+99:00",
                "1e-19",
                "12345678901234567.123"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage(text);
    }

    @Test
    void readsOnlyItsPart() {
        Timestamps time = new Timestamps(null);
        time.parse("a12b".toCharArray(), 1, 2);
        assertThat(time.value()).isEqualTo(12);
    }

    private static Timestamps parse(String text) {
        Timestamps time = new Timestamps(null);
        time.parse(text.toCharArray(), 0, text.length());
        return time;
    }
}
