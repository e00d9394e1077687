package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.training.TwoStepScorer;
import org.junit.jupiter.api.Test;

class CachingScorerTest {
    private final AtomicInteger reads = new AtomicInteger();
    private final TwoStepScorer scorer = new CachingScorer(new TwoStepScorer() {
        @Override
        public EncodedHistories read(Batch histories) {
            reads.incrementAndGet();
            return new EncodedHistories(
                    new float[] {histories.items()[0] + 10 * histories.behaviors()[0]});
        }

        @Override
        public void score(EncodedHistories reading, float[] scores) {
            scores[0] = reading.z()[0];
        }
    });

    private static Batch history(int item, int behavior) {
        return new Batch(1, 1, new int[] {item}, new int[] {behavior}, new int[1]);
    }

    private float score(Batch batch) {
        float[] scores = new float[1];
        scorer.score(batch, scores);
        return scores[0];
    }

    /** Histories are the same if their events are. */
    @Test
    void readsTheSameHistoryOnce() {
        assertThat(score(history(3, 1))).isEqualTo(13);
        assertThat(score(history(3, 1))).isEqualTo(13);
        assertThat(reads.get()).isEqualTo(1);
        assertThat(score(history(3, 2))).isEqualTo(23);
        assertThat(score(history(4, 1))).isEqualTo(14);
        assertThat(score(history(3, 1))).isEqualTo(13);
        assertThat(reads.get()).isEqualTo(3);
    }
}
