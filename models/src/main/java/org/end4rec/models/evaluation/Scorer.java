package org.end4rec.models.evaluation;

import org.end4rec.models.data.Batch;

/** Anything that scores the whole catalogue for a batch of histories: a larger score is a better item. */
@FunctionalInterface
public interface Scorer {
    /**
     * Writes the score of every item: [B,V+1], row-major by item number; column 0 is not used. Every other element must
     * be written, and none may be NaN. An evaluator with several threads calls this from all of them at once.
     *
     * @param batch histories; their targets are hidden (0) during an evaluation
     * @param scores at least B·(V+1) floats, modified
     */
    void score(Batch batch, float[] scores);
}
