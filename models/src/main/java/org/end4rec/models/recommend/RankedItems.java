package org.end4rec.models.recommend;

import java.util.Objects;

/**
 * Items by number, best first; the arrays are the caller's to keep.
 *
 * @param items item numbers
 * @param scores their scores: z·item_embedding[v], and what votes are worth where there are any
 */
@SuppressWarnings("ArrayRecordComponent") // two answers are never compared
public record RankedItems(int[] items, float[] scores) {
    /** No reference is null. */
    public RankedItems {
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(scores, "scores");
    }
}
