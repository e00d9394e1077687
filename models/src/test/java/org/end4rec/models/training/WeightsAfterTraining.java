package org.end4rec.models.training;

import org.end4rec.autograd.optim.AdamW;
import org.end4rec.autograd.optim.GradientClipping;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Batches;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;

/** A fixed training run whose weights are known by a hash; also the main class of other Java virtual machines. */
public final class WeightsAfterTraining {
    /** {@code -Dend4rec.steps=200} is the long version. */
    static final int STEPS = Integer.getInteger("end4rec.steps", 50);

    private WeightsAfterTraining() {}

    /** Prints the name of the kernels and the hash. */
    public static void main(String[] arguments) {
        System.out.println(Kernels.get().name() + " " + hash(Integer.parseInt(arguments[0])));
    }

    /** The hash after {@link #STEPS} steps of the joint stage, whose batches of 64 are cut into shards of 10. */
    static String hash(int threads) {
        RunData data = TinyRuns.data();
        TrainingConfig config = TinyRuns.CONFIG;
        SequenceEncoder encoder = Encoders.create(config, data);
        encoder.parameters().train(GuidedTraining.JOINT::trains);
        AdamW optimizer = new AdamW(config.optimizer().weightDecay());
        Batches batches = Batches.shuffled(
                new BatchAssembler(data.histories(), config.length(), false)::batch,
                data.split().train(),
                config.batching().batchSize(),
                config.seed(),
                0);
        try (Workers workers = new Workers(threads)) {
            TrainingStep step =
                    new TrainingStep(encoder, workers, config.batching().shardSize());
            for (int i = 0; i < STEPS; i++) {
                encoder.parameters().clearGradients();
                step.run(batches.batch(i % batches.count()), GuidedTraining.JOINT, config.seed(), i);
                GradientClipping.clip(encoder.parameters(), config.optimizer().clipNorm());
                optimizer.step(encoder.parameters(), config.optimizer().learningRate());
            }
        }
        return TinyRuns.hash(encoder.parameters());
    }
}
