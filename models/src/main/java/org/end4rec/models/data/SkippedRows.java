package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The bad rows that a reader skipped.
 *
 * @param count number of lines skipped; one quotation mark can make a row of many lines
 * @param kinds the kinds of fault, in the order of their first rows
 */
public record SkippedRows(int count, List<Kind> kinds) {
    /** Nothing was skipped. */
    public static final SkippedRows NONE = new SkippedRows(0, List.of());

    /** Takes a copy of the list. */
    public SkippedRows {
        kinds = List.copyOf(kinds);
    }

    /**
     * Rows with the same kind of fault.
     *
     * @param what the kind, such as {@code timestamp}
     * @param count number of lines
     * @param first place and fault of the first such row
     * @param firstLine number of the first such row in its file
     * @param lastLine number of the last such row in its file
     */
    public record Kind(String what, int count, String first, long firstLine, long lastLine) {
        /** No reference is null. */
        public Kind {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(first, "first");
        }

        private Kind and(int lines, long line) {
            return new Kind(what, count + lines, first, firstLine, line);
        }
    }

    /** Place and fault of the first skipped row; empty if none was skipped. */
    public String first() {
        return kinds.isEmpty() ? "" : kinds.get(0).first();
    }

    SkippedRows and(String what, String place, int lines, long line) {
        List<Kind> all = new ArrayList<>(kinds);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).what().equals(what)) {
                all.set(i, all.get(i).and(lines, line));
                return new SkippedRows(count + lines, all);
            }
        }
        all.add(new Kind(what, lines, place, line, line));
        return new SkippedRows(count + lines, all);
    }
}
