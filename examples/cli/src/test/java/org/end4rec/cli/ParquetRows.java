package org.end4rec.cli;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.end4rec.cli.files.ParquetFormat;
import org.end4rec.models.data.LogTable;

/** A Parquet file of recommendations as the lines of the TSV file. */
final class ParquetRows {
    private ParquetRows() {}

    static List<String> of(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LogTable table = new ParquetFormat().open(file)) {
            lines.add(String.join("\t", table.names()));
            while (table.next()) {
                String score = Objects.requireNonNull(table.value(3));
                lines.add(table.value(0) + "\t" + table.value(1) + "\t" + table.value(2) + "\t"
                        + NumberOutput.toString(Double.parseDouble(score), true));
            }
        }
        return lines;
    }
}
