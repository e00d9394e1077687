package org.end4rec.models.encoder;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.data.Batch;

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
    /** The decisions about the events of a batch, from arrays [B,N]; padding is left out. */
    public static List<EventDecision> of(
            Batch batch, float[] preference, float[] noiseScore, float[] keepProbability, float[] kept) {
        List<EventDecision> decisions = new ArrayList<>();
        for (int i = 0; i < batch.items().length; i++) {
            if (batch.items()[i] > 0) {
                decisions.add(new EventDecision(
                        batch.items()[i],
                        batch.behaviors()[i],
                        preference[i],
                        noiseScore[i],
                        keepProbability[i],
                        kept[i] > 0));
            }
        }
        return decisions;
    }

    /** The same decision, but with the event kept. */
    public EventDecision spared() {
        return new EventDecision(item, behavior, preference, noiseScore, keepProbability, true);
    }

    /** p − t, above 0 for an event that is kept. */
    public float margin() {
        return preference - noiseScore;
    }
}
