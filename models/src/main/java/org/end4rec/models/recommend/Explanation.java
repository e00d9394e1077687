package org.end4rec.models.recommend;

import java.util.Objects;

/**
 * The decision of the Hard Noise Eliminator about one event.
 *
 * @param item id of the item
 * @param behavior name of the behavior
 * @param preference preference p of the behavior, between 1 and 2: how much it is trusted
 * @param noiseScore noise score t: how little the event fits
 * @param keepProbability π = σ(p − t)
 * @param kept whether the event is kept, π > ½
 */
public record Explanation(
        String item, String behavior, double preference, double noiseScore, double keepProbability, boolean kept) {
    /** No reference is null. */
    public Explanation {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(behavior, "behavior");
    }
}
