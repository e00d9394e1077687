package org.end4rec.bench;

import java.util.concurrent.TimeUnit;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.random.RandomStream;
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

/** One sequence [N,d] to its spectrum [2,F,d] and back: channels innermost against one channel at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RealFftBenchmark {
    /** N. */
    @Param({"50", "64", "100", "128", "200", "256", "500", "512", "1000", "1024", "4096"})
    public int length;

    /** d. */
    @Param("64")
    public int channels;

    private RealFft plan = RealFft.of(2);
    private ChannelwiseFft peer = new ChannelwiseFft(2);
    private float[] sequence = {};
    private float[] spectrum = {};
    private float[] sequenceOut = {};
    private float[] spectrumOut = {};
    private float[] scratch = {};

    /** Normal noise, and its spectrum for the inverse. */
    @Setup
    public void prepare() {
        Kernels.warmUp();
        plan = RealFft.of(length);
        peer = new ChannelwiseFft(length);
        RandomStream noise = RandomStream.of(1, "benchmark", 0);
        sequence = new float[length * channels];
        for (int i = 0; i < sequence.length; i++) {
            sequence[i] = (float) noise.normal(i);
        }
        sequenceOut = new float[sequence.length];
        spectrum = new float[2 * plan.bins() * channels];
        spectrumOut = new float[spectrum.length];
        scratch = new float[plan.scratch(channels)];
        peer.forward(sequence, 0, spectrum, 0, channels);
    }

    /** {@code RealFft}, to the spectrum. */
    @Benchmark
    public float[] forwardOurs() {
        plan.forward(sequence, 0, spectrumOut, 0, channels, scratch);
        return spectrumOut;
    }

    /** JTransforms, to the spectrum. */
    @Benchmark
    public float[] forwardJTransforms() {
        peer.forward(sequence, 0, spectrumOut, 0, channels);
        return spectrumOut;
    }

    /** {@code RealFft}, from the spectrum. */
    @Benchmark
    public float[] inverseOurs() {
        plan.inverse(spectrum, 0, sequenceOut, 0, channels, scratch);
        return sequenceOut;
    }

    /** JTransforms, from the spectrum. */
    @Benchmark
    public float[] inverseJTransforms() {
        peer.inverse(spectrum, 0, sequenceOut, 0, channels);
        return sequenceOut;
    }
}
