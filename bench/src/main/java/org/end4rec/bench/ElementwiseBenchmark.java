package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.end4rec.bench.peers.BenchmarkCase;
import org.end4rec.bench.peers.Contender;
import org.end4rec.bench.peers.Engine;
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

/** The element-wise cases of the peers report, ours alone and on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ElementwiseBenchmark {
    /** The operation and the shape [rows,columns]. */
    @Param({
        "exp 1x1048576",
        "tanh 1x1048576",
        "gelu 3200x256",
        "log_softmax 256x20000",
        "layer_norm 12800x64",
        "adam 20000x64"
    })
    public String work = "";

    private Contender contender = Contender.of(() -> {}, () -> new float[0]);

    /** Input and output of the case. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        contender = BenchmarkCase.named(work).on(new Engine(), 1).orElseThrow();
    }

    /** One call. */
    @Benchmark
    public double ours() {
        return contender.seconds(1);
    }
}
