package org.end4rec.models.recommend;

import java.util.Objects;

/**
 * A recommended item.
 *
 * @param item id of the item
 * @param score the score of the item, the larger the better; comparable within one answer only
 */
public record Recommendation(String item, double score) {
    /** No reference is null. */
    public Recommendation {
        Objects.requireNonNull(item, "item");
    }
}
