package org.end4rec.bench.complexity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.end4rec.bench.complexity.ComplexityReport.Timing;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times by JMH, forked and warmed up, counts by {@link CostRun}. Of several iterations the 15th percentile is
 * taken, a quiet moment, as the peers report does. */
public final class ForkingMeasurer implements Measurer {
    /** From this many scores [B,N,N] on a pass takes so long that fewer of them have to do. */
    private static final long MANY_SCORES = 1L << 26;

    private static final double QUIET = 0.15;

    /** A whole model has so many kernels that the compiler needs longer. */
    private static final int MODEL_WARM_UP_SECONDS = 5;

    private final boolean quick;

    /** A quick one is less sure. */
    public ForkingMeasurer(boolean quick) {
        this.quick = quick;
    }

    @Override
    public Timing block(MeasuredMixer mixer, MeasuredPass pass, int length, int tokens, long heap) throws IOException {
        boolean slow = mixer.attends() && (long) tokens * length >= MANY_SCORES;
        RunResult result = run(builder("MixingBenchmark", "batch", heap, slow)
                .param("mixer", mixer.name())
                .param("pass", pass.name())
                .param("length", String.valueOf(length))
                .param("tokens", String.valueOf(tokens))
                .param("channels", String.valueOf(ComplexityRun.CHANNELS))
                .addProfiler(GCProfiler.class));
        double[] times = times(result);
        double quiet = quiet(times);
        var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        int batch = Math.max(1, tokens / length);
        return new Timing(
                mixer,
                pass,
                length,
                quiet,
                quiet / batch,
                times[0],
                times[times.length - 1],
                allocated == null ? 0 : allocated.getScore());
    }

    @Override
    public List<Cost> costs(MeasuredMixer mixer, MeasuredPass pass, List<Integer> lengths, long heap)
            throws IOException {
        List<Cost> costs = new ArrayList<>();
        for (long[] c : fork(heap, mixer.name(), pass.name(), lengths)) {
            costs.add(new Cost(mixer, pass, (int) c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]));
        }
        return costs;
    }

    @Override
    public ModelCost model(WholeModel.Kind kind, int length, long heap) throws IOException {
        double training = quiet(times(run(model("training", kind, length, heap))));
        double answer = quiet(times(run(model("inference", kind, length, heap))));
        long live = fork(heap, "model", kind.name(), List.of(length)).get(0)[1];
        return new ModelCost(kind, length, training / 1000, answer / 1000, live);
    }

    private ChainedOptionsBuilder model(String method, WholeModel.Kind kind, int length, long heap) {
        return builder("SequenceModelBenchmark", method, heap, false)
                .warmupIterations(MODEL_WARM_UP_SECONDS)
                .warmupTime(TimeValue.seconds(1))
                .param("model", kind.name())
                .param("length", String.valueOf(length));
    }

    private ChainedOptionsBuilder builder(String benchmark, String method, long heap, boolean slow) {
        return new OptionsBuilder()
                .include("\\." + benchmark + "\\." + method + "$")
                .forks(1)
                .jvmArgs(jvmArguments(heap).toArray(new String[0]))
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(quick ? 150 : 300))
                .measurementIterations(slow ? 3 : quick ? 7 : 14)
                .measurementTime(TimeValue.milliseconds(quick ? 60 : 100))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static List<String> jvmArguments(long heap) {
        List<String> arguments = new ArrayList<>();
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            arguments.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        String kernels = System.getProperty("end4rec.kernels");
        if (kernels != null) {
            arguments.add("-Dend4rec.kernels=" + kernels);
        }
        arguments.add("-Xmx" + (heap >> 20) + "m");
        return arguments;
    }

    private static RunResult run(ChainedOptionsBuilder options) throws IOException {
        Collection<RunResult> results;
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        // every forked Java warns of the incubating module; what it says is of interest only when it fails, and JMH
        // repeats some of it on the standard output, which is for the answer
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            results = new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IOException(
                    "a benchmark failed: " + e.getMessage() + "; the memory may be too small: "
                            + said.toString(StandardCharsets.UTF_8).strip(),
                    e);
        } finally {
            System.setErr(err);
            System.setOut(out);
        }
        if (results.size() != 1) {
            throw new IOException("a benchmark gave " + results.size() + " results instead of one");
        }
        return results.iterator().next();
    }

    /** Microseconds of each iteration, ascending. */
    private static double[] times(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .sorted()
                .toArray();
    }

    private static double quiet(double[] sorted) {
        return sorted[(int) (QUIET * sorted.length)];
    }

    /** The numbers of each line that {@link CostRun} prints. */
    static List<long[]> fork(long heap, String what, String how, List<Integer> lengths) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // without the Vector API: a few passes in plain Java are done before vector code would be compiled
        command.addAll(List.of("-Xmx" + (heap >> 20) + "m", "-Dend4rec.kernels=counting"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CostRun.class.getName(), what, how));
        lengths.forEach(length -> command.add(length.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code;
        try {
            code = process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while operations were counted", e);
        }
        List<long[]> lines = text.lines()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
        if (code != 0 || lines.size() != lengths.size()) {
            throw new IOException("counting the operations of " + what + " ended with code " + code + " after "
                    + lines.size() + " of " + lengths.size() + " lengths; the memory may be too small");
        }
        return lines;
    }
}
