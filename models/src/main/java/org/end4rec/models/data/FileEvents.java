package org.end4rec.models.data;

import java.util.Arrays;
import org.end4rec.models.data.source.Row;
import org.end4rec.models.data.source.RowSource;
import org.jspecify.annotations.Nullable;

/** Checks the rows of one file, and puts their events into a store. */
final class FileEvents {
    private static final char[] SINGLE = EventLogReader.SINGLE_BEHAVIOR.toCharArray();

    private final LogLayout layout;
    private final Columns columns;
    private final String source;
    private final EventStore events;
    private final TimeColumn times;
    private final boolean skipBadRows;
    private final FileBehaviors behaviors;
    private final boolean whole;
    private Header header = Header.NONE;
    private boolean first;
    private char[] time = new char[32];

    FileEvents(LogLayout layout, String source, EventStore events, TimeColumn times, boolean skipBadRows) {
        this.layout = layout;
        this.columns = layout.columns();
        this.source = source;
        this.events = events;
        this.times = times;
        this.skipBadRows = skipBadRows;
        this.behaviors = new FileBehaviors(events.behaviors, layout.format());
        this.whole = layout.format() != null && layout.format().wholeNumbers();
        this.first = layout.header();
    }

    /** A row that is no event. */
    private record Fault(String kind, String text) {}

    /** The names of user and item in a header. */
    record Header(String user, String item) {
        static final Header NONE = new Header("", "");

        private static Header of(Row row, Columns columns) {
            boolean names = row.fields() > Math.max(columns.user(), columns.item());
            return names ? new Header(row.field(columns.user()), row.field(columns.item())) : NONE;
        }

        /** Whether a row has these names where user and item stand. */
        private boolean isRepeatedIn(Row row, Columns columns) {
            return row.fields() > Math.max(columns.user(), columns.item())
                    && !user.isEmpty()
                    && row.is(columns.user(), user)
                    && row.is(columns.item(), item);
        }
    }

    LogLayout layout() {
        return layout;
    }

    String source() {
        return source;
    }

    EventStore events() {
        return events;
    }

    TimeColumn times() {
        return times;
    }

    FileBehaviors behaviors() {
        return behaviors;
    }

    /** The header, once its row has been added. */
    Header header() {
        return header;
    }

    /** Whether the next row is the header. */
    boolean awaitsHeader() {
        return first;
    }

    /** Whether 7.0 means 7 in an id. */
    boolean wholeNumbers() {
        return whole;
    }

    /** Adds the events of the rows, and closes them. */
    void addAll(RowSource rows) throws EventLogException {
        try (rows) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (first) {
                    first = false;
                    header = Header.of(row, columns);
                    continue;
                }
                Fault fault = header.isRepeatedIn(row, columns)
                        ? new Fault("header", "repeats the header, as in files that were put together")
                        : add(row, rows);
                if (fault != null) {
                    skip(rows.unit(), row.line(), row.lines(), fault);
                }
            }
        }
    }

    /** Adds the event of a row and returns null, or returns what is wrong with the row. */
    private @Nullable Fault add(Row row, RowSource rows) throws EventLogException {
        Fault fault = fault(row, rows);
        if (fault != null) {
            return fault;
        }
        long timestamp = events.size();
        if (columns.timestamp() >= 0) {
            String problem = takeTime(row);
            if (problem != null) {
                return new Fault("timestamp", "the timestamp " + problem);
            }
            timestamp = times.steps();
        }
        int behavior = columns.behavior() < 0
                ? events.behaviors.add(SINGLE, 0, SINGLE.length)
                : behaviors.number(row, columns.behavior());
        if (behavior == 0) {
            return unknownBehavior(row.field(columns.behavior()));
        }
        boolean labelled = columns.label() >= 0 && columns.label() < row.fields() && row.length(columns.label()) > 0;
        events.add(
                number(events.users, row, columns.user(), whole),
                number(events.items, row, columns.item(), whole),
                behavior,
                timestamp,
                labelled ? number(events.labels, row, columns.label(), false) : 0);
        return null;
    }

    private static Fault unknownBehavior(String behavior) {
        return new Fault("behavior", "the behavior '" + EventLogReader.shown(behavior) + "' is unknown in this format");
    }

    /** Leaves a line out whose behavior the format does not know. */
    void skipBehavior(String behavior, long line) throws EventLogException {
        skip("line", line, 1, unknownBehavior(behavior));
    }

    private @Nullable String takeTime(Row row) {
        int field = columns.timestamp();
        if (columns.second() < 0) {
            return times.take(row.text(), row.from(field), row.length(field), row.line(), events);
        }
        int second = columns.second();
        int length = row.length(field) + 1 + row.length(second);
        if (length > time.length) {
            time = Arrays.copyOf(time, 2 * length);
        }
        System.arraycopy(row.text(), row.from(field), time, 0, row.length(field));
        int at = row.length(field);
        if (!digits(row, field) || !digits(row, second)) {
            time[at++] = ' ';
        }
        System.arraycopy(row.text(), row.from(second), time, at, row.length(second));
        return times.take(time, 0, at + row.length(second), row.line(), events);
    }

    private static boolean digits(Row row, int field) {
        for (int i = row.from(field); i < row.from(field) + row.length(field); i++) {
            if (row.text()[i] < '0' || row.text()[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** @param whole whether 7.0 means 7 */
    static int number(IdTable table, Row row, int field, boolean whole) {
        int length = row.length(field);
        int end = row.from(field) + length;
        if (whole && length > 2 && row.text()[end - 2] == '.' && row.text()[end - 1] == '0') {
            length -= 2;
        }
        return table.add(row.text(), row.from(field), length);
    }

    private @Nullable Fault fault(Row row, RowSource rows) {
        String problem = row.fault();
        if (problem != null) {
            return new Fault("form", problem);
        }
        if (row.fields() < columns.fieldsNeeded()) {
            return new Fault(
                    "number of fields",
                    "expected at least " + columns.fieldsNeeded() + " fields, found " + row.fields());
        }
        Fault fault = fault(row, rows, "user", columns.user());
        if (fault == null) {
            fault = fault(row, rows, "item", columns.item());
        }
        if (fault == null && columns.behavior() >= 0) {
            fault = fault(row, rows, "behavior", columns.behavior());
        }
        if (fault == null
                && columns.label() >= 0
                && columns.label() < row.fields()
                && row.length(columns.label()) > 0) {
            fault = fault(row, rows, "label", columns.label());
        }
        return fault;
    }

    private static @Nullable Fault fault(Row row, RowSource rows, String what, int field) {
        String fault = Vocabulary.fault(row.text(), row.from(field), row.length(field));
        for (int i = row.from(field); fault == null && i < row.from(field) + row.length(field); i++) {
            fault = row.text()[i] == 0 ? "contains a byte 0" : null;
        }
        return fault == null ? null : new Fault(what, "the " + what + " (" + rows.fieldName(field) + ") " + fault);
    }

    private void skip(String unit, long line, int lines, Fault fault) throws EventLogException {
        String place = source
                + (lines == 1
                        ? ", " + unit + " " + line + ": "
                        : ", lines " + line + " to " + (line + lines - 1)
                                + " are one row, since a quotation mark encloses their line breaks: ")
                + fault.text();
        if (!skipBadRows) {
            throw new EventLogException(place + "; correct the row, or "
                    + (lines == 1 ? "" : "take quotation marks as text with --quotes none, or ")
                    + "leave such rows out with --skip-bad-rows");
        }
        events.skipped = events.skipped.and(fault.kind(), place, lines, line);
    }
}
