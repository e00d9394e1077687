package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MangledArgumentsTest {
    private static final String POSIX = "ANSI_X3.4-1968";

    private static String find(String argument, String encoding) {
        return String.valueOf(MangledArguments.find(new String[] {"recommend", "--user", argument}, encoding));
    }

    // values

    @ParameterizedTest
    @ValueSource(strings = {"M??ller", "M\uFFFD\uFFFDller"})
    void lettersThatAnAsciiLocaleLost(String argument) {
        assertThat(find(argument, POSIX))
                .isEqualTo("the argument '" + argument + "' may have lost letters, since Java reads arguments as "
                        + POSIX + " here; start the program by its script end4rec, or set LC_ALL=C.UTF-8");
    }

    @Test
    void bytesThatAreNotUtf8() {
        assertThat(find("M\uFFFDller", "UTF-8"))
                .isEqualTo(
                        "the argument 'M\uFFFDller' is not UTF-8; arguments are read as UTF-8 whatever the locale says:"
                                + " type it in a terminal that is set to UTF-8, or convert it with iconv");
    }

    // edges

    @Test
    void everythingElseIsWhatWasTyped() {
        assertThat(MangledArguments.find(new String[0], POSIX)).isNull();
        assertThat(find("u7", POSIX)).isEqualTo("null");
        assertThat(find("what?", "UTF-8")).isEqualTo("null");
        assertThat(find("Müller \uD83D\uDE00", "UTF-8")).isEqualTo("null");
        assertThat(find("Müller?", "ISO-8859-1")).isEqualTo("null");
    }
}
