package org.end4rec.models.baseline;

import java.util.Objects;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.jspecify.annotations.Nullable;

/**
 * The votes of the events of a history for items that had the same users: {@code m(j) = Σ_a k_a·r^a·s(i_a,j)}, the newest event with
 * age a = 0, s as in {@link ItemNeighbors}, and k_a 0 for an event that does not count. O(N·k) per history. Immutable and thread-safe.
 */
public final class NeighborVotes {
    private final int items;
    private final SparseRows similar;

    private NeighborVotes(int items, SparseRows similar) {
        this.items = items;
        this.similar = similar;
    }

    /**
     * Counts the events that training may see: O(Σ n²) over the users' numbers of items n.
     *
     * @param neighbors how many neighbors of an item it votes for, k ≥ 1
     * @param shrinkage h ≥ 0, which holds pairs of few users back
     */
    public static NeighborVotes of(Histories histories, Split split, int neighbors, double shrinkage) {
        ItemNeighbors.check("NeighborVotes", neighbors, shrinkage);
        return new NeighborVotes(
                histories.items().size(), ItemNeighbors.similarities(histories, split, neighbors, shrinkage));
    }

    /** Number of items, V. */
    public int items() {
        return items;
    }

    /**
     * Counts the votes of one history of a batch. votes: [V+1], all 0 at first.
     *
     * @param kept [B,N], 0 for an event that does not count; null if all do
     * @param recency r in [0, 1]
     * @param touched [V] gets the items that have votes, each once
     * @return how many these are
     * @throws IllegalArgumentException if recency is out of its range, or an array is too short
     */
    public int count(Batch batch, int row, float @Nullable [] kept, float recency, float[] votes, int[] touched) {
        Objects.requireNonNull(batch, "batch");
        if (!(recency >= 0 && recency <= 1)) {
            throw new IllegalArgumentException("NeighborVotes: recency is " + recency + "; it must be from 0 to 1");
        }
        if (votes.length <= items || touched.length < items) {
            throw new IllegalArgumentException("NeighborVotes: votes has " + votes.length + " numbers and touched "
                    + touched.length + "; they need " + (items + 1) + " and " + items);
        }
        int newest = (row + 1) * batch.length() - 1;
        float weight = 1;
        int size = 0;
        for (int age = 0; age < batch.length() && batch.items()[newest - age] > 0; age++) {
            if (kept == null || kept[newest - age] > 0) {
                size = similar.addTo(votes, 0, batch.items()[newest - age], weight, touched, size);
            }
            weight *= recency;
        }
        return size;
    }
}
