package org.end4rec.models.data;

import java.util.Arrays;
import java.util.List;

/**
 * Collects the events of an {@link EventLog}, row by row; ids get their numbers by first appearance.
 *
 * <pre>{@code
 * static EventLog read(java.sql.ResultSet rows) throws java.sql.SQLException {
 *     EventLogBuilder builder = new EventLogBuilder();
 *     while (rows.next()) {
 *         builder.add(rows.getString("user"), rows.getString("item"), rows.getString("kind"), rows.getLong("at"));
 *     }
 *     return builder.build();
 * }
 * }</pre>
 */
public final class EventLogBuilder {
    final IdTable users = new IdTable();
    final IdTable items = new IdTable();
    final IdTable behaviors = new IdTable();
    final IdTable labels = new IdTable();
    int[] user = new int[1024];
    int[] item = new int[1024];
    int[] behavior = new int[1024];
    long[] timestamp = new long[1024];
    int[] label = new int[1024];
    SkippedRows skipped = SkippedRows.NONE;
    List<String> notes = List.of();
    boolean timed = true;
    long stepsPerUnit = 1;
    long stepsPerSecond;

    /** The time of the next event, for a reader that makes no object. */
    long time;

    private int size;

    /** An empty log. */
    public EventLogBuilder() {}

    /**
     * Adds an event without a label.
     *
     * @param timestamp as in {@link Event}
     * @throws IllegalArgumentException if an id is empty or has a line break
     */
    public EventLogBuilder add(String user, String item, String behavior, long timestamp) {
        return add(user, item, behavior, timestamp, "");
    }

    /**
     * Adds an event.
     *
     * @param label what is known of the event; empty for none
     * @throws IllegalArgumentException if an id is empty or has a line break
     */
    public EventLogBuilder add(String user, String item, String behavior, long timestamp, String label) {
        checkId("user", user);
        checkId("item", item);
        checkId("behavior", behavior);
        if (!label.isEmpty()) {
            checkId("label", label);
        }
        add(
                number(users, user),
                number(items, item),
                number(behaviors, behavior),
                timestamp,
                label.isEmpty() ? 0 : number(labels, label));
        return this;
    }

    void add(int user, int item, int behavior, long timestamp, int label) {
        if (size == this.user.length) {
            resize(size + (size >> 1));
        }
        this.user[size] = user;
        this.item[size] = item;
        this.behavior[size] = behavior;
        this.timestamp[size] = timestamp;
        this.label[size] = label;
        size++;
    }

    /** Multiplies every time so far by the factor, since times have finer steps from here on. */
    void refineTimes(long factor) {
        for (int row = 0; row < size; row++) {
            timestamp[row] *= factor;
        }
    }

    int size() {
        return size;
    }

    /** The log of the events added. The builder is used up: adding to it afterwards has no defined result. */
    public EventLog build() {
        resize(size);
        return new EventLog(this);
    }

    private void resize(int capacity) {
        user = Arrays.copyOf(user, capacity);
        item = Arrays.copyOf(item, capacity);
        behavior = Arrays.copyOf(behavior, capacity);
        timestamp = Arrays.copyOf(timestamp, capacity);
        label = Arrays.copyOf(label, capacity);
    }

    private void checkId(String what, String id) {
        String fault = Vocabulary.fault(id.toCharArray(), 0, id.length());
        if (fault != null) {
            throw new IllegalArgumentException("EventLog: the " + what + " of event " + (size + 1) + " " + fault
                    + "; an id is one line of at least one character");
        }
    }

    private static int number(IdTable table, String id) {
        return table.add(id.toCharArray(), 0, id.length());
    }
}
