package org.end4rec.models.training;

import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.encoder.InferenceTapes;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;

/** Scores the catalogue with an encoder as one of its stages sees it: z·item_embedding[v]. Thread-safe. */
public final class EncoderScorer implements TwoStepScorer {
    private static final int SLICE = 64;

    private final SequenceEncoder encoder;
    private final Stage stage;
    private final InferenceTapes tapes = new InferenceTapes();

    /** @param stage a stage of {@code encoder}; the last stage for the finished model */
    public EncoderScorer(SequenceEncoder encoder, Stage stage) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.stage = Objects.requireNonNull(stage, "stage");
    }

    @Override
    public EncodedHistories read(Batch histories) {
        int d = encoder.itemEmbedding().shape().dim(1);
        float[] z = new float[histories.size() * d];
        float[] kept = null;
        Tape tape = tapes.take();
        for (int from = 0; from < histories.size(); from += SLICE) {
            Batch slice = histories.slice(from, Math.min(from + SLICE, histories.size()));
            EncodedHistories read = EncodedHistories.of(encoder, stage, tape, slice);
            System.arraycopy(read.z(), 0, z, from * d, slice.size() * d);
            if (read.kept() != null) {
                kept = kept == null ? new float[histories.items().length] : kept;
                System.arraycopy(read.kept(), 0, kept, from * slice.length(), slice.items().length);
            }
            tape.reset();
        }
        tapes.giveBack(tape);
        return new EncodedHistories(z, kept);
    }

    @Override
    public void score(EncodedHistories reading, float[] scores) {
        Parameter table = encoder.itemEmbedding();
        int rows = table.shape().dim(0);
        int d = table.shape().dim(1);
        int size = reading.z().length / d;
        for (int from = 0; from < size; from += SLICE) {
            int some = Math.min(SLICE, size - from);
            Kernels.get()
                    .productNT(
                            some,
                            rows,
                            d,
                            reading.z(),
                            from * d,
                            d,
                            table.value().data(),
                            0,
                            d,
                            scores,
                            from * rows,
                            rows,
                            false);
        }
    }
}
