package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.bench.fresh.FreshModels;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.RecommendationLoss;
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
    private static final int LAYERS = 2;
    private static final int BEHAVIORS = 4;
    private static final int NEGATIVES = 512;

    /** V. */
    @Param({"20000", "1000000"})
    public int items;

    /** Of the training step. */
    @Param("1")
    public int threads;

    private AdamW optimizer = new AdamW(0);
    private DenoisingEncoder encoder = model(1);
    private Stage stage = encoder.stages().get(0);
    private Workers workers = new Workers(1);
    private TrainingStep step = new TrainingStep(encoder, workers, FreshModels.SHARD);
    private int done;

    /** A fresh model, its optimizer and its threads. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        encoder = model(items);
        stage = encoder.lastStage();
        encoder.parameters().train(stage::trains);
        optimizer = new AdamW(0);
        optimizer.defer(encoder.itemEmbedding());
        workers.close();
        workers = new Workers(threads);
        RecommendationLoss loss = RecommendationLoss.of(
                TrainingConfig.Loss.SAMPLED_SOFTMAX,
                encoder.itemEmbedding(),
                NegativeSampler.uniform(items),
                NEGATIVES,
                workers);
        step = new TrainingStep(encoder, workers, FreshModels.SHARD, loss);
    }

    private static DenoisingEncoder model(int items) {
        return FreshModels.end4rec(items, BEHAVIORS, LENGTH, LAYERS, true, End4RecVariant.Level.TOKEN);
    }

    /** Gradients cleared, forward, backward, Adam. */
    @Benchmark
    public double step() {
        encoder.parameters().clearGradients();
        double loss = step.run(
                        FreshModels.batch(done, BATCH, items, BEHAVIORS, LENGTH),
                        stage,
                        FreshModels.SEED,
                        done,
                        optimizer)
                .total();
        optimizer.step(encoder.parameters(), FreshModels.RATE);
        done++;
        return loss;
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        workers.close();
    }
}
