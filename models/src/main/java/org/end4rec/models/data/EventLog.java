package org.end4rec.models.data;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Events as columns of numbers, in the order of the rows of the file. Numbers are from 1, and the vocabularies give the
 * user's own ids back. Immutable and free of objects per event. {@link EventLogReader} reads a log from a file,
 * {@link EventLogBuilder} takes an event at a time, such as the rows of a database.
 *
 * <pre>{@code
 * EventLog log = EventLog.of(List.of(
 *         new Event("ann", "tea", "click", 1),
 *         new Event("ann", "cup", "buy", 2),
 *         new Event("bob", "tea", "buy", 1)));
 * }</pre>
 */
public final class EventLog {
    private final Vocabulary users;
    private final Vocabulary items;
    private final Vocabulary behaviors;
    private final Vocabulary labels;
    private final int[] user;
    private final int[] item;
    private final int[] behavior;
    private final long[] timestamp;
    private final int[] label;
    private final SkippedRows skipped;
    private final List<String> notes;
    private final boolean timed;
    private final long stepsPerUnit;
    private final long stepsPerSecond;

    EventLog(ArrayStore events) {
        users = new Vocabulary(events.users);
        items = new Vocabulary(events.items);
        behaviors = new Vocabulary(events.behaviors);
        labels = new Vocabulary(events.labels);
        user = events.user;
        item = events.item;
        behavior = events.behavior;
        timestamp = events.timestamp;
        label = events.label;
        skipped = events.skipped;
        notes = List.copyOf(events.notes);
        timed = events.timed;
        stepsPerUnit = events.stepsPerUnit;
        stepsPerSecond = events.stepsPerSecond;
    }

    /**
     * The log of these events.
     *
     * @throws IllegalArgumentException if an id is empty or has a line break
     */
    public static EventLog of(Iterable<Event> events) {
        return from(events.iterator(), Event::user, Event::item, Event::behavior, Event::timestamp);
    }

    /** As {@link #of(Iterable)}; the events are read once, one after the other, and not kept. */
    public static EventLog of(Stream<Event> events) {
        return from(events.iterator(), Event::user, Event::item, Event::behavior, Event::timestamp);
    }

    /**
     * The log of objects of any kind, such as an application's own orders. They are read once and not kept.
     *
     * @param timestamp as in {@link Event}
     * @throws IllegalArgumentException if an id is empty or has a line break
     */
    public static <T> EventLog from(
            Iterator<T> rows,
            Function<? super T, String> user,
            Function<? super T, String> item,
            Function<? super T, String> behavior,
            ToLongFunction<? super T> timestamp) {
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(behavior, "behavior");
        Objects.requireNonNull(timestamp, "timestamp");
        EventLogBuilder builder = new EventLogBuilder();
        while (rows.hasNext()) {
            T row = rows.next();
            builder.add(user.apply(row), item.apply(row), behavior.apply(row), timestamp.applyAsLong(row));
        }
        return builder.build();
    }

    /** Number of events. */
    public int size() {
        return user.length;
    }

    /** Number of the user of an event. */
    public int user(int row) {
        return user[row];
    }

    /** Number of the item of an event. */
    public int item(int row) {
        return item[row];
    }

    /** Number of the behavior of an event. */
    public int behavior(int row) {
        return behavior[row];
    }

    /** Time of an event in steps; the number of the row from 0 if the log has no times. */
    public long timestamp(int row) {
        return timestamp[row];
    }

    /** Whether the events have times; otherwise {@link #timestamp} is the number of the row. */
    public boolean hasTimes() {
        return timed;
    }

    /** Time steps that one unit of the log has: 1, or a power of ten where times have digits after the point. */
    public long stepsPerUnit() {
        return stepsPerUnit;
    }

    /**
     * Time steps that a second has in a log that was read with dates or times since 1970; 0 if the unit is unknown.
     */
    public long stepsPerSecond() {
        return stepsPerSecond;
    }

    /** Number of the label of an event, 0 if it has none. */
    public int label(int row) {
        return label[row];
    }

    /** Ids of the users. */
    public Vocabulary users() {
        return users;
    }

    /** Ids of the items. */
    public Vocabulary items() {
        return items;
    }

    /** Names of the behaviors. */
    public Vocabulary behaviors() {
        return behaviors;
    }

    /** Names of the labels; empty if no event is labelled. */
    public Vocabulary labels() {
        return labels;
    }

    /** Remarks for the user about how the log was read, a line each. */
    public List<String> notes() {
        return notes;
    }

    /** Rows of the file that are not in this log because they were bad. */
    public SkippedRows skipped() {
        return skipped;
    }
}
