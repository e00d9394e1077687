package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.end4rec.bench.complexity.ModelSize;
import org.end4rec.bench.complexity.WholeModel;
import org.end4rec.core.kernel.Kernels;
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
import org.openjdk.jmh.annotations.Warmup;

/** A training step of END4Rec over V, B, L, R and threads, one at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ModelCostBenchmark {
    /** What differs from V 5000, B 64, L 2, R 4, N 50 and one thread. */
    @Param({
        "items 2500", "items 5000", "items 10000", "items 20000", "batch 32", "batch 64", "batch 128", "batch 256",
        "layers 1", "layers 2", "layers 4", "behaviors 1", "behaviors 4", "behaviors 8", "behaviors 16", "threads 1",
        "threads 2"
    })
    public String change = "";

    @SuppressWarnings("NullAway.Init") // JMH calls prepare first
    private WholeModel whole;

    /** A model with fresh parameters. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        new WholeModel(WholeModel.Kind.END4REC, ModelSize.WARM_UP).warmUp();
        whole = new WholeModel(WholeModel.Kind.END4REC, ModelSize.of(change));
    }

    /** Gradients cleared, forward, backward, Adam. */
    @Benchmark
    public double training() {
        return whole.train();
    }
}
