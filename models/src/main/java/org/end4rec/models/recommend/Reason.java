package org.end4rec.models.recommend;

import java.util.List;
import java.util.Objects;

/**
 * Why an item has its score: {@code (float) score = (float) encoder + (float) votes}, bit for bit.
 *
 * @param item id of the item
 * @param score the score of the item, before a rescorer
 * @param encoder the encoder's part: the product of the vectors of history and item
 * @param votes the part of the votes, 0 without votes. The votes of the causes add up to it, but for the rounding of
 *     doubles
 * @param causes the newest N events that the model knows, oldest first, as the model reads them
 */
public record Reason(String item, double score, double encoder, double votes, List<Cause> causes) {
    /** No reference is null. */
    public Reason {
        Objects.requireNonNull(item, "item");
        causes = List.copyOf(causes);
    }
}
