package org.end4rec.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of {@linkplain Printable printable} text in aligned columns: numbers are aligned to the right, all else to the
 * left.
 */
final class Table {
    private static final String GAP = "   ";

    private final List<String[]> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(heads.clone());
    }

    /** Adds a row with one cell for each head. */
    void add(String... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException(
                    "Table: a row of " + cells.length + " cells; there are " + rows.get(0).length + " columns");
        }
        rows.add(Arrays.stream(cells).map(Printable::of).toArray(String[]::new));
    }

    /** Prints heads and rows, each line indented by two blanks. */
    void print(PrintWriter writer) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        boolean[] numbers = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            numbers[column] = rows.size() > 1;
            for (int row = 0; row < rows.size(); row++) {
                String cell = rows.get(row)[column];
                widths[column] = Math.max(widths[column], cell.length());
                numbers[column] &= row == 0 || cell.isEmpty() || cell.matches("-?[0-9][0-9,.]*");
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int column = 0; column < columns; column++) {
                String blanks = " ".repeat(widths[column] - row[column].length());
                line.append(column == 0 ? "" : GAP)
                        .append(numbers[column] ? blanks + row[column] : row[column] + blanks);
            }
            writer.println(line.toString().stripTrailing());
        }
        writer.flush();
    }
}
