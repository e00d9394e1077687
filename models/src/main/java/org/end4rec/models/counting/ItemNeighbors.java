package org.end4rec.models.counting;

import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.evaluation.Scorer;

/**
 * ItemKNN (Sarwar et al. 2001, Deshpande and Karypis 2004): {@code score(j) = Σ_a r^a · s(i_a,j)} over the events of
 * the history, the newest with age a = 0, where {@code s(i,j) = |U_i ∩ U_j| / (√(|U_i|·|U_j|) + h)} is the cosine of
 * the items' users and only the k nearest neighbors of i count. Popularity decides between items of equal score. With a
 * novel split, items of the history are ranked last. O(V + N·k) per history. Immutable and thread-safe.
 */
public final class ItemNeighbors implements Scorer {
    /** Far below any cosine, far above the rounding error of a float. */
    private static final float POPULARITY_WEIGHT = 1e-6f;

    private final float recency;
    private final boolean novel;
    private final float[] shares;
    private final SparseRows similar;

    private ItemNeighbors(float recency, boolean novel, float[] shares, SparseRows similar) {
        this.recency = recency;
        this.novel = novel;
        this.shares = shares;
        this.similar = similar;
    }

    /**
     * Counts the events that training may see: O(Σ n²), where n is the number of a user's items, at most the newest
     * 1,000.
     *
     * @param neighbors how many neighbors of an item count, k ≥ 1
     * @param shrinkage h from 0 to 10,000, which lowers the similarity of items with few users
     * @param recency r from 1e-6 to 1, the weight of an event relative to the next newer one
     */
    public static ItemNeighbors of(Histories histories, Split split, int neighbors, double shrinkage, double recency) {
        check("ItemNeighbors", neighbors, shrinkage, recency);
        return of(NeighborVotes.of(histories, split, neighbors, shrinkage), split, recency);
    }

    /**
     * With neighbors that were counted before.
     *
     * @param split the examples that the neighbors were counted for
     * @param recency r from 1e-6 to 1, the weight of an event relative to the next newer one
     */
    public static ItemNeighbors of(NeighborVotes neighbors, Split split, double recency) {
        checkRecency("ItemNeighbors", recency);
        float[] shares = MarkovChain.shares(split, neighbors.items());
        return new ItemNeighbors((float) recency, split.novel(), shares, neighbors.similar());
    }

    /** Refuses settings that are out of range. */
    static void check(String where, int neighbors, double shrinkage, double recency) {
        check(where, neighbors, shrinkage);
        checkRecency(where, recency);
    }

    private static void checkRecency(String where, double recency) {
        if (!(recency >= 1e-6 && recency <= 1)) {
            throw new IllegalArgumentException(
                    where + ": recency is " + recency + "; it must be a number from 1e-6 to 1");
        }
    }

    /** Refuses settings of similarities that are out of range. */
    static void check(String where, int neighbors, double shrinkage) {
        if (neighbors < 1) {
            throw new IllegalArgumentException(where + ": neighbors is " + neighbors + "; it must be at least 1");
        }
        // beyond, popularity would outweigh the similarity of two items
        if (!(shrinkage >= 0 && shrinkage <= 10_000)) {
            throw new IllegalArgumentException(
                    where + ": shrinkage is " + shrinkage + "; it must be a number from 0 to 10,000");
        }
    }

    @Override
    public void score(Batch batch, float[] scores) {
        int columns = shares.length;
        for (int row = 0; row < batch.size(); row++) {
            for (int item = 0; item < columns; item++) {
                scores[row * columns + item] = POPULARITY_WEIGHT * shares[item];
            }
            float weight = 1;
            int newest = (row + 1) * batch.length() - 1;
            for (int age = 0; age < batch.length() && batch.items()[newest - age] > 0; age++) {
                similar.addTo(scores, row * columns, batch.items()[newest - age], weight);
                weight *= recency;
            }
            if (novel) {
                MarkovChain.rankSeenLast(batch, row, scores, columns);
            }
        }
    }
}
