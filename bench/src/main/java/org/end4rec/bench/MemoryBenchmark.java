package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.end4rec.bench.complexity.MeasuredMixer;
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

/** What one sequence costs in memory: each call has new buffers, which profiler gc counts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MemoryBenchmark {
    /** The block. */
    @Param({"EBM", "PLAIN_ATTENTION", "BLOCKED_ATTENTION"})
    public MeasuredMixer mixer = MeasuredMixer.EBM;

    /** How far it goes. */
    @Param({"FORWARD", "FORWARD_BACKWARD"})
    public MeasuredPass pass = MeasuredPass.FORWARD;

    /** N. */
    @Param({"64", "128", "256", "512", "1024", "2048", "4096"})
    public int length;

    /** d. */
    @Param("64")
    public int channels;

    private MixingBlock block = MixingBlock.of(MeasuredMixer.EBM, 1, 1, MixingBlock.CHUNKS);

    /** One sequence of noise. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        MixingBlock.warmUp(mixer, pass, channels);
        block = MixingBlock.of(mixer, 1, length, channels);
    }

    /** One pass over one sequence; returns the bytes it held. */
    @Benchmark
    public long freshBuffers() {
        return block.runAfresh(pass);
    }

    /** The same with the buffers of the call before. */
    @Benchmark
    public float[] reusedBuffers() {
        return block.run(pass);
    }
}
