package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.core.Shape;
import org.end4rec.core.fft.RealFft;
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

/** The real transform alone, forward, at powers of two, composites and primes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FftLengthBenchmark {
    /** N. */
    @Param({
        "16", "17", "24", "31", "32", "48", "50", "60", "61", "64", "96", "97", "100", "127", "128", "192", "200",
        "251", "256", "384", "500", "509", "512", "1021", "1024", "4093", "4096", "16381", "16384"
    })
    public int length;

    /** d. */
    @Param("64")
    public int channels;

    private RealFft plan = RealFft.of(1);
    private float[] sequence = {};
    private float[] spectrum = {};
    private float[] scratch = {};

    /** Normal noise. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        plan = RealFft.of(length);
        sequence = Initializers.normal(Shape.of(length, channels), 1, 1, "x").data();
        spectrum = new float[2 * plan.bins() * channels];
        scratch = new float[plan.scratch(channels)];
    }

    /** One sequence [N,d] to its spectrum. */
    @Benchmark
    public float[] forward() {
        plan.forward(sequence, 0, spectrum, 0, channels, scratch);
        return spectrum;
    }
}
