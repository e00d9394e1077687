package org.end4rec.models.data.source;

import java.io.IOException;
import java.util.Objects;
import org.end4rec.models.data.EventLogException;
import org.end4rec.models.data.LogTable;
import org.jspecify.annotations.Nullable;

/** The rows of a table. */
public final class TableRows implements RowSource {
    private final String source;
    private final LogTable table;
    private final int[] wanted;
    private final Row row = new Row();
    private long number;

    /** @param wanted the columns that are the fields of a row */
    public TableRows(String source, LogTable table, int[] wanted) {
        this.source = Objects.requireNonNull(source, "source");
        this.table = Objects.requireNonNull(table, "table");
        this.wanted = wanted.clone();
    }

    @Override
    public @Nullable Row next() throws EventLogException {
        try {
            if (!table.next()) {
                return null;
            }
            row.begin(++number);
            for (int column : wanted) {
                row.add(table.value(column));
            }
            return row;
        } catch (IOException e) {
            throw LogText.fault(source, number, e);
        }
    }

    @Override
    public String unit() {
        return "row";
    }

    @Override
    public String fieldName(int field) {
        return "column '" + table.names().get(wanted[field]) + "'";
    }

    @Override
    public void close() throws EventLogException {
        try {
            table.close();
        } catch (IOException e) {
            throw LogText.fault(source, number, e);
        }
    }
}
