package org.end4rec.models.data;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * The events of each user by time; events of the same time keep the order of their rows. Users and positions are in
 * the order of the numbers: user 1 … users(), position 0 … length(user)−1, oldest first. Immutable.
 */
public final class Histories {
    private final Vocabulary users;
    private final Vocabulary items;
    private final Vocabulary behaviors;
    private final Vocabulary labels;
    private final int[] offset;
    private final IntColumn item;
    private final IntColumn behavior;
    private final LongColumn timestamp;
    private final IntColumn label;
    private final Clock clock;

    /** How histories are counted in time. */
    record Clock(boolean timed, long stepsPerUnit, long stepsPerSecond) {
        static final Clock NONE = new Clock(false, 1, 0);
    }

    /** Owns the columns, which fit together. */
    Histories(
            Vocabulary users,
            Vocabulary items,
            Vocabulary behaviors,
            Vocabulary labels,
            int[] offset,
            IntColumn item,
            IntColumn behavior,
            LongColumn timestamp,
            IntColumn label,
            Clock clock) {
        this.users = users;
        this.items = items;
        this.behaviors = behaviors;
        this.labels = labels;
        this.offset = offset;
        this.item = item;
        this.behavior = behavior;
        this.timestamp = timestamp;
        this.label = label;
        this.clock = clock;
    }

