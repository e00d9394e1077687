package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.end4rec.models.data.source.LogText;
import org.end4rec.models.data.source.RowSource;
import org.end4rec.models.data.source.TableRows;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a file.
 *
 * @param rows the rows
 * @param columns the fields of a row that an event has
 * @param header whether the first row is a header
 * @param format the format by name, or null
 * @param notes remarks for the user about the file
 * @param text how fields are separated; null if the file is no text with separators
 */
record LogLayout(
        RowSource rows,
        Columns columns,
        boolean header,
        @Nullable LogFormat format,
        List<String> notes,
        @Nullable Text text) {
    private static final int SHOWN_NAMES = 40;
    private static final String ELEMENTS = "[]";
    private static final String FIRST_LINE = "the first line";

    /**
     * How the fields of a text are separated.
     *
     * @param linesBefore lines before the first row
     * @param separator what stands between two fields
     * @param quotes whether quotation marks enclose fields
     * @param blankQuotes whether blanks may stand around quotation marks
     */
    record Text(long linesBefore, String separator, boolean quotes, boolean blankQuotes) {}

    /**
     * The layout of a text.
     *
     * @param test whether the file has held-out events, for which user and item are enough
     */
    static LogLayout of(LogText text, String source, LogSettings settings, boolean test) throws EventLogException {
        if (text.firstLine().isEmpty()) {
            throw new EventLogException(source + ": the file is empty; expected one event per line");
        }
        if (text.isJsonArray()) {
            throw new EventLogException(source + ": the file is one JSON array; write one object a line, as"
                    + " jq -c '.[]' FILE does, and give - as the file to read its output");
        }
        List<String> notes = new ArrayList<>();
        if (text.comments() > 0) {
            notes.add("skipped " + text.comments() + " comment lines before the first line");
        }
        String plain = text.isJson() ? "csv" : "jsonl";
        if (plain.equals(settings.format())) {
            throw new EventLogException(source + ": the first line '" + EventLogReader.shown(text.firstLine()) + "' is "
                    + (text.isJson() ? "a" : "no") + " JSON object, so the file is not in the format " + plain);
        }
        return text.isJson() ? ofJson(text, source, settings, test, notes) : ofCsv(text, source, settings, test, notes);
    }

    private static LogLayout ofCsv(LogText text, String source, LogSettings settings, boolean test, List<String> notes)
            throws EventLogException {
        String between = separator(text, source, settings);
        List<String> first = header(text, between);
        LogFormat format = format(settings, first, between, source, notes);
        Choice choice = choice(settings, format);
        RowSource rows = text.rows(between, settings.quotes());
        Text form = new Text(text.firstLineNumber() - 1, between, settings.quotes(), text.hasBlankQuotes(between));
        Columns named = Columns.ofHeader(first);
        Columns places = choice == null ? null : choice.places();
        if (places == null || test && named.user() >= 0 && named.item() >= 0) {
            Columns found = named(first, source, FIRST_LINE, text.firstLine(), choice, test, notes);
            return new LogLayout(rows, found, true, format, notes, form);
        }
        boolean header = format == null && isHeader(text, between, first, places, notes);
        if (test) {
            places = places.timestamp() < first.size() ? places.withoutLabel() : places.withoutTime();
        }
        return new LogLayout(rows, places, header, format, notes, form);
    }

    private static LogLayout ofJson(LogText text, String source, LogSettings settings, boolean test, List<String> notes)
            throws EventLogException {
        List<String> names = text.jsonNames();
        LogFormat format = format(settings, names, null, source, notes);
        Columns found = named(names, source, FIRST_LINE, text.firstLine(), choice(settings, format), test, notes);
        List<Integer> kept = new ArrayList<>();
        Columns fields = found.packed(kept);
        List<String> paths = kept.stream().map(names::get).toList();
        checkArrays(paths, source);
        return new LogLayout(text.jsonRows(paths), fields, false, format, notes, null);
    }

    /** The layout of a table. */
    static LogLayout ofTable(LogTable table, String source, LogSettings settings, boolean test)
            throws EventLogException {
        List<String> names = table.names();
        List<String> notes = new ArrayList<>();
        LogFormat format = format(settings, names, null, source, notes);
        Columns found = named(
                names, source, "the row of names", String.join(",", names), choice(settings, format), test, notes);
        List<Integer> kept = new ArrayList<>();
        Columns fields = found.packed(kept);
        int[] columns = kept.stream().mapToInt(Integer::intValue).toArray();
        return new LogLayout(new TableRows(source, table, columns), fields, false, format, notes, null);
    }

    /** The columns of a file whose fields have names. */
    private static Columns named(
            List<String> names,
            String source,
            String place,
            String shown,
            @Nullable Choice choice,
            boolean test,
            List<String> notes)
            throws EventLogException {
        Columns found = Columns.ofHeader(names);
        if (test && found.user() >= 0 && found.item() >= 0) {
            notes.clear();
            return found.withoutLabel();
        }
        if (choice == null) {
            if (!found.isComplete()) {
                throw noColumns(source, place + " '" + EventLogReader.shown(shown) + "' ", names, found);
            }
            return found;
        }
        if (choice.places() != null) {
            throw new EventLogException(source + ": its columns have names and no places, so '" + choice.text()
                    + "' says nothing; write " + Columns.MAPPING);
        }
        Columns chosen = choice.in(names, source);
        if (test) {
            return chosen.withoutLabel();
        }
        if (chosen.behavior() < 0) {
            notes.add("no column is the behavior, so every event has the behavior " + EventLogReader.SINGLE_BEHAVIOR);
        }
        if (chosen.timestamp() < 0) {
            notes.add("no column is the time, so the order of the rows is the order of the events");
        }
        return chosen;
    }

    private static @Nullable Choice choice(LogSettings settings, @Nullable LogFormat format) {
        if (settings.columns() != null) {
            return settings.columns();
        }
        return format == null ? null : format.columns();
    }

    private static @Nullable LogFormat format(
            LogSettings settings, List<String> first, @Nullable String separator, String source, List<String> notes)
            throws EventLogException {
        LogFormat found = LogFormat.guess(settings.formats(), first, separator);
        if (found == null && settings.isFormatAsked()) {
            throw new EventLogException(source + ": is not in the format " + settings.format() + ", whose columns are "
                    + LogFormat.columnsOf(settings.formats()) + "; found '"
                    + EventLogReader.shown(String.join(",", first)) + "'");
        }
        if (found != null && settings.format() == null) {
            notes.add(found.said());
        }
        return found;
    }

    private static void checkArrays(List<String> paths, String source) throws EventLogException {
        Set<String> arrays = new LinkedHashSet<>();
        for (String path : paths) {
            int at = path.indexOf(ELEMENTS);
            if (at >= 0) {
                arrays.add(path.substring(0, at));
            }
            if (at != path.lastIndexOf(ELEMENTS)) {
                throw new EventLogException(source + ": '" + path + "' is inside two arrays; at most one can be read");
            }
        }
        if (arrays.size() > 1) {
            throw new EventLogException(source + ": the columns are in the arrays " + String.join(", ", arrays)
                    + "; an event must be one element of one array");
        }
    }

    private static String separator(LogText text, String source, LogSettings settings) throws EventLogException {
        if (settings.separator() != null) {
            return settings.separator();
        }
        String guess = text.guessSeparator();
        if (guess == null) {
            throw new EventLogException(source + ": the first line '" + EventLogReader.shown(text.firstLine())
                    + "' has no tab, comma, semicolon or pipe between its fields; give the separator with --separator");
        }
        return guess;
    }

    private static boolean isHeader(
            LogText text, String separator, List<String> first, Columns given, List<String> notes) {
        String line = "line " + text.firstLineNumber() + " '" + EventLogReader.shown(text.firstLine()) + "'";
        boolean header = given.isHeader(first) || standsOut(text, separator, given);
        if (header) {
            notes.add(line + " is read as a header, not as an event");
        } else if (!hasDigit(first, given.user()) && !hasDigit(first, given.item()) && given.timestamp() < 0) {
            notes.add(line + " is read as an event; if it is a header, remove it from the file");
        }
        return header;
    }

    /** The fields of the first line, which may be a comment that names the columns. */
    private static List<String> header(LogText text, String separator) {
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

    /** The error for a file whose names are not all known, with the mapping that fits best. */
    private static EventLogException noColumns(String source, String first, List<String> names, Columns found) {
        boolean none = found.user() < 0 && found.item() < 0;
        String problem = none ? "is no header with known names" : "is a header without " + missing(names, found);
        String guess = ColumnNames.guess(names);
        boolean helps = names.size() <= SHOWN_NAMES && guess.contains("user=") && guess.contains("item=");
        return new EventLogException(source + ": " + first + problem + "; name the columns"
                + (helps ? ", perhaps with --columns " + guess : " with " + Columns.ADVICE));
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
