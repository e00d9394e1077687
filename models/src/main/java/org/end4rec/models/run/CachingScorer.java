package org.end4rec.models.run;

import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.training.TwoStepScorer;

/**
 * Reads the same histories once, and keeps what it read: 4·d bytes for each history besides the history. Thread-safe.
 */
final class CachingScorer implements TwoStepScorer {
    private final TwoStepScorer reader;
    private final Map<List<IntBuffer>, EncodedHistories> known = new ConcurrentHashMap<>();

    CachingScorer(TwoStepScorer reader) {
        this.reader = reader;
    }

    @Override
    public EncodedHistories read(Batch histories) {
        return known.computeIfAbsent(
                List.of(IntBuffer.wrap(histories.items()), IntBuffer.wrap(histories.behaviors())),
                key -> reader.read(histories));
    }

    @Override
    public void score(EncodedHistories reading, float[] scores) {
        reader.score(reading, scores);
    }
}
