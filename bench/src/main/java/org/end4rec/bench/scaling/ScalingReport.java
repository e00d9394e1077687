package org.end4rec.bench.scaling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.autograd.optim.GradientClipping;
import org.end4rec.bench.fresh.FreshModels;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.TrainingStep;

/**
 * Traces steps of END4Rec and SASRec (N 50, d 64, V 20,000) on one thread. Prints the share of the step in which one
 * thread works alone, the longest run of tasks, the speed-up that 2 to 16 threads could reach, and the speed-up that
 * two threads do reach here. {@code ScalingReport [BATCH [SHARD]]}; defaults 256 and 32.
 */
public final class ScalingReport {
    private static final int ITEMS = 20_000;
    private static final int BEHAVIORS = 4;
    private static final int LENGTH = 50;
    private static final int LAYERS = 2;
    private static final double LARGEST_NORM = 5;
    private static final int STEPS = 40;
    private static final List<Integer> THREADS = List.of(2, 4, 8, 16);

    private final SequenceEncoder encoder;
    private final Stage stage;
    private final Batch batch;
    private final int shard;

    private ScalingReport(SequenceEncoder encoder, int size, int shard) {
        this.encoder = encoder;
        this.stage = encoder.lastStage();
        this.batch = FreshModels.batch(1, size, ITEMS, BEHAVIORS, LENGTH);
        this.shard = shard;
        encoder.parameters().train(stage::trains);
    }

    /** See the class. */
    public static void main(String[] arguments) {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 256;
        int shard = arguments.length > 1 ? Integer.parseInt(arguments[1]) : FreshModels.SHARD;
        Kernels.warmUp();
        System.out.printf("batches of %d, shards of %d%n", size, shard);
        print(
                "END4Rec",
                FreshModels.end4rec(ITEMS, BEHAVIORS, LENGTH, LAYERS, true, End4RecVariant.Level.TOKEN),
                size,
                shard);
        print("SASRec", FreshModels.sasrec(ITEMS, BEHAVIORS, LENGTH, LAYERS), size, shard);
    }

    private static void print(String name, SequenceEncoder encoder, int size, int shard) {
        ScalingReport report = new ScalingReport(encoder, size, shard);
        StepTrace trace = report.fastest(1);
        System.out.print(table(name, trace));
        System.out.printf(
                Locale.ROOT,
                "  measured on 2 threads: %.2f%n",
                (double) trace.total() / report.fastest(2).total());
    }

    /** The figures of a trace on one thread. */
    static String table(String name, StepTrace trace) {
        List<Long> sums = trace.runs().stream()
                .map(tasks -> tasks.stream().mapToLong(Long::longValue).sum())
                .sorted(Comparator.reverseOrder())
                .toList();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %.1f ms on one thread, %.1f %% of it serial, %d runs of tasks, the longest %.0f %%%n  predicted:",
                name,
                trace.total() * 1e-6,
                100.0 * trace.serial() / trace.total(),
                sums.size(),
                sums.isEmpty() ? 0 : 100.0 * sums.get(0) / trace.total()));
        for (int threads : THREADS) {
            text.append(String.format(
                    Locale.ROOT, " %.2f on %d,", (double) trace.total() / trace.predicted(threads), threads));
        }
        return text.deleteCharAt(text.length() - 1)
                .append(System.lineSeparator())
                .toString();
    }

    /** The trace of the fastest of some steps. */
    private StepTrace fastest(int threads) {
        List<StepTrace> traces = new ArrayList<>();
        try (Tracing tracing = new Tracing(threads)) {
            for (int i = 0; i < STEPS; i++) {
                traces.add(tracing.step(i));
            }
        }
        return traces.stream().min(Comparator.comparingLong(StepTrace::total)).orElseThrow();
    }

    /** Steps as training makes them: gradients, clipping, Adam. */
    private final class Tracing implements AutoCloseable {
        private StepTrace trace = new StepTrace();
        private final Workers workers;
        private final TrainingStep step;
        private final AdamW optimizer = new AdamW(0);

        Tracing(int threads) {
            workers = new Workers(threads, (run, number, nanoseconds) -> trace.ran(run, number, nanoseconds));
            step = new TrainingStep(encoder, workers, shard);
        }

        StepTrace step(int number) {
            trace = new StepTrace();
            long start = System.nanoTime();
            encoder.parameters().clearGradients();
            step.run(batch, stage, FreshModels.SEED, number);
            GradientClipping.clip(encoder.parameters(), LARGEST_NORM);
            AdamW.Step move = optimizer.begin(encoder.parameters(), FreshModels.RATE);
            workers.run(move.slices(), (slice, worker) -> move.run(slice));
            trace.end(System.nanoTime() - start);
            return trace;
        }

        @Override
        public void close() {
            workers.close();
        }
    }
}
