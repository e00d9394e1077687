package org.end4rec.bench.peers;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.TrainingStep;

/** Our training steps: gradients cleared, forward, backward, Adam. */
final class OurTraining implements Contender {
    /** Some kernels a step calls a few times only: it takes so many until the compiler has seen enough of them. */
    private static final int SMALL_STEPS = 800;

    private static final int SMALL_SHARD = 16;
    private static final int SMALL_SHARDS = 8;
    private static final int SMALL_LENGTH = 2;
    private static final int SMALL_CATALOGUE = 100;

    private final SequenceEncoder encoder;
    private final Stage stage;
    private final Workers workers;
    private final TrainingStep step;
    private final AdamW optimizer = new AdamW(0);
    private final List<Batch> batches;
    private int done;

    OurTraining(BenchModel model, int threads) {
        this(
                model.encoder(),
                batches(BenchModel.BATCHES, BenchModel.BATCH, BenchModel.ITEMS, BenchModel.LENGTH),
                BenchModel.SHARD,
                threads);
        if (model.isEnd4Rec()) {
            warmUp();
        }
    }

    /**
     * A run has thousands of steps: those of a small model bring its compiled state about in a few seconds. It has no
     * GELU, which Java 17 may compile badly for good when it sees short arrays first.
     */
    private static void warmUp() {
        SequenceEncoder small = BenchModel.PLAIN.encoder(SMALL_CATALOGUE, SMALL_LENGTH);
        List<Batch> few = batches(1, SMALL_SHARDS * SMALL_SHARD, SMALL_CATALOGUE, SMALL_LENGTH);
        try (OurTraining training = new OurTraining(small, few, SMALL_SHARD, 1)) {
            training.seconds(SMALL_STEPS);
        }
    }

    private OurTraining(SequenceEncoder encoder, List<Batch> batches, int shard, int threads) {
        this.encoder = encoder;
        this.batches = batches;
        stage = encoder.lastStage();
        encoder.parameters().train(stage::trains);
        workers = new Workers(threads);
        step = new TrainingStep(encoder, workers, shard);
    }

    private static List<Batch> batches(int count, int size, int catalogue, int length) {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batches.add(BenchModel.batch(i, size, catalogue, length));
        }
        return batches;
    }

    private double step() {
        encoder.parameters().clearGradients();
        double loss = step.run(batches.get(done % batches.size()), stage, BenchModel.SEED, done)
                .total();
        optimizer.step(encoder.parameters(), BenchModel.RATE);
        done++;
        return loss;
    }

    @Override
    public float[] answer() {
        float[] losses = new float[Workload.Training.COMPARED];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = (float) step();
        }
        return losses;
    }

    @Override
    public double seconds(int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            step();
        }
        return (System.nanoTime() - start) * 1e-9;
    }

    @Override
    public void close() {
        workers.close();
    }
}
