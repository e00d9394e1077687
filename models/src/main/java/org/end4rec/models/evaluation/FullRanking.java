package org.end4rec.models.evaluation;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.end4rec.models.data.Example;

/** Ranks against the catalogue, with or without the items that the user has had. */
record FullRanking(boolean withoutSeen) implements RankingProtocol {
    @Override
    public String name() {
        return withoutSeen ? "unseen" : "full";
    }

    @Override
    public List<Example> rankable(int items, List<Example> examples, IntFunction<int[]> histories) {
        Objects.requireNonNull(histories, "histories");
        return List.copyOf(examples);
    }

    /** Ranks any example. */
    @Override
    public RankingProtocol forExamples(int items, List<Example> examples, IntFunction<int[]> histories) {
        return this;
    }

    @Override
    public int rank(float[] scores, int offset, int items, Example example, int[] history) {
        float target = scores[offset + example.target()];
        int rank = 0;
        for (int item = 1; item <= items; item++) {
            // the target itself is counted too: this is the 1 at which ranks start
            if (scores[offset + item] >= target) {
                rank++;
            }
        }
        return withoutSeen ? rank - seenAhead(scores, offset, example, history, target) : rank;
    }

    private static int seenAhead(float[] scores, int offset, Example example, int[] history, float target) {
        BitSet seen = new BitSet();
        for (int i = 0; i < Math.min(example.end(), history.length); i++) {
            if (history[i] != example.target() && scores[offset + history[i]] >= target) {
                seen.set(history[i]);
            }
        }
        return seen.cardinality();
    }
}
