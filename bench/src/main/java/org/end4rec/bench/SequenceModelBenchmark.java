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

/** END4Rec against SASRec, whole: a training step, and the answer to one user. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SequenceModelBenchmark {
    /** The model. */
    @Param({"END4REC", "SASREC"})
    public WholeModel.Kind model = WholeModel.Kind.END4REC;

    /** N. */
    @Param({"50", "100", "200", "500"})
    public int length;

    @SuppressWarnings("NullAway.Init") // JMH calls prepare first
    private WholeModel whole;

    /** A model with fresh parameters. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        new WholeModel(model, ModelSize.WARM_UP).warmUp();
        whole = new WholeModel(model, ModelSize.of("length " + length));
    }

    /** Gradients cleared, forward, backward, Adam. */
    @Benchmark
    public double training() {
        return whole.train();
    }

    /** One history encoded, all items scored, the best ten taken. */
    @Benchmark
    public float[] inference() {
        return whole.answer();
    }
}
