package org.end4rec.models.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metrics of a single relevant item from its rank, which counts from 1. All are 0 beyond the cutoff K. */
public final class Metrics {
    private Metrics() {}

    /** HR@K: 1 if rank ≤ K. */
    public static double hitRate(int rank, int cutoff) {
        return within(rank, cutoff) ? 1 : 0;
    }

    /** NDCG@K: 1/log₂(rank + 1) if rank ≤ K (Järvelin and Kekäläinen 2002, with one relevant item). */
    public static double ndcg(int rank, int cutoff) {
        return within(rank, cutoff) ? StrictMath.log(2) / StrictMath.log(rank + 1.0) : 0;
    }

    /** MRR@K: 1/rank if rank ≤ K. */
    public static double reciprocalRank(int rank, int cutoff) {
        return within(rank, cutoff) ? 1.0 / rank : 0;
    }

    /**
     * Means over all ranks, keyed {@code HR@K}, {@code NDCG@K}, {@code MRR@K} for each cutoff in the order given. The
     * bits do not depend on the order of the ranks: equal ranks are counted first, then summed from 1 to K.
     *
     * @throws IllegalArgumentException if there are no ranks, or a rank or a cutoff is below 1
     */
    public static Map<String, Double> means(int[] ranks, List<Integer> cutoffs) {
        if (ranks.length == 0) {
            throw new IllegalArgumentException("Metrics: there are no ranks, so there is no mean; give at least one");
        }
        int[] sorted = ranks.clone();
        Arrays.sort(sorted);
        Map<String, Double> means = new LinkedHashMap<>();
        for (int cutoff : cutoffs) {
            double hits = 0;
            double gains = 0;
            double reciprocals = 0;
            int from = 0;
            while (from < sorted.length && within(sorted[from], cutoff)) {
                int rank = sorted[from];
                int to = from;
                while (to < sorted.length && sorted[to] == rank) {
                    to++;
                }
                hits += (to - from) * hitRate(rank, cutoff);
                gains += (to - from) * ndcg(rank, cutoff);
                reciprocals += (to - from) * reciprocalRank(rank, cutoff);
                from = to;
            }
            means.put("HR@" + cutoff, hits / ranks.length);
            means.put("NDCG@" + cutoff, gains / ranks.length);
            means.put("MRR@" + cutoff, reciprocals / ranks.length);
        }
        return Collections.unmodifiableMap(means);
    }

    private static boolean within(int rank, int cutoff) {
        if (rank < 1) {
            throw new IllegalArgumentException("Metrics: rank is " + rank + "; ranks count from 1");
        }
        if (cutoff < 1) {
            throw new IllegalArgumentException("Metrics: cutoff K is " + cutoff + "; it must be at least 1");
        }
        return rank <= cutoff;
    }
}
