package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.end4rec.bench.peers.BenchmarkCase;
import org.end4rec.bench.peers.Contender;
import org.end4rec.bench.peers.Libtorch;
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

/** The work of {@link ElementwiseBenchmark}, or any other case of the peers report, done by libtorch on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Dai.djl.offline=true", "-Dai.djl.pytorch.num_interop_threads=1"})
public class LibtorchBenchmark {
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
        contender = BenchmarkCase.named(work).on(new Libtorch(), 1).orElseThrow();
        // sets the number of threads
        contender.answer();
    }

    /** One call. */
    @Benchmark
    public double libtorch() {
        return contender.seconds(1);
    }
}
