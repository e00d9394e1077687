package org.end4rec.bench.peers;

import org.end4rec.core.kernel.Kernels;

/** The best items for a query, the way a recommender finds them; the one place that knows how that is done today. */
final class CatalogueSearch {
    private final float[] catalogue;
    private final int items;
    private final int d;
    private final float[] scores;

    /** @param catalogue [V,d] */
    CatalogueSearch(float[] catalogue, int items, int d) {
        this.catalogue = catalogue;
        this.items = items;
        this.d = d;
        scores = new float[items];
    }

    /** Fills {@code best} with the largest scores for {@code query} [d], best first. */
    void best(float[] query, float[] best) {
        Kernels.get().productNT(1, items, d, query, 0, d, catalogue, 0, d, scores, 0, items, false);
        top(scores, 0, best);
    }

    /** Fills {@code best} with the largest of {@code scores} from an index on, largest first, by insertion. */
    static void top(float[] scores, int from, float[] best) {
        java.util.Arrays.fill(best, Float.NEGATIVE_INFINITY);
        int last = best.length - 1;
        for (int i = from; i < scores.length; i++) {
            if (scores[i] > best[last]) {
                int at = last;
                while (at > 0 && best[at - 1] < scores[i]) {
                    best[at] = best[at - 1];
                    at--;
                }
                best[at] = scores[i];
            }
        }
    }
}
