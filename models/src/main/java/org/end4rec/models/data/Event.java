package org.end4rec.models.data;

import java.util.Objects;

/**
 * An event of a log: a user did something with an item. {@link EventLog#of(Iterable)} makes a log of events.
 *
 * @param user id of the user
 * @param item id of the item
 * @param behavior name of the behavior, such as {@code click} or {@code buy}
 * @param timestamp time in any unit, the same for all events of a log; a later event has a larger number
 */
public record Event(String user, String item, String behavior, long timestamp) {
    /** No reference is null. */
    public Event {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(behavior, "behavior");
    }
}
