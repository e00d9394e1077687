package org.end4rec.models.training;

import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.InferenceTapes;
import org.end4rec.models.encoder.Pass;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.Scorer;

/** Scores the catalogue with an encoder as one of its stages sees it: z·item_embedding[v]. Thread-safe. */
public final class EncoderScorer implements Scorer {
    private static final int SLICE = 64;

    private final SequenceEncoder encoder;
    private final Stage stage;
    private final InferenceTapes tapes = new InferenceTapes();

    /** @param stage a stage of {@code encoder}; its last for the finished model */
    public EncoderScorer(SequenceEncoder encoder, Stage stage) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.stage = Objects.requireNonNull(stage, "stage");
    }

    @Override
    public void score(Batch batch, float[] scores) {
        Parameter table = encoder.itemEmbedding();
        int rows = table.shape().dim(0);
        int d = table.shape().dim(1);
        Tape tape = tapes.take();
        for (int from = 0; from < batch.size(); from += SLICE) {
            int size = Math.min(SLICE, batch.size() - from);
            Batch slice = encoder.sift(batch.slice(from, from + size), stage);
            float[] z = encoder.encode(tape, slice, Pass.evaluation(), stage)
                    .representation()
                    .value();
            Kernels.get()
                    .productNT(size, rows, d, z, 0, d, table.value().data(), 0, d, scores, from * rows, rows, false);
            tape.reset();
        }
        tapes.giveBack(tape);
    }
}
