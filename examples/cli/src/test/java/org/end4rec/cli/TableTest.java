package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void numbersGoToTheRightAndTextToTheLeft() {
        Table table = new Table("item", "score", "kept");
        table.add("i1", "-10.5", "no");
        table.add("item2", "3", "yes");
        assertThat(printed(table))
                .containsExactly("  item    score   kept", "  i1      -10.5   no", "  item2       3   yes");
    }

    @Test
    void emptyCellsFit() {
        Table table = new Table("", "ratio");
        table.add("HR@5", "");
        table.add("MRR@10", "7.1");
        assertThat(printed(table)).containsExactly("           ratio", "  HR@5", "  MRR@10     7.1");
    }

    @Test
    void rowOfAnotherWidthIsRefused() {
        assertThatThrownBy(() -> new Table("a", "b").add("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Table: a row of 1 cells; there are 2 columns");
    }

    private static String[] printed(Table table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text));
        return text.toString().lines().toArray(String[]::new);
    }
}
