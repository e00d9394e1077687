package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.junit.jupiter.api.Test;

class TrainingStepSizesTest {
    private static final RunData DATA = TinyRuns.data();

    /** Arrays are kept from step to step: a step after one of another size has the bits that it has alone. */
    @Test
    void whatWasBeforeAStepDoesNotMatter() {
        TrainingConfig config = TinyRuns.with("model=sasrec");
        SequenceEncoder encoder = Encoders.create(config, DATA);
        BatchAssembler assembler = new BatchAssembler(DATA.histories(), config.length(), false);
        try (Workers workers = new Workers(2)) {
            TrainingStep step = new TrainingStep(encoder, workers, 8);
            int from = 0;
            for (int size : new int[] {31, 20, 31, 7, 8, 17, 40}) {
                Batch batch = assembler.batch(DATA.split().train().subList(from, from + size));
                encoder.parameters().clearGradients();
                double loss = step.run(batch, encoder.lastStage(), 3, from).total();
                float[] gradient = encoder.itemEmbedding().gradient().clone();
                encoder.parameters().clearGradients();
                double alone = new TrainingStep(encoder, workers, 8)
                        .run(batch, encoder.lastStage(), 3, from)
                        .total();
                assertThat(loss).as("%d after others", size).isEqualTo(alone);
                assertThat(encoder.itemEmbedding().gradient()).isEqualTo(gradient);
                from += size;
            }
        }
    }
}