    private static Histories ofRows(EventLog log, int[] offset, int[] order) {
        int[] item = new int[order.length];
        int[] behavior = new int[order.length];
        long[] timestamp = new long[order.length];
        int[] label = new int[log.labels().size() == 0 ? 0 : order.length];
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            item[i] = log.item(row);
            behavior[i] = log.behavior(row);
            timestamp[i] = log.timestamp(row);
            if (label.length > 0) {
                label[i] = log.label(row);
            }
        }
        return new Histories(
                log.users(),
                log.items(),
                log.behaviors(),
                log.labels(),
                offset,
                IntColumn.of(item),
                IntColumn.of(behavior),
                LongColumn.of(timestamp),
                label.length > 0 ? IntColumn.of(label) : IntColumn.zeros(order.length),
                new Clock(log.hasTimes(), log.stepsPerUnit(), log.stepsPerSecond()));
    }

    /**
     * Histories from their columns, without times and labels; the arrays are shared, not copied.
     *
     * @param offset [users+2] where each user's events start, at index = number of the user; the last is the end
     * @throws IllegalArgumentException if the columns do not fit together
     */
    public static Histories of(
            Vocabulary users, Vocabulary items, Vocabulary behaviors, int[] offset, int[] item, int[] behavior) {
        boolean ordered = offset.length == users.size() + 2 && offset[0] == 0 && offset[1] == 0;
        for (int i = 1; ordered && i < offset.length; i++) {
            ordered = offset[i] >= offset[i - 1];
        }
        if (!ordered || item.length != behavior.length || offset[offset.length - 1] != item.length) {
            throw new IllegalArgumentException("Histories: " + offset.length + " offsets of " + users.size()
                    + " users do not rise from 0 to the number of events, " + item.length + " items and "
                    + behavior.length + " behaviors");
        }
        checkNumbers("item", item, items);
        checkNumbers("behavior", behavior, behaviors);
        return new Histories(
                users,
                items,
                behaviors,
                Vocabulary.of(List.of()),
                offset,
                IntColumn.of(item),
                IntColumn.of(behavior),
                LongColumn.ZEROS,
                IntColumn.zeros(item.length),
                Clock.NONE);
    }

    /** The histories without some events, which are numbered from 0, user by user; the ids and their numbers stay. */
    Histories without(BitSet dropped) {
        int size = events() - dropped.cardinality();
        int[] items = new int[size];
        int[] behaviors = new int[size];
        boolean hasTimes = timestamp != LongColumn.ZEROS;
        long[] times = new long[hasTimes ? size : 0];
        int[] names = new int[labels.size() == 0 ? 0 : size];
        int[] moved = new int[offset.length];
        int kept = 0;
        for (int user = 1; user + 1 < offset.length; user++) {
            for (int at = dropped.nextClearBit(offset[user]);
                    at < offset[user + 1];
                    at = dropped.nextClearBit(at + 1)) {
                items[kept] = item.get(at);
                behaviors[kept] = behavior.get(at);
                if (hasTimes) {
                    times[kept] = timestamp.get(at);
                }
                if (names.length > 0) {
                    names[kept] = label.get(at);
                }
                kept++;
            }
            moved[user + 1] = kept;
        }
        return new Histories(
                this.users,
                this.items,
                this.behaviors,
                labels,
                moved,
                IntColumn.of(items),
                IntColumn.of(behaviors),
                hasTimes ? LongColumn.of(times) : LongColumn.ZEROS,
                names.length > 0 ? IntColumn.of(names) : IntColumn.zeros(size),
                clock);
    }

    /** Other events under other ids, whose labels and times mean the same as those of {@code all}; takes the arrays. */
    Histories(
            Histories all,
            Vocabulary users,
            Vocabulary items,
            Vocabulary behaviors,
            int[] offset,
            int[] item,
            int[] behavior,
            long[] timestamp,
            int[] label) {
        this(
                users,
                items,
                behaviors,
                all.labels,
                offset,
                IntColumn.of(item),
                IntColumn.of(behavior),
                LongColumn.of(timestamp),
                IntColumn.of(label),
                all.clock);
    }

    private static void checkNumbers(String name, int[] column, Vocabulary vocabulary) {
        for (int number : column) {
            if (number < 1 || number > vocabulary.size()) {
                throw new IllegalArgumentException(
                        "Histories: " + name + " is " + number + "; it must be from 1 to " + vocabulary.size());
            }
        }
    }

    /** The histories of a log: O(events · log of the longest history), O(events) if the log is in order. */
    public static Histories of(EventLog log) {
        int[] offset = new int[log.users().size() + 2];
        for (int row = 0; row < log.size(); row++) {
            offset[log.user(row) + 1]++;
        }
        for (int user = 1; user < offset.length; user++) {
            offset[user] += offset[user - 1];
        }
        int[] next = offset.clone();
        int[] order = new int[log.size()];
        for (int row = 0; row < log.size(); row++) {
            order[next[log.user(row)]++] = row;
        }
        int[] scratch = new int[order.length];
        for (int user = 1; user + 1 < offset.length; user++) {
            StableOrder.sort(order, scratch, offset[user], offset[user + 1], log::timestamp);
        }
        return ofRows(log, offset, order);
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

    /** Number of events of all users. */
    public int events() {
        return item.length();
    }

    /** Number of events of a user. */
    public int length(int user) {
        return offset[user + 1] - offset[user];
    }

    /** Without the check, a position past the end would be another user's event. */
    private int at(int user, int position) {
        return offset[user] + Objects.checkIndex(position, length(user));
    }

    /**
     * Number of the item of a user's event.
     *
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public int item(int user, int position) {
        return item.get(at(user, position));
    }

    /** Number of the behavior of a user's event. */
    public int behavior(int user, int position) {
        return behavior.get(at(user, position));
    }

    /** Time of a user's event, in the log's own unit. */
    public long timestamp(int user, int position) {
        return timestamp.get(at(user, position));
    }

    /** Number of the label of a user's event, 0 if it has none. */
    public int label(int user, int position) {
        return label.get(at(user, position));
    }

    /** Whether the events have times; without times they keep the order of their rows. */
    public boolean hasTimes() {
        return clock.timed();
    }

    /** Time steps that one second has; 0 if the unit is unknown, or there are no times. */
    public long stepsPerSecond() {
        return clock.stepsPerSecond();
    }

    /** Time steps that one unit of the log has, as in {@link EventLog#stepsPerUnit}. */
    public long stepsPerUnit() {
        return clock.stepsPerUnit();
    }

    /**
     * How many events have the same time as another event of their user; the order of the rows decides between them.
     */
    public int simultaneous() {
        int count = 0;
        for (int user = 1; clock.timed() && user <= users.size(); user++) {
            for (int at = offset[user]; at < offset[user + 1]; at++) {
                boolean before = at > offset[user] && timestamp.get(at - 1) == timestamp.get(at);
                boolean after = at + 1 < offset[user + 1] && timestamp.get(at + 1) == timestamp.get(at);
                count += before || after ? 1 : 0;
            }
        }
        return count;
    }

    /** Items of all events of a user, oldest first, copied. */
    public int[] items(int user) {
        return item.copy(offset[user], offset[user + 1]);
    }

    /** Behaviors of all events of a user, oldest first, copied. */
    public int[] behaviors(int user) {
        return behavior.copy(offset[user], offset[user + 1]);
    }

    /** Items of all events, user by user. */
    IntColumn itemsOfAll() {
        return item;
    }

    /** Behaviors of all events, user by user. */
    IntColumn behaviorsOfAll() {
        return behavior;
    }

    /** Where a user's events start in the columns, which the assembler reads in place. */
    int offset(int user) {
        return offset[user];
    }

    /** [users+2] where each user's events start, at index = number of the user. Not to be modified. */
    public int[] offsets() {
        return offset;
    }

    /** Items of all events, user by user; of a mapped log a copy. Not to be modified. */
    public int[] itemColumn() {
        return item.array();
    }

    /** Behaviors of all events, user by user; of a mapped log a copy. Not to be modified. */
    public int[] behaviorColumn() {
        return behavior.array();
    }
}
