package org.end4rec.models.recommend;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Batch;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.votes.VoteWeights;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best items with votes, from the best items without votes. Votes never lower a score, so each of the best
 * items has votes or was among the best without votes; only these are scored. Keeps the counts of one request per
 * processor, 8·V bytes each. If a request fails and does not give its counts back, they are garbage. Thread-safe.
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

    /** Null if the model has no votes, or their weight is 0. */
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
     * @param z the query, [d]
     * @param buffer at least {@link QuantizedCatalogue#buffer} floats, modified
     * @param kept [1,N], 0 for an event that does not vote; null if all vote
     */
    RankedItems best(float[] z, float[] buffer, Batch batch, float @Nullable [] kept, int top, Exclusion excluded) {
        return catalogue.scan().suits(excluded)
                ? scanned(z, buffer, batch, kept, top, excluded)
                : best(catalogue.best(z, buffer, top, excluded), z, batch, kept, top, excluded);
    }

    private RankedItems scanned(
            float[] z, float[] buffer, Batch batch, float @Nullable [] kept, int top, Exclusion excluded) {
        Counts counts = take();
        float[] counted = counts.counted;
        int size = votes.count(batch, 0, kept, (float) weights.recency(), counted, counts.items);
        TopItems best = new TopItems(excluded.room(Math.min(top, votes.items())), excluded);
        catalogue.scan().run(z, buffer, excluded, (item, score) -> best.offer(item, voted(score, counted[item])));
        for (int i = 0; i < size; i++) {
            counted[counts.items[i]] = 0f;
        }
        giveBack(counts);
        return best.take();
    }

    /**
     * As {@link #best(float[], float[], Batch, float[], int, Exclusion)} without a rescorer.
     *
     * @param without the {@code top} best without votes
     */
    RankedItems best(
            RankedItems without, float[] z, Batch batch, float @Nullable [] kept, int top, Exclusion excluded) {
        if (excluded.rescores()) {
            throw new IllegalArgumentException("VotedSearch: a rescorer may choose any item, not only these");
        }
        Counts counts = take();
        float[] counted = counts.counted;
        int[] candidates = counts.items;
        int size = votes.count(batch, 0, kept, (float) weights.recency(), counted, candidates);
        for (int item : without.items()) {
            if (counted[item] == 0f) {
                candidates[size++] = item;
            }
        }
        Arrays.sort(candidates, 0, size);
        TopItems best = new TopItems(excluded.room(Math.min(top, votes.items())), excluded);
        for (int i = 0; i < size; i++) {
            int item = candidates[i];
            best.offer(item, voted(catalogue.score(z, item), counted[item]));
            counted[item] = 0f;
        }
        giveBack(counts);
        return best.take();
    }

    private float voted(float score, float count) {
        return count > 0f ? score + weights.worth(count) : score;
    }

    private Counts take() {
        Counts taken = idle.poll();
        return taken == null ? new Counts(votes.items()) : taken;
    }

    private void giveBack(Counts counts) {
        // with more requests than processors at once the queue is full, and the counts become garbage
        idle.offer(counts);
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
