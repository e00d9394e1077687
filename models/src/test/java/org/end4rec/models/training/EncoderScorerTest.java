package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderScorerTest {
    private static final RunData DATA = TinyRuns.data();
    private static final int SIZE = 150;

    /** More histories than are read at a time: as one by one, what is kept of them and their scores included. */
    @ParameterizedTest
    @ValueSource(strings = {"token", "sequence"})
    void readsManyHistoriesAsOneByOne(String level) {
        TrainingConfig config = TinyRuns.with("level=" + level, "score=linear");
        SequenceEncoder encoder = Encoders.create(config, DATA);
        // about half of the events go
        Arrays.fill(encoder.parameters().get("hard.score.bias").value().data(), 0.5f);
        float[] slopes = encoder.parameters().get("hard.score.weight").value().data();
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = i % 2 == 0 ? 1 : -1;
        }
        Batch all = new BatchAssembler(DATA.histories(), config.length(), false)
                .batch(DATA.split().train().subList(0, SIZE));
        EncoderScorer scorer = new EncoderScorer(encoder, encoder.lastStage());
        int rows = DATA.histories().items().size() + 1;
        float[] scores = new float[SIZE * rows];
        scorer.score(all, scores);
        EncodedHistories reading = scorer.read(all);
        int n = all.length();
        int kept = 0;
        for (int row = 0; row < SIZE; row++) {
            Batch one = all.slice(row, row + 1);
            EncodedHistories own = scorer.read(one);
            int d = config.dim();
            assertThat(Arrays.copyOfRange(reading.z(), row * d, (row + 1) * d)).containsExactly(own.z());
            float[] ownKept = own.kept();
            float[] allKept = reading.kept();
            assertThat(ownKept).isNotNull();
            assertThat(allKept).isNotNull();
            if (ownKept != null && allKept != null) {
                assertThat(Arrays.copyOfRange(allKept, row * n, (row + 1) * n)).containsExactly(ownKept);
            }
            for (int i = 0; ownKept != null && i < n; i++) {
                kept += ownKept[i] > 0 ? 1 : 0;
            }
            float[] ownScores = new float[rows];
            scorer.score(one, ownScores);
            assertThat(Arrays.copyOfRange(scores, row * rows, (row + 1) * rows)).containsExactly(ownScores);
        }
        int events = (int) Arrays.stream(all.items()).filter(item -> item > 0).count();
        assertThat(kept).isBetween(events / 10, events * 9 / 10);
    }
}
