package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.end4rec.bench.complexity.MeasuredPass;
import org.end4rec.bench.complexity.MixingBlock;
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

/** The mixing of an EBM layer over its number of chunks k and its width d. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ChunkFusionBenchmark {
    /** k; 1 is dense fusion. */
    @Param({"1", "2", "4", "8", "16", "32"})
    public int chunks;

    /** d. */
    @Param({"32", "64", "128", "256"})
    public int channels;

    /** N. */
    @Param("200")
    public int length;

    /** How far it goes. */
    @Param({"FORWARD", "FORWARD_BACKWARD"})
    public MeasuredPass pass = MeasuredPass.FORWARD;

    private MixingBlock block = MixingBlock.ebm(1, 1, 1, 1);

    /** Sixteen sequences of noise. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        block = MixingBlock.ebm(16, length, channels, chunks);
    }

    /** One pass over the batch. */
    @Benchmark
    public float[] batch() {
        return block.run(pass);
    }
}
