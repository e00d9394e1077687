package org.end4rec.models.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with named columns that are no text, such as a Parquet file or the result of a query. */
public interface LogTable extends Closeable {
    /** The names of the columns. */
    List<String> names();

    /**
     * Goes to the next row; to the first at the first call.
     *
     * @return false at the end
     */
    boolean next() throws IOException;

    /** The value of a column in this row as text, a time as a date with its zone or as a number; null for none. */
    @Nullable
    String value(int column) throws IOException;
}
