package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a file.
 *
 * @param separator the text between two fields
 * @param columns the places of the fields of an event
 * @param header whether the first line is a header
 * @param notes remarks for the user about the first lines
 */
record LogLayout(String separator, Columns columns, boolean header, List<String> notes) {
    private static final int SHOWN_NAMES = 10;

    /** The layout of a file whose first line must be a header, or whose columns are given. */
    static LogLayout of(LogText text, String source, String separator, @Nullable Columns given)
            throws EventLogException {
        List<String> notes = new ArrayList<>();
        if (text.comments() > 0) {
            notes.add("skipped " + text.comments() + " comment lines before the first line");
        }
        List<String> first = header(text, separator);
        if (given == null) {
            Columns found = Columns.ofHeader(first);
            if (!found.isComplete()) {
                throw noColumns(source, text, first, found);
            }
            return new LogLayout(separator, found, true, notes);
        }
        String line = "line " + text.firstLineNumber() + " '" + EventLogReader.shown(text.firstLine()) + "'";
        boolean header = given.isHeader(first) || standsOut(text, separator, given);
        if (header) {
            notes.add(line + " is read as a header, not as an event");
        } else if (!hasDigit(first, given.user()) && !hasDigit(first, given.item()) && given.timestamp() < 0) {
            notes.add(line + " is read as an event; if it is a header, remove it from the file");
        }
        return new LogLayout(separator, given, header, notes);
    }

    /** The fields of the first line, which may be a comment that names the columns. */
    static List<String> header(LogText text, String separator) {
        List<String> fields = new ArrayList<>(text.fields(0, separator));
        if (fields.get(0).startsWith("#")) {
            fields.set(0, fields.get(0).substring(1).strip());
        }
        return fields;
    }

    /**
     * Whether the first line differs from all others of the sample: its time has no digit, or its user and its item
     * have none, while the times, users and items of the other lines have digits.
     */
    private static boolean standsOut(LogText text, String separator, Columns columns) {
        List<String> first = text.fields(0, separator);
        if (columns.timestamp() >= 0 && columns.timestamp() < first.size()) {
            return !hasDigit(first, columns.timestamp());
        }
        boolean othersHaveDigits = text.sample().size() > 1;
        for (int line = 1; line < text.sample().size(); line++) {
            List<String> fields = text.fields(line, separator);
            othersHaveDigits &= hasDigit(fields, columns.user()) && hasDigit(fields, columns.item());
        }
        return othersHaveDigits && !hasDigit(first, columns.user()) && !hasDigit(first, columns.item());
    }

    private static boolean hasDigit(List<String> fields, int index) {
        return index < fields.size() && fields.get(index).chars().anyMatch(Character::isDigit);
    }

    /** The error for a first line that does not name all columns, with the list of columns that fits best. */
    static EventLogException noColumns(String source, LogText text, List<String> first, Columns found) {
        boolean none = found.user() < 0 && found.item() < 0;
        String problem = none ? "is no header with known names" : "is a header without " + missing(first, found);
        String guess = ColumnNames.guess(first);
        boolean helps = first.size() <= SHOWN_NAMES * 4 && guess.contains("user") && guess.contains("item");
        return new EventLogException(source + ": the first line '" + EventLogReader.shown(text.firstLine()) + "' "
                + problem + "; name the columns"
                + (helps
                        ? ", perhaps with --columns " + guess + " ('-' is a column to ignore)"
                        : " with " + Columns.ADVICE));
    }

    private static String missing(List<String> first, Columns found) {
        List<String> missing = new ArrayList<>();
        int[] indices = {found.user(), found.item(), found.behavior(), found.timestamp()};
        List<String> names = List.of("user_id", "item_id", "behavior", "timestamp");
        for (ColumnNames kind : ColumnNames.values()) {
            if (indices[kind.ordinal()] < 0) {
                int several = kind.candidates(first).size();
                missing.add(names.get(kind.ordinal()) + (several > 1 ? " (" + several + " columns may be meant)" : ""));
            }
        }
        return String.join(", ", missing);
    }
}
