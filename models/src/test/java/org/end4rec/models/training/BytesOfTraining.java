package org.end4rec.models.training;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Random;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.parallel.Workers;

/** The bytes that live after a step of END4Rec's joint stage; the main class of other Java virtual machines. */
public final class BytesOfTraining {
    private static final int BEHAVIORS = 3;
    private static final int STEPS = 3;

    private BytesOfTraining() {}

    /** What the bytes depend on, in the order of the arguments. */
    record Sizes(int items, int length, int dim, int layers, int batch, int shard, int threads) {
        static Sizes parse(String[] numbers) {
            int[] n = Arrays.stream(numbers).mapToInt(Integer::parseInt).toArray();
            return new Sizes(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
        }

        DenoisingEncoder model() {
            End4RecVariant config = End4RecVariant.builder(items, BEHAVIORS, length)
                    .dim(dim)
                    .layers(layers)
                    .chunks(4)
                    .dropout(0.1f)
                    .weightCompactness(0.001)
                    .weightContrast(0.1)
                    .elimination(0.1, 0.1)
                    .build();
            return config.create(new double[] {1, 2, 3}, 1);
        }

        private Batch randomBatch() {
            Random random = new Random(1);
            int events = batch * length;
            return new Batch(
                    batch,
                    length,
                    random.ints(events, 1, items + 1).toArray(),
                    random.ints(events, 1, BEHAVIORS + 1).toArray(),
                    random.ints(batch, 1, items + 1).toArray());
        }
    }

    /** Prints the bytes. */
    public static void main(String[] arguments) {
        Sizes sizes = Sizes.parse(arguments);
        // once before, so that classes and tables are there
        train(new Sizes(10, sizes.length(), sizes.dim(), 1, 1, 1, 1));
        System.out.println(train(sizes));
    }

    private static long train(Sizes sizes) {
        long before = live();
        DenoisingEncoder encoder = sizes.model();
        AdamW optimizer = new AdamW(0);
        Batch batch = sizes.randomBatch();
        try (Workers workers = new Workers(sizes.threads())) {
            TrainingStep step = new TrainingStep(encoder, workers, sizes.shard());
            for (int i = 0; i < STEPS; i++) {
                encoder.parameters().clearGradients();
                step.run(batch, GuidedTraining.JOINT, 1, i);
                optimizer.step(encoder.parameters(), 1e-3);
            }
            // a step's buffers stay for the next, so what lives after it is the peak within it
            long bytes = live() - before;
            Reference.reachabilityFence(step);
            Reference.reachabilityFence(encoder);
            Reference.reachabilityFence(optimizer);
            return bytes;
        }
    }

    private static long live() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
