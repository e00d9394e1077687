package org.end4rec.models.run;

import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.Reading;
import org.end4rec.models.training.ReadingScorer;

/** Reads the same histories once, and keeps what it read: 4·d bytes for each history besides the history. Thread-safe. */
final class RememberingScorer implements ReadingScorer {
    private final ReadingScorer reader;
    private final Map<List<IntBuffer>, Reading> known = new ConcurrentHashMap<>();

    RememberingScorer(ReadingScorer reader) {
        this.reader = reader;
    }

    @Override
    public Reading read(Batch histories) {
        return known.computeIfAbsent(
                List.of(IntBuffer.wrap(histories.items()), IntBuffer.wrap(histories.behaviors())),
                key -> reader.read(histories));
    }

    @Override
    public void score(Reading reading, float[] scores) {
        reader.score(reading, scores);
    }
}
