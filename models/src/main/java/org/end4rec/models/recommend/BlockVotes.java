package org.end4rec.models.recommend;

import java.util.Arrays;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.votes.VoteWeights;

/**
 * The votes of a block of histories, in the order in which the search needs them: history by history, and of each
 * history by blocks of {@value BlockRanker#ITEMS} rows. Memory is kept from block to block. Not thread-safe.
 */
final class BlockVotes {
    /** Counts whose upper bits agree share a bound: five bits behind the point. */
    private static final int DROPPED_BITS = 18;

    private static final float ROUNDED_UP = 1 + 0x1p-20f;

    private final NeighborVotes votes;
    private final VoteWeights weights;
    private final float[] bounds;

    /** [V+1], all 0 between two histories. */
    private final float[] counted;

    private final int[] touched;
    private int[] rows = {};
    private float[] counts = {};

    /** [histories, blocks + 1] where the votes of a block begin; the end of one is the start of the next. */
    private int[] start = {};

    private int blocks;
    private int size;

    /** @param bounds of {@link #bounds(VoteWeights)} */
    BlockVotes(NeighborVotes votes, VoteWeights weights, float[] bounds) {
        this.votes = votes;
        this.weights = weights;
        this.bounds = bounds;
        counted = new float[votes.items() + 1];
        touched = new int[votes.items()];
    }

    /** Upper bounds of the value of votes, by the upper bits of their count: a logarithm for each item takes long. */
    static float[] bounds(VoteWeights weights) {
        float[] bounds = new float[1 << 31 - DROPPED_BITS];
        for (int i = 0; i < bounds.length; i++) {
            float next = Float.intBitsToFloat(i + 1 << DROPPED_BITS);
            // the value rises with the count
            bounds[i] = next < Float.POSITIVE_INFINITY ? weights.worth(next) * ROUNDED_UP : Float.POSITIVE_INFINITY;
        }
        return bounds;
    }

    /** Counts the votes of all histories of a batch. */
    void count(Batch batch, EncodedHistories reading, CandidateRows candidates) {
        blocks = (candidates.size() + BlockRanker.ITEMS - 1) / BlockRanker.ITEMS;
        size = 0;
        int needed = Math.multiplyExact(batch.size(), blocks + 1);
        if (start.length < needed) {
            start = new int[needed];
        }
        for (int history = 0; history < batch.size(); history++) {
            int found = votes.count(batch, history, reading.kept(), (float) weights.recency(), counted, touched);
            sort(history * (blocks + 1), found, candidates);
        }
    }

    /** Sorts the votes of a history by blocks, and clears the counts. */
    private void sort(int at, int found, CandidateRows candidates) {
        if (rows.length < size + found) {
            rows = Arrays.copyOf(rows, Math.max(size + found, 2 * rows.length));
            counts = Arrays.copyOf(counts, rows.length);
        }
        Arrays.fill(start, at, at + blocks + 1, 0);
        for (int i = 0; i < found; i++) {
            int row = candidates.row(touched[i]);
            if (row >= 0) {
                start[at + row / BlockRanker.ITEMS]++;
            }
        }
        // each entry becomes the end of its block, and moves down to the start
        int end = size;
        for (int block = 0; block < blocks; block++) {
            end += start[at + block];
            start[at + block] = end;
        }
        start[at + blocks] = end;
        size = end;
        for (int i = 0; i < found; i++) {
            int row = candidates.row(touched[i]);
            if (row >= 0) {
                int to = --start[at + row / BlockRanker.ITEMS];
                rows[to] = row;
                counts[to] = counted[touched[i]];
            }
            counted[touched[i]] = 0f;
        }
    }

    /**
     * Adds the value of the votes to the scores of a history for the rows of a block, at {@code offset}. Scores that
     * are not among the best with their votes may stay as they are.
     */
    void addTo(float[] scores, int offset, int history, int block, TopItems best) {
        int at = history * (blocks + 1) + block;
        for (int i = start[at]; i < start[at + 1]; i++) {
            int score = offset + rows[i] % BlockRanker.ITEMS;
            float bound = bounds[Float.floatToRawIntBits(counts[i]) >>> DROPPED_BITS];
            if (best.admits(scores[score] + bound)) {
                scores[score] += weights.worth(counts[i]);
            }
        }
    }
}
