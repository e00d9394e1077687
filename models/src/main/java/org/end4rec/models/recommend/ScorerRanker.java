package org.end4rec.models.recommend;

import java.util.concurrent.ArrayBlockingQueue;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.evaluation.Scorer;

/**
 * Answers one user at a time with any scorer: scores the whole catalogue and keeps the best. Keeps the scores of one
 * request per processor, 4·V bytes each. Thread-safe.
 */
final class ScorerRanker implements Ranker {
    private final Scorer scorer;
    private final int length;
    private final int items;
    private final ArrayBlockingQueue<float[]> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /**
     * @param length events per sequence that the scorer reads, N
     * @param items number of items, V
     */
    ScorerRanker(Scorer scorer, int length, int items) {
        this.scorer = scorer;
        this.length = length;
        this.items = items;
    }

    @Override
    public RankedItems rank(int[] history, int[] behaviors, int top, Exclusion excluded) {
        Batch batch = BatchAssembler.ofHistory(history, behaviors, length);
        float[] taken = idle.poll();
        float[] scores = taken == null ? new float[items + 1] : taken;
        scorer.score(batch, scores);
        TopItems best = new TopItems(excluded.room(Math.min(top, items)), excluded);
        for (int item = 1; item <= items; item++) {
            best.offer(item, scores[item]);
        }
        // with more requests than processors at once the queue is full, and the scores become garbage
        idle.offer(scores);
        return best.take();
    }
}
