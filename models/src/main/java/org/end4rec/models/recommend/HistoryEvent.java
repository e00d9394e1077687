package org.end4rec.models.recommend;

import java.util.Objects;

/**
 * An event of a history, in the user's own ids; a history is a list of them, oldest first.
 *
 * @param item id of the item
 * @param behavior name of the behavior
 */
public record HistoryEvent(String item, String behavior) {
    /** No reference is null. */
    public HistoryEvent {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(behavior, "behavior");
    }
}
