package org.end4rec.models.data;

import java.util.Objects;

/**
 * What a reader told to skip bad rows left out.
 *
 * @param count number of lines skipped; a row that a quotation mark has made long has many
 * @param first what was wrong with the first of them; empty if none was skipped
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
