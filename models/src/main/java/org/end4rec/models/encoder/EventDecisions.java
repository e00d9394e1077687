package org.end4rec.models.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.end4rec.models.data.Batch;

/**
 * The decisions about all events of a batch. The arrays are [B,N], and their elements at padding mean nothing.
 *
 * @param kept 1 for a kept event, 0 for an eliminated one and for padding
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EventDecisions(
        Batch batch, float[] preference, float[] noiseScore, float[] keepProbability, float[] kept) {
    /** No reference is null. */
    public EventDecisions {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(preference, "preference");
        Objects.requireNonNull(noiseScore, "noiseScore");
        Objects.requireNonNull(keepProbability, "keepProbability");
        Objects.requireNonNull(kept, "kept");
    }

    /** The same decisions, with all events kept in a sequence that would lose all of them. */
    public EventDecisions sparing() {
        return new EventDecisions(batch, preference, noiseScore, keepProbability, batch.sparing(kept));
    }

    /** A decision for each event, row by row, oldest first, without padding. */
    public List<EventDecision> list() {
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
}
