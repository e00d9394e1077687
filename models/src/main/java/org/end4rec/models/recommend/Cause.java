package org.end4rec.models.recommend;

import java.util.Objects;

/**
 * What one event of a history did for the score of one item.
 *
 * @param event the event
 * @param kept whether the model keeps the event; false if the Hard Noise Eliminator takes it out, then it has no votes
 * @param votes the event's part of {@link Reason#votes}, in proportion to its votes
 * @param change the score minus the score without the event: above 0 if the event speaks for the item. The other events
 *     move up, and of a history longer than N an older event comes in, as in a request without the event. If it is the
 *     only event, the whole score
 */
public record Cause(HistoryEvent event, boolean kept, double votes, double change) {
    /** No reference is null. */
    public Cause {
        Objects.requireNonNull(event, "event");
    }
}
