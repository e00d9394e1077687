package org.end4rec.models.encoder;

/**
 * What the Hard Noise Eliminator decides about one event.
 *
 * @param item number of the item
 * @param behavior number of the behavior
 * @param preference preference p of the behavior
 * @param noiseScore noise score t
 * @param keepProbability π = σ(p − t)
 * @param kept whether π > ½; in sequence elimination also if the sequence would lose all its events
 */
public record EventDecision(
        int item, int behavior, float preference, float noiseScore, float keepProbability, boolean kept) {
    /** p − t, above 0 for an event that is kept. */
    public float margin() {
        return preference - noiseScore;
    }
}
