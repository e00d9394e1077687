package org.end4rec.models.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The events of each user by time; events of the same time keep the order of their rows. Users and positions are in
 * the order of the numbers: user 1 … users(), position 0 … length(user)−1, oldest first. Immutable.
 */
public final class Histories {
    /** In place of as many zeros as there are events. */
    private static final long[] NO_TIMES = {};

    private static final int[] NO_LABELS = {};

    private final Vocabulary users;
    private final Vocabulary items;
    private final Vocabulary behaviors;
    private final Vocabulary labels;
    private final int[] offset;
    private final int[] item;
    private final int[] behavior;
    private final long[] timestamp;
    private final int[] label;
    private final boolean timed;
    private final long stepsPerSecond;
    private final long stepsPerUnit;

    private Histories(EventLog log, int[] offset, int[] order) {
        this.users = log.users();
        this.items = log.items();
        this.behaviors = log.behaviors();
        this.labels = log.labels();
        this.offset = offset;
        this.item = new int[order.length];
        this.behavior = new int[order.length];
        this.timestamp = new long[order.length];
        this.label = new int[order.length];
        this.timed = log.hasTimes();
        this.stepsPerSecond = log.stepsPerSecond();
        this.stepsPerUnit = log.stepsPerUnit();
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            item[i] = log.item(row);
            behavior[i] = log.behavior(row);
            timestamp[i] = log.timestamp(row);
            label[i] = log.label(row);
        }
    }

    private Histories(
            Vocabulary users, Vocabulary items, Vocabulary behaviors, int[] offset, int[] item, int[] behavior) {
        this.users = users;
        this.items = items;
        this.behaviors = behaviors;
        this.labels = Vocabulary.of(List.of());
        this.offset = offset;
        this.item = item;
        this.behavior = behavior;
        this.timestamp = NO_TIMES;
        this.label = NO_LABELS;
        this.timed = false;
        this.stepsPerSecond = 0;
        this.stepsPerUnit = 1;
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
        return new Histories(users, items, behaviors, offset, item, behavior);
    }

    private Histories(Histories all, int[] offset, int[] kept) {
        users = all.users;
        items = all.items;
        behaviors = all.behaviors;
        labels = all.labels;
        this.offset = offset;
        timed = all.timed;
        stepsPerSecond = all.stepsPerSecond;
        stepsPerUnit = all.stepsPerUnit;
        item = Arrays.stream(kept).map(at -> all.item[at]).toArray();
        behavior = Arrays.stream(kept).map(at -> all.behavior[at]).toArray();
        timestamp = Arrays.stream(kept).mapToLong(all::timestampAt).toArray();
        label = Arrays.stream(kept).map(all::labelAt).toArray();
    }

    /** The histories without some events, which are numbered from 0, user by user; the ids and their numbers stay. */
    Histories without(BitSet dropped) {
        int[] kept =
                IntStream.range(0, item.length).filter(at -> !dropped.get(at)).toArray();
        int[] moved = new int[offset.length];
        for (int user = 1; user < offset.length; user++) {
            int left = offset[user] - offset[user - 1];
            moved[user] = moved[user - 1]
                    + left
                    - dropped.get(offset[user - 1], offset[user]).cardinality();
        }
        return new Histories(this, moved, kept);
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
        this.users = users;
        this.items = items;
        this.behaviors = behaviors;
        this.labels = all.labels;
        this.offset = offset;
        this.item = item;
        this.behavior = behavior;
        this.timestamp = timestamp;
        this.label = label;
        this.timed = all.timed;
        this.stepsPerSecond = all.stepsPerSecond;
        this.stepsPerUnit = all.stepsPerUnit;
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
            sortByTime(log, order, scratch, offset[user], offset[user + 1]);
        }
        return new Histories(log, offset, order);
    }

    /** Merge sort, which is stable; a part that is in order already is left alone. */
    private static void sortByTime(EventLog log, int[] order, int[] scratch, int from, int to) {
        if (inOrder(log, order, from, to)) {
            return;
        }
        int middle = (from + to) >>> 1;
        sortByTime(log, order, scratch, from, middle);
        sortByTime(log, order, scratch, middle, to);
        System.arraycopy(order, from, scratch, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft =
                    right == to || (left < middle && log.timestamp(scratch[left]) <= log.timestamp(scratch[right]));
            order[i] = takeLeft ? scratch[left++] : scratch[right++];
        }
    }

    private static boolean inOrder(EventLog log, int[] order, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (log.timestamp(order[i - 1]) > log.timestamp(order[i])) {
                return false;
            }
        }
        return true;
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
        return item.length;
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
        return item[at(user, position)];
    }

    /** Number of the behavior of a user's event. */
    public int behavior(int user, int position) {
        return behavior[at(user, position)];
    }

    /** Time of a user's event, in the log's own unit. */
    public long timestamp(int user, int position) {
        return timestampAt(at(user, position));
    }

    private long timestampAt(int at) {
        return timestamp.length == 0 ? 0 : timestamp[at];
    }

    /** Number of the label of a user's event, 0 if it has none. */
    public int label(int user, int position) {
        return labelAt(at(user, position));
    }

    private int labelAt(int at) {
        return label.length == 0 ? 0 : label[at];
    }

    /** Whether the events have times; without times they keep the order of their rows. */
    boolean hasTimes() {
        return timed;
    }

    /** Time steps that one second has; 0 if the unit is unknown, or there are no times. */
    long stepsPerSecond() {
        return stepsPerSecond;
    }

    /** Time steps that one unit of the log has, as in {@link EventLog#stepsPerUnit}. */
    long stepsPerUnit() {
        return stepsPerUnit;
    }

    /**
     * How many events have the same time as another event of their user; the order of the rows decides between them.
     */
    public int simultaneous() {
        int count = 0;
        for (int user = 1; timed && user <= users.size(); user++) {
            for (int at = offset[user]; at < offset[user + 1]; at++) {
                boolean before = at > offset[user] && timestamp[at - 1] == timestamp[at];
                boolean after = at + 1 < offset[user + 1] && timestamp[at + 1] == timestamp[at];
                count += before || after ? 1 : 0;
            }
        }
        return count;
    }

    /** Items of all events of a user, oldest first, copied. */
    public int[] items(int user) {
        return Arrays.copyOfRange(item, offset[user], offset[user + 1]);
    }

    /** Behaviors of all events of a user, oldest first, copied. */
    public int[] behaviors(int user) {
        return Arrays.copyOfRange(behavior, offset[user], offset[user + 1]);
    }

    /** Where a user's events start in the columns, which the assembler reads in place. */
    int offset(int user) {
        return offset[user];
    }

    /** [users+2] where each user's events start, at index = number of the user. Not to be modified. */
    public int[] offsets() {
        return offset;
    }

    /** Items of all events, user by user. Not to be modified. */
    public int[] itemColumn() {
        return item;
    }

    /** Behaviors of all events, user by user. Not to be modified. */
    public int[] behaviorColumn() {
        return behavior;
    }
}
