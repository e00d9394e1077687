package org.end4rec.models.data;

import java.util.Objects;

/**
 * The bad rows that a reader skipped.
 *
 * @param count number of lines skipped; one quotation mark can make a row of many lines
 * @param first what was wrong with the first skipped row; empty if none was skipped
 */
public record SkippedRows(int count, String first) {
    /** No reference is null. */
    public SkippedRows {
        Objects.requireNonNull(first, "first");
    }

    /** Nothing was skipped. */
    public static final SkippedRows NONE = new SkippedRows(0, "");

    SkippedRows and(String reason, int lines) {
        return new SkippedRows(count + lines, count == 0 ? reason : first);
    }
}
