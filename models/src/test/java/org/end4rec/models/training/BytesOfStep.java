package org.end4rec.models.training;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.parallel.Workers;

/**
 * The bytes that a training step of a small model allocates on all threads; the main class of other Java virtual
 * machines.
 */
public final class BytesOfStep {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int SHARD = 4;
    private static final int LENGTH = 6;
    private static final int ITEMS = 300;
    private static final int BEHAVIORS = 3;
    private static final int WARM_UP = 20;
    private static final int MEASURED = 10;

    private BytesOfStep() {}

    /** Prints the bytes of a step of so many shards on so many threads. */
    public static void main(String[] arguments) {
        System.out.println(bytes(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
    }

    private static long bytes(int shards, int threads) {
        End4RecVariant config = End4RecVariant.builder(ITEMS, BEHAVIORS, LENGTH)
                .dim(8)
                .chunks(2)
                .score(End4RecVariant.Score.AGREEMENT)
                .weightCompactness(0.001)
                .weightContrast(0.1)
                .elimination(0.1, 0.1)
                .build();
        DenoisingEncoder encoder = config.create(new double[] {1, 2, 3}, 1);
        encoder.parameters().train(GuidedTraining.JOINT::trains);
        AdamW optimizer = new AdamW(0);
        Batch batch = batch(shards * SHARD);
        try (Workers workers = new Workers(threads)) {
            TrainingStep step = new TrainingStep(encoder, workers, SHARD);
            for (int i = 0; i < WARM_UP; i++) {
                step(encoder, step, optimizer, batch, i);
            }
            long before = allocated();
            // asking allocates too
            long asking = allocated() - before;
            for (int i = 0; i < MEASURED; i++) {
                step(encoder, step, optimizer, batch, WARM_UP + i);
            }
            return (allocated() - before - 2 * asking) / MEASURED;
        }
    }

    private static void step(DenoisingEncoder encoder, TrainingStep step, AdamW optimizer, Batch batch, int number) {
        encoder.parameters().clearGradients();
        step.run(batch, GuidedTraining.JOINT, 1, number);
        optimizer.step(encoder.parameters(), 1e-3);
    }

    private static Batch batch(int size) {
        Random random = new Random(1);
        int[] items = random.ints(size * LENGTH, 1, ITEMS + 1).toArray();
        int[] behaviors = random.ints(size * LENGTH, 1, BEHAVIORS + 1).toArray();
        return new Batch(
                size, LENGTH, items, behaviors, random.ints(size, 1, ITEMS + 1).toArray());
    }

    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += bytes;
        }
        return sum;
    }
}
