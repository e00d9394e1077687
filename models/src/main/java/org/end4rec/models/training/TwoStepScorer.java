package org.end4rec.models.training;

import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.evaluation.Scorer;

/** A scorer in two steps, so that what is read can be used more than once. */
public interface TwoStepScorer extends Scorer {
    /** Reads histories. The arrays are the caller's. */
    EncodedHistories read(Batch histories);

    /** Writes the scores [B,V+1] of what was read, as {@link Scorer#score(Batch, float[])} does. */
    void score(EncodedHistories reading, float[] scores);

    @Override
    default void score(Batch batch, float[] scores) {
        score(read(batch), scores);
    }
}
