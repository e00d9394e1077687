package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.models.data.source.Row;
import org.end4rec.models.data.source.RowSource;
import org.jspecify.annotations.Nullable;

/** Collects the events of the rows of one file or several. */
final class EventCollector {
    private static final char[] SINGLE = EventLogReader.SINGLE_BEHAVIOR.toCharArray();

    private final LogSettings settings;
    private final EventLogBuilder builder = new EventLogBuilder();
    private final TimeColumn times;
    private final List<String> notes = new ArrayList<>();
    private @Nullable String firstSource;
    private boolean several;
    private Behaviors behaviors = new Behaviors(builder, null);
    private char[] time = new char[32];

    EventCollector(LogSettings settings) {
        this.settings = settings;
        this.times = new TimeColumn(settings.timeFormat());
    }

    /** A row that is no event. */
    private record Fault(String kind, String text) {}

    /** Adds the events of a file, and closes its rows. */
    void add(LogLayout layout, String source) throws EventLogException {
        Columns columns = layout.columns();
        boolean timed = columns.timestamp() >= 0;
        if (firstSource == null) {
            firstSource = source;
            builder.timed = timed;
        } else if (builder.timed != timed) {
            throw new EventLogException(source + ": " + (timed ? "has" : "has no") + " times, and " + firstSource
                    + (timed ? " has none" : " has times") + "; give files of one kind");
        } else {
            several = true;
        }
        for (String note : layout.notes()) {
            notes.add(several ? source + ": " + note : note);
        }
        behaviors = new Behaviors(builder, layout.format());
        times.begin(several ? source : "");
        try (RowSource rows = layout.rows()) {
            addRows(rows, layout, source);
        }
    }

    private void addRows(RowSource rows, LogLayout layout, String source) throws EventLogException {
        Columns columns = layout.columns();
        boolean first = layout.header();
        boolean whole = layout.format() != null && layout.format().wholeNumbers();
        Header header = Header.NONE;
        for (Row row = rows.next(); row != null; row = rows.next()) {
            if (first) {
                first = false;
                header = Header.of(row, columns);
                continue;
            }
            Fault fault = header.isRepeatedIn(row, columns)
                    ? new Fault("header", "repeats the header, as in files that were put together")
                    : add(row, rows, columns, whole);
            if (fault != null) {
                skip(source, rows, row, fault);
            }
        }
    }

    /** The log of all events so far. */
    EventLog build() throws EventLogException {
        if (builder.size() == 0) {
            SkippedRows skipped = builder.skipped;
            throw new EventLogException(
                    skipped.count() == 0
                            ? firstSource + ": there is no event after the header; expected one event per line"
                            : firstSource + ": all " + skipped.count() + " rows are bad, the first: "
                                    + skipped.first());
        }
        notes.addAll(times.notes());
        NumericIds.note("users", builder.users, notes);
        NumericIds.note("items", builder.items, notes);
        builder.notes = notes;
        builder.stepsPerUnit = times.stepsPerUnit();
        builder.stepsPerSecond = times.stepsPerSecond();
        return builder.build();
    }

    /** Adds the event of a row and returns null, or returns what is wrong with the row. */
    private @Nullable Fault add(Row row, RowSource rows, Columns columns, boolean whole) {
        Fault fault = fault(row, rows, columns);
        if (fault != null) {
            return fault;
        }
        builder.time = builder.size();
        if (columns.timestamp() >= 0) {
            String problem = addTime(row, columns);
            if (problem != null) {
                return new Fault("timestamp", "the timestamp " + problem);
            }
        }
        int behavior = columns.behavior() < 0
                ? builder.behaviors.add(SINGLE, 0, SINGLE.length)
                : behaviors.number(row, columns.behavior());
        if (behavior == 0) {
            return new Fault(
                    "behavior",
                    "the behavior '" + EventLogReader.shown(row.field(columns.behavior()))
                            + "' is unknown in this format");
        }
        boolean labelled = columns.label() >= 0 && columns.label() < row.fields() && row.length(columns.label()) > 0;
        builder.add(
                number(builder.users, row, columns.user(), whole),
                number(builder.items, row, columns.item(), whole),
                behavior,
                builder.time,
                labelled ? number(builder.labels, row, columns.label(), false) : 0);
        return null;
    }

    private @Nullable String addTime(Row row, Columns columns) {
        int field = columns.timestamp();
        if (columns.second() < 0) {
            return times.add(row.text(), row.from(field), row.length(field), row.line(), builder);
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
        return times.add(time, 0, at + row.length(second), row.line(), builder);
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
    private static int number(IdTable table, Row row, int field, boolean whole) {
        int length = row.length(field);
        int end = row.from(field) + length;
        if (whole && length > 2 && row.text()[end - 2] == '.' && row.text()[end - 1] == '0') {
            length -= 2;
        }
        return table.add(row.text(), row.from(field), length);
    }

    private static @Nullable Fault fault(Row row, RowSource rows, Columns columns) {
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

    private void skip(String source, RowSource rows, Row row, Fault fault) throws EventLogException {
        long line = row.line();
        String place = source
                + (row.lines() == 1
                        ? ", " + rows.unit() + " " + line + ": "
                        : ", lines " + line + " to " + (line + row.lines() - 1)
                                + " are one row, since a quotation mark encloses their line breaks: ")
                + fault.text();
        if (!settings.skipBadRows()) {
            throw new EventLogException(place + "; correct the row, or "
                    + (row.lines() == 1 ? "" : "take quotation marks as text with --quotes none, or ")
                    + "leave such rows out with --skip-bad-rows");
        }
        builder.skipped = builder.skipped.and(fault.kind(), place, row.lines(), line);
    }

    /** The names of user and item in a header. */
    private record Header(String user, String item) {
        static final Header NONE = new Header("", "");

        static Header of(Row row, Columns columns) {
            boolean names = row.fields() > Math.max(columns.user(), columns.item());
            return names ? new Header(row.field(columns.user()), row.field(columns.item())) : NONE;
        }

        /** Whether a row has these names where user and item stand. */
        boolean isRepeatedIn(Row row, Columns columns) {
            return row.fields() > Math.max(columns.user(), columns.item())
                    && !user.isEmpty()
                    && row.is(columns.user(), user)
                    && row.is(columns.item(), item);
        }
    }

    /** The behaviors of a file: as they are written, or as the format names them. */
    private static final class Behaviors {
        private final EventLogBuilder builder;
        private final @Nullable LogFormat format;
        private final IdTable written = new IdTable();
        private int[] numbers = new int[16];

        Behaviors(EventLogBuilder builder, @Nullable LogFormat format) {
            this.builder = builder;
            this.format = format;
        }

        /** The number of a behavior, or 0 if the format does not know it. */
        int number(Row row, int field) {
            if (format == null) {
                return EventCollector.number(builder.behaviors, row, field, false);
            }
            int known = written.size();
            int index = EventCollector.number(written, row, field, false);
            if (index > known) {
                if (index == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * index);
                }
                char[] name = format.behavior().apply(row.field(field)).toCharArray();
                numbers[index] = name.length == 0 ? 0 : builder.behaviors.add(name, 0, name.length);
            }
            return numbers[index];
        }
    }
}
