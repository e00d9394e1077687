package org.end4rec.models.data.source;

import org.end4rec.models.data.EventLogException;
import org.jspecify.annotations.Nullable;

/** The rows of a log, one after the other. */
public interface RowSource extends AutoCloseable {
    /**
     * The next row, which reuses the previous one, or null at the end.
     *
     * @throws EventLogException if the source is damaged
     */
    @Nullable
    Row next() throws EventLogException;

    /** What messages call a row's place: {@code line} in a text. */
    default String unit() {
        return "line";
    }

    /** What messages call a field. */
    default String fieldName(int field) {
        return "field " + (field + 1);
    }

    @Override
    void close() throws EventLogException;
}
