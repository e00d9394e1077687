package org.end4rec.models.recommend;

import java.util.List;
import java.util.Objects;

/**
 * An answer with what there is to say about it.
 *
 * @param items the recommended items, best first; fewer than wanted, or none, if all others are left out as seen
 * @param used number of events of the history that the model knew
 * @param unknownItems items of the history that the model does not know; they were skipped
 * @param unknownBehaviors behaviors of the history that the model does not know; their events were skipped, and their
 *     items count as seen all the same
 * @param byPopularity whether nothing of the history was left, so that the most popular items are given
 */
public record Recommendations(
        List<Recommendation> items,
        int used,
        List<String> unknownItems,
        List<String> unknownBehaviors,
        boolean byPopularity) {
    /** No reference is null. */
    public Recommendations {
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(unknownItems, "unknownItems");
        Objects.requireNonNull(unknownBehaviors, "unknownBehaviors");
    }
}
