package org.end4rec.models.recommend;

import java.util.List;
import java.util.Objects;

/**
 * An answer, and what was skipped.
 *
 * @param items the recommended items, best first; fewer than wanted, or none, if all others are left out
 * @param used number of events of the history that the model knows
 * @param unknownItems items of the history that the model does not know; they were skipped
 * @param unknownBehaviors behaviors of the history that the model does not know; their events were skipped, but their
 *     items count as seen
 * @param byPopularity whether no event of the history was left, so the answer has the most popular items
 * @param unknownCandidates items that {@link Request#only(ItemSet)} allows or {@link Recommender#rank} is to rank, and
 *     the model does not know
 */
public record Recommendations(
        List<Recommendation> items,
        int used,
        List<String> unknownItems,
        List<String> unknownBehaviors,
        boolean byPopularity,
        List<String> unknownCandidates) {
    /** No reference is null. */
    public Recommendations {
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(unknownItems, "unknownItems");
        Objects.requireNonNull(unknownBehaviors, "unknownBehaviors");
        Objects.requireNonNull(unknownCandidates, "unknownCandidates");
    }
}
