package org.end4rec.models.votes;

import java.util.Objects;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.training.TwoStepScorer;
import org.jspecify.annotations.Nullable;

/** The neighbors that vote beside an encoder, and what their votes are worth. Immutable. */
public final class Votes {
    /** No votes: the configuration asks for none, or their worth has not been searched. */
    public static final Votes NONE = new Votes(null, null);

    private final @Nullable NeighborVotes neighbors;
    private final @Nullable VoteWeights weights;

    private Votes(@Nullable NeighborVotes neighbors, @Nullable VoteWeights weights) {
        this.neighbors = neighbors;
        this.weights = weights;
    }

    /** Votes of these neighbors. */
    public static Votes of(NeighborVotes neighbors, VoteWeights weights) {
        return new Votes(Objects.requireNonNull(neighbors, "neighbors"), Objects.requireNonNull(weights, "weights"));
    }

    /** Votes that the search found worthless, so no neighbors are counted. */
    public static Votes worthless(VoteWeights weights) {
        return new Votes(null, Objects.requireNonNull(weights, "weights"));
    }

    /** The neighbors; null if none vote. */
    public @Nullable NeighborVotes neighbors() {
        return neighbors;
    }

    /** What votes are worth; null if there are none. */
    public @Nullable VoteWeights weights() {
        return weights;
    }

    /** The scores of an encoder with these votes. */
    public Scorer beside(TwoStepScorer encoder) {
        Objects.requireNonNull(encoder, "encoder");
        return neighbors == null || weights == null ? encoder : new VotingScorer(encoder, neighbors, weights);
    }
}
