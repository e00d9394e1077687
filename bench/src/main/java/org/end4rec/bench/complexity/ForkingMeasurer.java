package org.end4rec.bench.complexity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Times of blocks by {@link RoundsProgram}, counts by {@link CostRun}, whole models by JMH: each model needs a Java of
 * its own with a long warm-up, and no growth is fitted to it. Of its iterations the 15th percentile is taken, a quiet
 * moment, as the peers report does.
 */
public final class ForkingMeasurer implements Measurer {
    private static final double QUIET = 0.15;

    /** Most seconds for the rounds of a pass. */
    private static final int QUICK_SECONDS = 55;

    private static final int SECONDS = 400;

    /** A whole model has so many kernels that the compiler needs longer. */
    private static final int MODEL_WARM_UP_SECONDS = 5;

    private final boolean quick;

    /** A quick one has less time. */
    public ForkingMeasurer(boolean quick) {
        this.quick = quick;
    }

    @Override
    public MeasuredTimes times(
            List<MeasuredBlock> blocks, MeasuredPass pass, int tokens, long heap, Consumer<String> progress)
            throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of(pass.name(), String.valueOf(tokens), String.valueOf(quick ? QUICK_SECONDS : SECONDS)));
        blocks.forEach(block -> arguments.add(block.mixer() + ":" + block.length()));
        List<String> answer =
                ForkedJava.run(jvmArguments(heap), RoundsProgram.class, arguments, "measuring the times", progress);
        if (answer.size() != 1) {
            throw new IOException("measuring the times gave " + answer.size() + " lines instead of one");
        }
        return new ObjectMapper().readValue(answer.get(0), MeasuredTimes.class);
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
        return new OptionsBuilder()
                .include("\\.SequenceModelBenchmark\\." + method + "$")
                .forks(1)
                .jvmArgs(jvmArguments(heap).toArray(new String[0]))
                .warmupIterations(MODEL_WARM_UP_SECONDS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 7 : 14)
                .measurementTime(TimeValue.milliseconds(quick ? 60 : 100))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .param("model", kind.name())
                .param("length", String.valueOf(length));
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
        // without the Vector API: a few passes in plain Java are done before vector code would be compiled
        List<String> options = List.of("-Xmx" + (heap >> 20) + "m", "-Dend4rec.kernels=counting");
        List<String> arguments = new ArrayList<>(List.of(what, how));
        lengths.forEach(length -> arguments.add(length.toString()));
        String task = "counting the operations of " + what;
        List<String> lines = ForkedJava.run(options, CostRun.class, arguments, task, text -> {});
        if (lines.size() != lengths.size()) {
            throw new IOException(task + " gave " + lines.size() + " of " + lengths.size() + " lengths");
        }
        return lines.stream()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
    }
}
