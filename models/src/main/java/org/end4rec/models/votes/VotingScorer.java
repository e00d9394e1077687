package org.end4rec.models.votes;

import java.util.Objects;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.training.TwoStepScorer;

/**
 * An encoder's scores plus the {@linkplain NeighborVotes votes} of the history. Votes count pairs of items, which an
 * embedding of few dimensions cannot hold for rare items. Events that the encoder eliminates do not vote. Thread-safe.
 */
public final class VotingScorer implements Scorer {
    private final TwoStepScorer encoder;
    private final NeighborVotes votes;
    private final VoteWeights weights;

    /** @param encoder gives the scores z·item_embedding[v], [B,V+1] */
    public VotingScorer(TwoStepScorer encoder, NeighborVotes votes, VoteWeights weights) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.votes = Objects.requireNonNull(votes, "votes");
        this.weights = Objects.requireNonNull(weights, "weights");
    }

    @Override
    public void score(Batch batch, float[] scores) {
        EncodedHistories reading = encoder.read(batch);
        encoder.score(reading, Objects.requireNonNull(scores, "scores"));
        if (weights.weight() == 0) {
            return;
        }
        float[] counts = new float[votes.items() + 1];
        int[] touched = new int[votes.items()];
        for (int row = 0; row < batch.size(); row++) {
            int found = votes.count(batch, row, reading.kept(), (float) weights.recency(), counts, touched);
            for (int i = 0; i < found; i++) {
                scores[row * counts.length + touched[i]] += weights.worth(counts[touched[i]]);
                counts[touched[i]] = 0f;
            }
        }
    }
}
