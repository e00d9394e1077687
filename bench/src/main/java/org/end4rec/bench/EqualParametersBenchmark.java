package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.end4rec.bench.complexity.EqualParameters;
import org.end4rec.bench.complexity.MeasuredPass;
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

/** Element-wise filter, dense fusion and attention with as many parameters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EqualParametersBenchmark {
    /** The block. */
    @Param({"FILTER", "DENSE_FUSION", "PLAIN_ATTENTION", "BLOCKED_ATTENTION"})
    public EqualParameters block = EqualParameters.FILTER;

    /** How far it goes. */
    @Param({"FORWARD", "FORWARD_BACKWARD"})
    public MeasuredPass pass = MeasuredPass.FORWARD;

    private EqualParameters.Work work = p -> new float[0];

    /** Sixteen sequences of noise, N 256, d 64. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        work = block.work(16);
    }

    /** One pass over the batch. */
    @Benchmark
    public float[] batch() {
        return work.run(pass);
    }
}
