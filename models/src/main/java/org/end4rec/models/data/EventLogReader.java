package org.end4rec.models.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads event logs from text: CSV or TSV in UTF-8 or UTF-16, plain or gzip; the content decides, not the name. The path
 * {@code -} is the standard input; pipes are read like files.
 *
 * <p>Without a list of columns the first row must be a header that names user, item, behavior and timestamp, in any
 * order and by the usual names, such as {@code user_id}, {@code visitorid}, {@code event_type} or {@code time}; a
 * {@code label} is read too, further columns are ignored. With a list such as {@code user,item,-,behavior,timestamp} no
 * header is needed, and a header is skipped. A list without behavior gives every event the behavior
 * {@value #SINGLE_BEHAVIOR}; a list without timestamp keeps the order of the rows.
 *
 * <p>Blanks around a field are removed; otherwise ids stay exactly as they are written. A time is a number in any unit
 * or a date as in {@code 2016-01-31 23:59:02.5} or {@code 2016-01-31T23:59:02+01:00} (UTC without a zone); all its
 * digits count. Unless it is given, the separator is the most frequent of tab, comma, semicolon, pipe and two colons in
 * the first line. Immutable.
 *
 * <pre>{@code
 * EventLog log = new EventLogReader().columns("user,item,behavior,timestamp").read(Path.of("log.tsv.gz"));
 * }</pre>
 */
public final class EventLogReader {
    /** The behavior of every event of a log without behaviors. */
    public static final String SINGLE_BEHAVIOR = "event";

    private static final int SHOWN = 80;
    private static final int LONGEST_SEPARATOR = 4;

    private final @Nullable Columns columns;
    private final @Nullable String separator;
    private final boolean quotes;
    private final boolean skipBadRows;
    private final ProgressListener listener;

    /** A reader of files with a header; the first bad row is an error. */
    public EventLogReader() {
        this(null, null, true, false, ProgressListener.NONE);
    }

    private EventLogReader(
            @Nullable Columns columns,
            @Nullable String separator,
            boolean quotes,
            boolean skipBadRows,
            ProgressListener listener) {
        this.columns = columns;
        this.separator = separator;
        this.quotes = quotes;
        this.skipBadRows = skipBadRows;
        this.listener = listener;
    }

    /**
     * A reader that takes the columns from a list, separated by commas, in the order of the file.
     *
     * @throws IllegalArgumentException if the list has no user or no item
     */
    public EventLogReader columns(String list) {
        return new EventLogReader(Columns.ofList(list), separator, quotes, skipBadRows, listener);
    }

    /**
     * A reader of files with this separator.
     *
     * @throws IllegalArgumentException if it is not one to four characters
     */
    public EventLogReader separator(String separator) {
        boolean valid = !separator.isEmpty()
                && separator.length() <= LONGEST_SEPARATOR
                && separator.chars().noneMatch(c -> c == '"' || c == '\r' || c == '\n');
        if (!valid) {
            throw new IllegalArgumentException(
                    "EventLogReader: the separator is '" + separator + "'; it must be one to " + LONGEST_SEPARATOR
                            + " characters, and have neither a quotation mark nor a line break");
        }
        return new EventLogReader(columns, separator, quotes, skipBadRows, listener);
    }

    /**
     * A reader for which quotation marks enclose fields, or are text. In a file with tabs they can only enclose a whole
     * field in one line; elsewhere they are text.
     */
    public EventLogReader quotes(boolean enclose) {
        return new EventLogReader(columns, separator, enclose, skipBadRows, listener);
    }

    /** A reader that leaves bad rows out and counts them, or stops at the first. */
    public EventLogReader skipBadRows(boolean skip) {
        return new EventLogReader(columns, separator, quotes, skip, listener);
    }

    /** A reader that reports the bytes read and the bytes of the file, about once a megabyte. */
    public EventLogReader progress(ProgressListener other) {
        return new EventLogReader(columns, separator, quotes, skipBadRows, Objects.requireNonNull(other, "other"));
    }

    /**
     * The log of a file.
     *
     * @throws EventLogException if the file is missing, damaged, no text, has neither a header nor a list of columns, a
     *     bad row that must not be skipped, or no event
     */
    public EventLog read(Path file) throws EventLogException {
        return read(LogText.open(file, listener), file.toString());
    }

    /** The log of a file's bytes, which {@code source} names in messages. The stream is read to its end and closed. */
    EventLog read(InputStream stream, String source) throws EventLogException {
        return read(LogText.open(stream, source), source);
    }

    private EventLog read(LogText text, String source) throws EventLogException {
        try (text) {
            return rows(text, source, LogLayout.of(text, source, separatorOf(source, text), columns));
        }
    }

    /** The events of the rows, the first of which may be a header. */
    private EventLog rows(LogText text, String source, LogLayout layout) throws EventLogException {
        Columns found = layout.columns();
        EventLogBuilder builder = new EventLogBuilder();
        TimeColumn times = new TimeColumn();
        builder.timed = found.timestamp() >= 0;
        boolean first = layout.header();
        Header header = Header.NONE;
        text.begin(layout.separator(), quotes);
        for (CsvRow row = text.next(); row != null; row = text.next()) {
            if (first) {
                first = false;
                header = Header.of(row, found);
                continue;
            }
            String fault = header.isRepeatedIn(row, found)
                    ? "repeats the header, as in files that were put together"
                    : add(builder, times, row, text.line(row), found);
            if (fault != null) {
                builder.skipped = skip(builder.skipped, source, row, text.line(row), fault);
            }
        }
        if (builder.size() == 0) {
            throw noRows(source, builder.skipped);
        }
        List<String> notes = new ArrayList<>(layout.notes());
        notes.addAll(times.notes());
        NumericIds.note("users", builder.users, notes);
        NumericIds.note("items", builder.items, notes);
        builder.notes = notes;
        builder.stepsPerUnit = times.stepsPerUnit();
        builder.stepsPerSecond = times.stepsPerSecond();
        return builder.build();
    }

    /**
     * The held-out events of a test file, in the numbers of {@code log}. The file needs neither behaviors nor
     * timestamps. Events whose user, item or behavior the log does not know are left out and counted. A header
     * overrides the list of columns.
     *
     * @throws EventLogException as for a log, or if the log knows none of the events
     */
    public TestTargets readTestTargets(Path file, EventLog log) throws EventLogException {
        Objects.requireNonNull(log, "log");
        String source = file.toString();
        TestTargets.Builder builder = new TestTargets.Builder(log);
        try (LogText text = LogText.open(file, listener)) {
            LogLayout layout = testLayout(text, source, separatorOf(source, text));
            builder.addAll(rows(text, source, layout), layout.columns().behavior() >= 0);
        }
        TestTargets targets = builder.build();
        if (targets.size() == 0) {
            throw new EventLogException(source + ": the log does not know any of its " + builder.rows() + " events ("
                    + targets.unknownUsers() + " have an unknown user, " + targets.unknownItems()
                    + " an unknown item, " + targets.unknownBehaviors()
                    + " an unknown behavior); check that the test file belongs to the log");
        }
        return targets;
    }

    private LogLayout testLayout(LogText text, String source, String between) throws EventLogException {
        List<String> first = LogLayout.header(text, between);
        Columns found = Columns.ofHeader(first);
        if (found.user() >= 0 && found.item() >= 0) {
            return new LogLayout(between, found.withoutLabel(), true, List.of());
        }
        if (columns == null) {
            throw LogLayout.noColumns(source, text, first, found);
        }
        LogLayout layout = LogLayout.of(text, source, between, columns);
        Columns listed = columns.timestamp() < first.size() ? columns.withoutLabel() : columns.withoutTime();
        return new LogLayout(between, listed, layout.header(), layout.notes());
    }

    private String separatorOf(String source, LogText text) throws EventLogException {
        if (text.firstLine().isEmpty()) {
            throw new EventLogException(source + ": the file is empty; expected one event per line");
        }
        if (separator != null) {
            return separator;
        }
        String guess = text.guessSeparator();
        if (guess == null) {
            throw new EventLogException(source + ": the first line '" + shown(text.firstLine())
                    + "' has no tab, comma, semicolon or pipe between its fields; give the separator with --separator");
        }
        return guess;
    }

    /** Adds the event of a row and returns null, or returns what is wrong with the row. */
    private static @Nullable String add(
            EventLogBuilder builder, TimeColumn times, CsvRow row, long line, Columns columns) {
        String fault = fault(row, columns);
        if (fault != null) {
            return fault;
        }
        builder.time = builder.size();
        if (columns.timestamp() >= 0) {
            int field = columns.timestamp();
            fault = times.add(row.text(), row.from(field), row.length(field), line, builder);
            if (fault != null) {
                return "the timestamp " + fault;
            }
        }
        boolean labelled = columns.label() >= 0 && columns.label() < row.fields() && row.length(columns.label()) > 0;
        builder.add(
                number(builder.users, row, columns.user()),
                number(builder.items, row, columns.item()),
                columns.behavior() < 0
                        ? builder.behaviors.add(SINGLE_BEHAVIOR.toCharArray(), 0, SINGLE_BEHAVIOR.length())
                        : number(builder.behaviors, row, columns.behavior()),
                builder.time,
                labelled ? number(builder.labels, row, columns.label()) : 0);
        return null;
    }

    /** The names of user and item in a header. */
    private record Header(String user, String item) {
        static final Header NONE = new Header("", "");

        static Header of(CsvRow row, Columns columns) {
            boolean names = row.fields() > Math.max(columns.user(), columns.item());
            return names ? new Header(row.field(columns.user()), row.field(columns.item())) : NONE;
        }

        /** Whether a row has these names where user and item stand. */
        boolean isRepeatedIn(CsvRow row, Columns columns) {
            return row.fields() > Math.max(columns.user(), columns.item())
                    && !user.isEmpty()
                    && row.is(columns.user(), user)
                    && row.is(columns.item(), item);
        }
    }

    private static int number(IdTable table, CsvRow row, int field) {
        return table.add(row.text(), row.from(field), row.length(field));
    }

    private static @Nullable String fault(CsvRow row, Columns columns) {
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

    private static @Nullable String fault(CsvRow row, String what, int field) {
        String fault = Vocabulary.fault(row.text(), row.from(field), row.length(field));
        for (int i = row.from(field); fault == null && i < row.from(field) + row.length(field); i++) {
            fault = row.text()[i] == 0 ? "contains a byte 0" : null;
        }
        return fault == null ? null : "the " + what + " (field " + (field + 1) + ") " + fault;
    }

    private SkippedRows skip(SkippedRows skipped, String source, CsvRow row, long line, String fault)
            throws EventLogException {
        String place = row.lines() == 1
                ? ", line " + line + ": " + fault
                : ", lines " + line + " to " + (line + row.lines() - 1)
                        + " are one row, since a quotation mark encloses their line breaks: " + fault;
        if (!skipBadRows) {
            throw new EventLogException(source + place + "; correct the row, or "
                    + (row.lines() == 1 ? "" : "take quotation marks as text with --quotes none, or ")
                    + "leave such rows out with --skip-bad-rows");
        }
        return skipped.and(source + place, row.lines());
    }

    private static EventLogException noRows(String source, SkippedRows skipped) {
        return new EventLogException(
                skipped.count() == 0
                        ? source + ": there is no event after the header; expected one event per line"
                        : source + ": all " + skipped.count() + " rows are bad, the first: " + skipped.first());
    }

    /** A text as messages show it: its first eighty characters. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
