package org.end4rec.models.recommend;

import org.end4rec.models.run.RankingModel;
import org.end4rec.models.run.TrainedModel;

/** Ranks all items after a history, in numbers. Thread-safe. */
@FunctionalInterface
interface Ranker {
    /**
     * The {@code top} best items, or all if fewer are left.
     *
     * @param items item numbers of the history, oldest first
     * @param behaviors behavior numbers of the same events
     * @param top at least 1
     */
    RankedItems rank(int[] items, int[] behaviors, int top, Exclusion excluded);

    /**
     * The ranker of a model.
     *
     * @param length events per sequence, N
     * @param items number of items, V
     */
    static Ranker of(RankingModel model, int length, int items) {
        return model instanceof TrainedModel trained
                ? new NextItemRanker(trained, length)::rank
                : new ScorerRanker(model.scorer(), length, items);
    }
}
