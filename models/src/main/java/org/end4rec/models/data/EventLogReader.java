package org.end4rec.models.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.end4rec.models.data.source.LogBytes;
import org.end4rec.models.data.source.LogText;
import org.jspecify.annotations.Nullable;

/**
 * Reads event logs: CSV, TSV or JSON lines, in UTF-8 or UTF-16, plain, gzip or zip; the content decides, not the name.
 * The path {@code -} is the standard input; pipes are read like files.
 *
 * <p>Without a choice of columns a file must have a header (or names) for user, item, behavior and timestamp, in any
 * order and by the usual names, such as {@code user_id}, {@code visitorid}, {@code event_type} or {@code time}, or must
 * be in one of the {@link #formats}; a {@code label} is read too, further columns are ignored.
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

    private final LogSettings settings;

    /** A reader that finds columns and format; the first bad row is an error. */
    public EventLogReader() {
        this(LogSettings.DEFAULT);
    }

    private EventLogReader(LogSettings settings) {
        this.settings = settings;
    }

    /**
     * A reader with these columns, by their places or by their names.
     *
     * <p>A list such as {@code user,item,-,behavior,timestamp} has the order of the file; no header is needed, and a
     * header is skipped. A list without behavior gives every event the behavior {@value #SINGLE_BEHAVIOR}; a list
     * without timestamp keeps the order of the rows.
     *
     * <p>A mapping such as {@code user=visitor,item=product.id,timestamp=day+hour} has the file's own names:
     * {@code product.id} is a member of an object in JSON, {@code events[].id} a member of each object in an array,
     * {@code day+hour} a time in two columns. Columns that it leaves out have their usual names.
     *
     * @throws IllegalArgumentException if this is neither, or a list without user or item
     */
    public EventLogReader columns(String columns) {
        return new EventLogReader(settings.withColumns(Choice.of(columns)));
    }

    /**
     * A reader of files of one format, one of {@link #formats}.
     *
     * @throws IllegalArgumentException if there is no such format
     */
    public EventLogReader format(String name) {
        LogFormat.of(name);
        return new EventLogReader(settings.withFormat(name));
    }

    /** The names of the formats that {@link #format} takes. */
    public static List<String> formats() {
        return LogFormat.names();
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
        return new EventLogReader(settings.withSeparator(separator));
    }

    /**
     * A reader for which quotation marks enclose fields, or are text. In a file with tabs they can only enclose a whole
     * field in one line; elsewhere they are text.
     */
    public EventLogReader quotes(boolean enclose) {
        return new EventLogReader(settings.withQuotes(enclose));
    }

    /**
     * A reader of times in this pattern of {@link java.time.format.DateTimeFormatter}, such as
     * {@code dd/MM/yyyy HH:mm}; English names of months, UTC without a zone.
     *
     * @throws IllegalArgumentException if this is no pattern of a day
     */
    public EventLogReader timeFormat(String pattern) {
        return new EventLogReader(settings.withTimeFormat(new TimeFormat(pattern)));
    }

    /** A reader that leaves bad rows out and counts them, or stops at the first. */
    public EventLogReader skipBadRows(boolean skip) {
        return new EventLogReader(settings.withSkipBadRows(skip));
    }

    /** A reader that unpacks further kinds of files. */
    public EventLogReader unpackers(List<Unpacker> unpackers) {
        return new EventLogReader(settings.withUnpackers(List.copyOf(unpackers)));
    }

    /** A reader that opens further kinds of files, which are no text. */
    public EventLogReader tables(List<TableFormat> tables) {
        return new EventLogReader(settings.withTables(List.copyOf(tables)));
    }

    /** A reader that reports the bytes read and the bytes of the file, about once a megabyte. */
    public EventLogReader progress(ProgressListener other) {
        return new EventLogReader(settings.withListener(Objects.requireNonNull(other, "other")));
    }

    /**
     * The log of a file.
     *
     * @throws EventLogException if the file is missing, damaged, no text, has neither a header nor a list of columns, a
     *     bad row that must not be skipped, or no event
     */
    public EventLog read(Path file) throws EventLogException {
        return read(List.of(file));
    }

    /**
     * The log of several files, one after the other. Each has a header and a format of its own.
     *
     * @throws EventLogException as {@link #read(Path)}, or if some files have times and some have not
     * @throws IllegalArgumentException if there is no file
     */
    public EventLog read(List<Path> files) throws EventLogException {
        ArrayStore store = new ArrayStore();
        collect(files, store, null);
        return store.toLog();
    }

    /** Reads files into a store, after the events of a log that was prepared before. */
    TimeScale collect(List<Path> files, EventStore store, @Nullable PreparedLog before) throws EventLogException {
        checkFiles(files);
        EventCollector events = new EventCollector(settings, store);
        if (before != null) {
            events.addAll(before);
        }
        for (Path file : files) {
            add(events, file, false);
        }
        return events.finish();
    }

    private static void checkFiles(List<Path> files) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("EventLogReader: files is empty; it must have at least one file");
        }
    }

    /**
     * The log of a table, which is closed.
     *
     * @param source what messages call the table
     * @throws EventLogException as {@link #read(Path)}
     */
    public EventLog read(LogTable table, String source) throws EventLogException {
        Objects.requireNonNull(source, "source");
        ArrayStore store = new ArrayStore();
        EventCollector events = new EventCollector(settings, store);
        add(events, LogLayout.ofTable(table, source, settings, false), source);
        events.finish();
        return store.toLog();
    }

    /** The log of a file's bytes, which {@code source} names in messages. The stream is read to its end and closed. */
    EventLog read(InputStream stream, String source) throws EventLogException {
        ArrayStore store = new ArrayStore();
        EventCollector events = new EventCollector(settings, store);
        add(events, stream, source, false);
        events.finish();
        return store.toLog();
    }

    /** Adds the events of a file, and says whether the file has behaviors. */
    private boolean add(EventCollector events, Path file, boolean test) throws EventLogException {
        String source = file.toString();
        if (!settings.tables().isEmpty()) {
            byte[] start = LogBytes.start(file);
            for (TableFormat format : settings.tables()) {
                if (format.knows(start)) {
                    return add(events, LogLayout.ofTable(open(format, file), source, settings, test), source);
                }
            }
        }
        return add(events, LogBytes.open(file, settings.listener()), source, test);
    }

    private static boolean add(EventCollector events, LogLayout layout, String source) throws EventLogException {
        events.begin(layout, source).addAll(layout.rows());
        return layout.columns().behavior() >= 0;
    }

    private static LogTable open(TableFormat format, Path file) throws EventLogException {
        try {
            return format.open(file);
        } catch (IOException e) {
            throw LogText.fault(file.toString(), 0, e);
        }
    }

    private boolean add(EventCollector events, InputStream stream, String source, boolean test)
            throws EventLogException {
        return new TextFile(settings, source, test).addTo(events, stream);
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
        return readTestTargets(file, new TestTargets.Builder(log));
    }

    /** As {@link #readTestTargets(Path, EventLog)}, of a log whose events are ordered already. */
    public TestTargets readTestTargets(Path file, Histories log) throws EventLogException {
        Objects.requireNonNull(log, "log");
        return readTestTargets(file, new TestTargets.Builder(log));
    }

    private TestTargets readTestTargets(Path file, TestTargets.Builder builder) throws EventLogException {
        ArrayStore store = new ArrayStore();
        EventCollector events = new EventCollector(settings, store);
        boolean behaviors = add(events, file, true);
        events.finish();
        builder.addAll(store.toLog(), behaviors);
        TestTargets targets = builder.build();
        if (targets.size() == 0) {
            throw new EventLogException(file + ": the log does not know any of its " + builder.rows() + " events ("
                    + targets.unknownUsers() + " have an unknown user, " + targets.unknownItems()
                    + " an unknown item, " + targets.unknownBehaviors()
                    + " an unknown behavior); check that the test file belongs to the log");
        }
        return targets;
    }

    /** A text as messages show it: its first eighty characters. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
