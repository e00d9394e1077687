package org.end4rec.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.End4Rec;
import org.end4rec.models.encoder.end4rec.End4RecConfig;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.SampledLoss;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingStep;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One training step of END4Rec with the sampled softmax, for catalogues of different sizes; every batch is new. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class CatalogueSizeBenchmark {
    private static final int BATCH = 256;
    private static final int LENGTH = 50;
    private static final int DIM = 64;
    private static final int LAYERS = 2;
    private static final int CHUNKS = 8;
    private static final int BEHAVIORS = 4;
    private static final int SHARD = 32;
    private static final int NEGATIVES = 512;
    private static final double RATE = 1e-3;
    private static final long SEED = 1;

    /** V. */
    @Param({"20000", "1000000"})
    public int items;

    /** Of the training step. */
    @Param("1")
    public int threads;

    private AdamW optimizer = new AdamW(0);
    private End4Rec encoder = model(1);
    private Stage stage = encoder.stages().get(0);
    private Workers workers = new Workers(1);
    private TrainingStep step = new TrainingStep(encoder, workers, SHARD, null);
    private int done;

    /** A fresh model, its optimizer and its threads. */
    @Setup
    public void prepare() {
        encoder = model(items);
        stage = encoder.stages().get(encoder.stages().size() - 1);
        encoder.parameters().train(stage::trains);
        optimizer = new AdamW(0);
        optimizer.defer(encoder.itemEmbedding());
        workers.close();
        workers = new Workers(threads);
        SampledLoss loss = new SampledLoss(
                TrainingConfig.Loss.SAMPLED_SOFTMAX,
                encoder.itemEmbedding(),
                NegativeSampler.uniform(items),
                NEGATIVES);
        step = new TrainingStep(encoder, workers, SHARD, loss);
    }

    private static End4Rec model(int items) {
        End4RecConfig config = new End4RecConfig(
                items,
                BEHAVIORS,
                LENGTH,
                DIM,
                LAYERS,
                CHUNKS,
                true,
                0f,
                1f,
                0.5,
                End4RecConfig.Level.TOKEN,
                End4RecConfig.Score.AGREEMENT,
                0.001,
                0.1,
                0,
                0);
        double[] counts = new double[BEHAVIORS];
        Arrays.fill(counts, 1);
        return new End4Rec(config, counts, SEED);
    }

    /** Gradients cleared, forward, backward, Adam. */
    @Benchmark
    public double step() {
        encoder.parameters().clearGradients();
        double loss = step.run(batch(done), stage, SEED, done, optimizer).total();
        optimizer.step(encoder.parameters(), RATE);
        done++;
        return loss;
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        workers.close();
    }

    private Batch batch(int number) {
        RandomStream stream = RandomStream.of(SEED, "bench", number);
        int[] history = new int[BATCH * LENGTH];
        int[] behaviors = new int[BATCH * LENGTH];
        int[] targets = new int[BATCH];
        for (int i = 0; i < history.length; i++) {
            history[i] = 1 + stream.below(i, items);
            behaviors[i] = 1 + stream.below((long) history.length + i, BEHAVIORS);
        }
        for (int i = 0; i < BATCH; i++) {
            targets[i] = 1 + stream.below(2L * history.length + i, items);
        }
        return new Batch(BATCH, LENGTH, history, behaviors, targets);
    }
}
