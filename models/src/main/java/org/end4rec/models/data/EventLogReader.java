package org.end4rec.models.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads event logs from text files: CSV or TSV in UTF-8, plain or gzip, which the content tells, not the name.
 *
 * <p>Without a list of columns the first row must be a header that names {@code user_id} (or {@code user}), {@code
 * item_id} (or {@code item}), {@code behavior} (or {@code behaviour}, {@code behavior_type}, {@code type}) and {@code
 * timestamp} (or {@code time}), in any order; a {@code label} is read too, further columns are ignored. With a list
 * such as {@code user,item,-,behavior,timestamp} no header is needed, and one is passed over; a list without behavior
 * gives every event the behavior {@value #SINGLE_BEHAVIOR}, one without timestamp keeps the order of the rows.
 *
 * <p>Ids are kept exactly as written. A time is a whole number in any unit, a decimal (rounded down), or a date as in
 * {@code 2016-01-31 23:59:02} (UTC, in seconds). The separator is tab, comma, semicolon or pipe, whichever the first
 * line has most of, unless it is given. Immutable.
 */
public final class EventLogReader {
    /** The behavior of every event of a log without behaviors. */
    public static final String SINGLE_BEHAVIOR = "event";

    private static final int SHOWN = 80;

    private final @Nullable Columns columns;
    private final @Nullable Character separator;
    private final boolean skipBadRows;

    /** A reader of files with a header; the first bad row is an error. */
    public EventLogReader() {
        this(null, null, false);
    }

    private EventLogReader(@Nullable Columns columns, @Nullable Character separator, boolean skipBadRows) {
        this.columns = columns;
        this.separator = separator;
        this.skipBadRows = skipBadRows;
    }

    /**
     * A reader that takes the columns from a list, separated by commas, in the order of the file.
     *
     * @throws IllegalArgumentException if the list has no user or no item
     */
    public EventLogReader columns(String list) {
        return new EventLogReader(Columns.ofList(list), separator, skipBadRows);
    }

    /** A reader of files with this separator. @throws IllegalArgumentException if it is not one character */
    public EventLogReader separator(String separator) {
        if (separator.length() != 1 || "\"\r\n".contains(separator)) {
            throw new IllegalArgumentException("EventLogReader: the separator is '" + separator
                    + "'; it must be one character, and neither a quotation mark nor a line break");
        }
        return new EventLogReader(columns, separator.charAt(0), skipBadRows);
    }

    /** A reader that leaves bad rows out and counts them, or stops at the first. */
    public EventLogReader skipBadRows(boolean skip) {
        return new EventLogReader(columns, separator, skip);
    }

    /**
     * The log of a file.
     *
     * @throws EventLogException if the file is missing, damaged, not UTF-8, has neither a header nor a list of
     *     columns, a bad row that must not be skipped, or no event
     */
    public EventLog read(Path file) throws EventLogException {
        return read(LogText.open(file), file.toString());
    }

    /** The log of a file's bytes, which {@code source} names in messages. The stream is read to its end and closed. */
    EventLog read(InputStream stream, String source) throws EventLogException {
        return read(LogText.open(stream, source), source);
    }

    private EventLog read(LogText text, String source) throws EventLogException {
        try (text) {
            char between = separatorOf(source, text);
            List<String> first = text.firstFields(between);
            Columns found = columns == null ? Columns.ofHeader(first) : columns;
            if (columns == null && !found.missing().isEmpty()) {
                throw noColumns(source, text, found);
            }
            return rows(text, source, between, found, columns == null || columns.isHeader(first));
        }
    }

    /** The events of the rows, the first of which may be a header. */
    private EventLog rows(LogText text, String source, char between, Columns found, boolean header)
            throws EventLogException {
        EventLogBuilder builder = new EventLogBuilder();
        builder.timed = found.timestamp() >= 0;
        boolean first = header;
        for (Row row = text.next(between); row != null; row = text.next(between)) {
            if (first) {
                first = false;
                continue;
            }
            String fault = add(builder, row, found);
            if (fault != null) {
                builder.skipped = skip(builder.skipped, source, row, fault);
            }
        }
        if (builder.size() == 0) {
            throw noRows(source, builder.skipped);
        }
        EventLog log = builder.build();
        builder.stepsPerSecond = stepsPerSecond(builder);
        return builder.stepsPerSecond == 0 ? log : builder.build();
    }

    private static long stepsPerSecond(EventLogBuilder built) {
        LongSummaryStatistics times = LongStream.of(built.timestamp).summaryStatistics();
        for (long steps = 1; built.timed && steps <= 1_000_000_000; steps *= 1000) {
            if (times.getMin() >= 631_152_000L * steps && times.getMax() < 4_102_444_800L * steps) {
                return steps;
            }
        }
        return 0;
    }

    /**
     * The held-out events of a test file, in the numbers of {@code log}. The file needs neither behaviors nor
     * timestamps. Events whose user, item or behavior the log does not know are left out and counted. A header goes
     * before the list of columns.
     *
     * @throws EventLogException as for a log, or if the log knows none of the events
     */
    public TestTargets readTestTargets(Path file, EventLog log) throws EventLogException {
        Objects.requireNonNull(log, "log");
        String source = file.toString();
        TestTargets.Builder builder = new TestTargets.Builder(log);
        try (LogText text = LogText.open(file)) {
            char between = separatorOf(source, text);
            List<String> first = text.firstFields(between);
            Columns found = Columns.ofHeader(first);
            boolean header = found.user() >= 0 && found.item() >= 0;
            if (!header) {
                if (columns == null) {
                    throw noColumns(source, text, found);
                }
                found = columns;
                header = columns.isHeader(first);
            }
            found = found.timestamp() < first.size() ? found.withoutLabel() : found.withoutTime();
            builder.addAll(rows(text, source, between, found, header), found.behavior() >= 0);
        }
        TestTargets targets = builder.build();
        if (targets.size() == 0) {
            throw new EventLogException(source + ": the log knows none of its " + builder.rows() + " events ("
                    + targets.unknownUsers() + " have an unknown user, " + targets.unknownItems()
                    + " an unknown item, " + targets.unknownBehaviors()
                    + " an unknown behavior); check that the test file belongs to the log");
        }
        return targets;
    }

    private char separatorOf(String source, LogText text) throws EventLogException {
        if (text.firstLine().isEmpty()) {
            throw new EventLogException(source + ": the file is empty; expected one event per line");
        }
        if (separator != null) {
            return separator;
        }
        char guess = text.guessSeparator();
        if (guess == 0) {
            throw new EventLogException(source + ": the first line '" + shown(text.firstLine())
                    + "' has no tab, comma, semicolon or pipe between its fields; give the separator with --separator");
        }
        return guess;
    }

    /** Adds the event of a row and returns null, or returns what is wrong with the row. */
    private static @Nullable String add(EventLogBuilder builder, Row row, Columns columns) {
        String fault = fault(row, columns);
        if (fault != null) {
            return fault;
        }
        long timestamp = builder.size();
        if (columns.timestamp() >= 0) {
            int field = columns.timestamp();
            try {
                timestamp = Timestamps.parse(row.text(), row.from(field), row.length(field));
            } catch (NumberFormatException e) {
                return "the timestamp is '" + shown(row.field(field))
                        + "'; expected a number or a date such as 2016-01-31 23:59:02";
            }
        }
        boolean labelled = columns.label() >= 0 && columns.label() < row.fields() && row.length(columns.label()) > 0;
        builder.add(
                number(builder.users, row, columns.user()),
                number(builder.items, row, columns.item()),
                columns.behavior() < 0
                        ? builder.behaviors.add(SINGLE_BEHAVIOR.toCharArray(), 0, SINGLE_BEHAVIOR.length())
                        : number(builder.behaviors, row, columns.behavior()),
                timestamp,
                labelled ? number(builder.labels, row, columns.label()) : 0);
        return null;
    }

    private static int number(IdTable table, Row row, int field) {
        return table.add(row.text(), row.from(field), row.length(field));
    }

    private static @Nullable String fault(Row row, Columns columns) {
        if (row.fields() < columns.fieldsNeeded()) {
            return "expected at least " + columns.fieldsNeeded() + " fields, found " + row.fields();
        }
        String fault = fault(row, "user", columns.user());
        if (fault == null) {
            fault = fault(row, "item", columns.item());
        }
        if (fault == null && columns.behavior() >= 0) {
            fault = fault(row, "behavior", columns.behavior());
        }
        if (fault == null
                && columns.label() >= 0
                && columns.label() < row.fields()
                && row.length(columns.label()) > 0) {
            fault = fault(row, "label", columns.label());
        }
        return fault;
    }

    private static @Nullable String fault(Row row, String what, int field) {
        String fault = Vocabulary.fault(row.text(), row.from(field), row.length(field));
        return fault == null ? null : "the " + what + " (field " + (field + 1) + ") " + fault;
    }

    private SkippedRows skip(SkippedRows skipped, String source, Row row, String fault) throws EventLogException {
        String message = source + ", line " + row.line() + ": " + fault;
        if (!skipBadRows) {
            throw new EventLogException(message + "; correct the row, or leave such rows out with --skip-bad-rows");
        }
        return skipped.and(message);
    }

    private static EventLogException noColumns(String source, LogText text, Columns found) {
        String problem = found.user() < 0 && found.item() < 0
                ? "is no header with known names"
                : "is a header without " + String.join(", ", found.missing());
        return new EventLogException(source + ": the first line '" + shown(text.firstLine()) + "' " + problem
                + "; say what the columns are with " + Columns.ADVICE);
    }

    private static EventLogException noRows(String source, SkippedRows skipped) {
        return new EventLogException(
                skipped.count() == 0
                        ? source + ": there is no event after the header; expected one event per line"
                        : source + ": all " + skipped.count() + " rows are bad, the first: " + skipped.first());
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
