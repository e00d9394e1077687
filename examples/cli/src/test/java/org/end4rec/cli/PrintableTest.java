package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({"10,\\n", "13,\\r", "9,\\t", "0,\\u0000", "27,\\u001b", "127,\\u007f", "155,\\u009b", "8238,\\u202e"})
    void escapesWhatSteersAScreen(int character, String escape) {
        assertThat(Printable.of("a" + (char) character + "b")).isEqualTo("a" + escape + "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "i7", "Müller", "\uD83D\uDE00", "with blank", "back\\slash", "$1", "\u0634\u0645\u0633"})
    void leavesEveryOtherTextAlone(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void anIdCannotLookLikeARowOfATable() {
        StringWriter text = new StringWriter();
        Table table = new Table("rank", "item");
        table.add("1", "a\n     2   b");
        table.print(new PrintWriter(text));
        assertThat(text.toString().lines()).hasSize(2).last().isEqualTo("     1   a\\n     2   b");
    }
}
