package org.end4rec.models.recommend;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import org.end4rec.models.baseline.NeighborVotes;
import org.end4rec.models.data.Batch;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.votes.VoteWeights;
import org.jspecify.annotations.Nullable;

/**
 * The best items with votes, from the best without. Votes are never worth less than 0, so whatever is among the best has
 * votes or was among the best without any: only those are scored. Keeps the counts of one request per processor, 8·V bytes
 * each; counts that are not given back, because the request failed, are forgotten. Thread-safe.
 */
final class VotedSearch {
    private final QuantizedCatalogue catalogue;
    private final NeighborVotes votes;
    private final VoteWeights weights;
    private final ArrayBlockingQueue<Counts> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private VotedSearch(QuantizedCatalogue catalogue, NeighborVotes votes, VoteWeights weights) {
        this.catalogue = catalogue;
        this.votes = votes;
        this.weights = weights;
    }

    /** Null if the model's votes are worth nothing, or it has none. */
    static @Nullable VotedSearch of(TrainedModel model, QuantizedCatalogue catalogue) {
        NeighborVotes votes = model.votes().neighbors();
        VoteWeights weights = model.votes().weights();
        return votes == null || weights == null || weights.weight() == 0
                ? null
                : new VotedSearch(catalogue, votes, weights);
    }

    /**
     * The {@code top} best with the votes of the only history of a batch.
     *
     * @param without the {@code top} best without votes
     * @param z the query, [d]
     * @param kept [1,N], 0 for an event that does not vote; null if all do
     * @param excluded items that are left out, in any order; not modified
     */
    RankedItems best(RankedItems without, float[] z, Batch batch, float @Nullable [] kept, int top, int[] excluded) {
        Counts taken = idle.poll();
        Counts counts = taken == null ? new Counts(votes.items()) : taken;
        float[] counted = counts.counted;
        int[] candidates = counts.items;
        int size = votes.count(batch, 0, kept, (float) weights.recency(), counted, candidates);
        for (int item : without.items()) {
            if (counted[item] == 0f) {
                candidates[size++] = item;
            }
        }
        Arrays.sort(candidates, 0, size);
        TopItems best = new TopItems(Math.min(top, votes.items()), excluded);
        for (int i = 0; i < size; i++) {
            int item = candidates[i];
            float score = catalogue.score(z, item);
            best.offer(item, counted[item] > 0f ? score + weights.worth(counted[item]) : score);
            counted[item] = 0f;
        }
        // where more requests than processors run at once the queue is full, and the counts are let go
        idle.offer(counts);
        return best.take();
    }

    /** Counts [V+1], all 0 between two requests, and room for the candidates, [V]. */
    private static final class Counts {
        private final float[] counted;
        private final int[] items;

        Counts(int catalogueSize) {
            counted = new float[catalogueSize + 1];
            items = new int[catalogueSize];
        }
    }
}
