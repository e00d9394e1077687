package org.end4rec.models.training;

import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.evaluation.Scorer;

/** A scorer in two steps: the encoded histories can be used more than once. */
public interface TwoStepScorer extends Scorer {
    /** Encodes histories. The arrays belong to the caller. */
    EncodedHistories read(Batch histories);

    /** Writes the scores [B,V+1] of encoded histories, as {@link Scorer#score(Batch, float[])} does. */
    void score(EncodedHistories reading, float[] scores);

    @Override
    default void score(Batch batch, float[] scores) {
        score(read(batch), scores);
    }
}
