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
final class OurTraining implements Side {
    private final SequenceEncoder encoder;
    private final Stage stage;
    private final Workers workers;
    private final TrainingStep step;
    private final AdamW optimizer = new AdamW(0);
    private final List<Batch> batches = new ArrayList<>();
    private int done;

    OurTraining(SequenceEncoder encoder, int threads) {
        this.encoder = encoder;
        stage = encoder.stages().get(encoder.stages().size() - 1);
        encoder.parameters().train(stage::trains);
        workers = new Workers(threads);
        step = new TrainingStep(encoder, workers, BenchModel.SHARD, null);
        for (int i = 0; i < BenchModel.BATCHES; i++) {
            batches.add(BenchModel.batch(i, BenchModel.BATCH));
        }
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
