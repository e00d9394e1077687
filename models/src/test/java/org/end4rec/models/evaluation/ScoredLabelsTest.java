package org.end4rec.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class ScoredLabelsTest {
    @Test
    void collectsMoreThanItFirstHasRoomFor() {
        RandomStream stream = RandomStream.of(1, "scores", 0);
        float[] scores = new float[3000];
        boolean[] positive = new boolean[3000];
        ScoredLabels collected = new ScoredLabels();
        int positives = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) stream.normal(i);
            positive[i] = i % 3 == 0;
            positives += positive[i] ? 1 : 0;
            collected.add(scores[i], positive[i]);
        }
        assertThat(collected.size()).isEqualTo(3000);
        assertThat(collected.positives()).isEqualTo(positives);
        assertThat(collected.auc()).isEqualTo(RocAuc.of(scores, positive));
    }

    @Test
    void oneClassAlone() {
        ScoredLabels collected = new ScoredLabels();
        collected.add(1f, true);
        assertThatThrownBy(collected::auc)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RocAuc: found 1 positive and 0 negative labels; both classes need at least one");
    }
}
