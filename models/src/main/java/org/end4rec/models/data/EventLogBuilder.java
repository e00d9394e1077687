package org.end4rec.models.data;

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
    final ArrayStore events = new ArrayStore();

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
        events.add(
                number(events.users, user),
                number(events.items, item),
                number(events.behaviors, behavior),
                timestamp,
                label.isEmpty() ? 0 : number(events.labels, label));
        return this;
    }

    /** The log of the events added. The builder is used up: adding to it afterwards has no defined result. */
    public EventLog build() {
        return events.toLog();
    }

    private void checkId(String what, String id) {
        String fault = Vocabulary.fault(id.toCharArray(), 0, id.length());
        if (fault != null) {
            throw new IllegalArgumentException("EventLog: the " + what + " of event " + (events.size() + 1) + " "
                    + fault + "; an id is one line of at least one character");
        }
    }

    private static int number(IdTable table, String id) {
        return table.add(id.toCharArray(), 0, id.length());
    }
}
