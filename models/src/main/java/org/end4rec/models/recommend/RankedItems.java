package org.end4rec.models.recommend;

import java.util.Objects;

/**
 * Items by number, best first; the arrays belong to the caller.
 *
 * @param items item numbers
 * @param scores their scores: z·item_embedding[v], plus the votes if there are any
 */
@SuppressWarnings("ArrayRecordComponent") // two answers are never compared
public record RankedItems(int[] items, float[] scores) {
    /** No reference is null. */
    public RankedItems {
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(scores, "scores");
    }
}
