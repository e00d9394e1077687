package org.end4rec.models.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Tape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.KeptEvents;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;

/** A batch, cut into shards of a fixed size with a tape each. Arrays and tapes are those of the step before. */
final class Shards {
    private final SequenceEncoder encoder;
    private final Workers workers;
    private final int size;
    private final TargetRows rows = new TargetRows();
    private final List<Tape> tapes = new ArrayList<>();
    private final List<Batch> parts = new ArrayList<>();
    private int count;

    /** @param size sequences that share a tape */
    Shards(SequenceEncoder encoder, Workers workers, int size) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.workers = Objects.requireNonNull(workers, "workers");
        this.size = size;
    }

    /** Number of shards of the batch. */
    int count() {
        return count;
    }

    /** Most sequences of a shard. */
    int size() {
        return size;
    }

    Batch part(int number) {
        return parts.get(number);
    }

    Tape tape(int number) {
        return tapes.get(number);
    }

    /** The rows that have a target, shard after shard. */
    TargetRows rows() {
        return rows;
    }

    /** Copies the batch's sequences to the shards, whose arrays are kept where the sizes allow. */
    void cut(Batch batch) {
        count = (batch.size() - 1) / size + 1;
        for (int number = 0; number < count; number++) {
            int from = number * size;
            int own = Math.min(size, batch.size() - from);
            if (number == tapes.size()) {
                tapes.add(Tape.training());
                parts.add(batch.slice(from, from + own));
            }
            Batch part = parts.get(number);
            if (part.size() == own
                    && part.length() == batch.length()
                    && part.hasTargetsAtEveryPosition() == batch.hasTargetsAtEveryPosition()
                    && part.nextBehaviors().length > 0 == batch.nextBehaviors().length > 0) {
                batch.copyTo(from, part);
            } else {
                parts.set(number, batch.slice(from, from + own));
            }
        }
    }

    /** Removes the events that the stage eliminates before it encodes. */
    void sift(Stage stage) {
        workers.run(
                count,
                (number, worker) -> parts.set(
                        number, KeptEvents.of(encoder, parts.get(number), stage).batch()));
        rows.number(parts.subList(0, count));
    }

    /** Empties all tapes, also the tapes of earlier batches. */
    void reset() {
        tapes.forEach(Tape::reset);
    }

    /** Ends all observation. */
    void unobserve() {
        tapes.forEach(tape -> tape.observe(null));
    }

    /** Bytes that the tapes hold. */
    long bytes() {
        return tapes.stream().mapToLong(tape -> tape.arena().bytes()).sum();
    }
}
