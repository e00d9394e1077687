package org.end4rec.bench.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run, as it is stored.
 *
 * @param machine facts about the machine and the JVM
 * @param settings how it was measured
 * @param timings times of the blocks
 * @param costs exact operations and bytes of one sequence
 * @param models times and memory of whole models
 * @param skipped what was left out, and why
 */
public record ComplexityReport(
        Map<String, String> machine,
        Settings settings,
        List<Timing> timings,
        List<Cost> costs,
        List<ModelCost> models,
        List<Skipped> skipped) {
    /** From this length on slopes are taken: below it fixed costs still count. */
    public static final int SLOPE_FROM = 1024;

    /** Lengths at which speed-ups are told. */
    public static final List<Integer> TOLD = List.of(1024, 4096, 16384);

    /** How it was measured; {@code tokens} is B·N, the same at all lengths. */
    public record Settings(List<Integer> lengths, int tokens, int channels, int heads, int chunks, boolean quick) {}

    /**
     * One block at one length.
     *
     * @param batchMicroseconds time of a batch of {@code tokens} positions
     * @param sequenceMicroseconds the same by sequence, {@code batchMicroseconds}·N/tokens: the T(N) that is fitted
     * @param allocatedBytes bytes that a pass allocates once its buffers are there
     */
    public record Timing(
            MeasuredMixer mixer,
            MeasuredPass pass,
            int length,
            double batchMicroseconds,
            double sequenceMicroseconds,
            double fastest,
            double slowest,
            double allocatedBytes) {}

    /**
     * What one sequence costs, exactly.
     *
     * @param heldBytes bytes of all buffers of a pass
     * @param liveBytes the same, as the heap shows it after a collection
     */
    public record Cost(
            MeasuredMixer mixer,
            MeasuredPass pass,
            int length,
            long adds,
            long multiplies,
            long divisions,
            long functions,
            long movedBytes,
            long heldBytes,
            long liveBytes) {
        /** All operations. */
        public long operations() {
            return adds + multiplies + divisions + functions;
        }
    }

    /** Milliseconds of a training step (B 64) and of one answer, and the heap in use after a step. */
    public record ModelCost(
            WholeModel.Kind model,
            int length,
            double trainingMilliseconds,
            double answerMilliseconds,
            long liveBytes) {}

    /** What was left out. */
    public record Skipped(MeasuredMixer mixer, MeasuredPass pass, int length, String reason) {}

    /** T(N) of a block, in microseconds by sequence. */
    public SortedMap<Integer, Double> times(MeasuredMixer mixer, MeasuredPass pass) {
        SortedMap<Integer, Double> times = new TreeMap<>();
        for (Timing timing : timings) {
            if (timing.mixer() == mixer && timing.pass() == pass) {
                times.put(timing.length(), timing.sequenceMicroseconds());
            }
        }
        return times;
    }

    /** Operations of one sequence. */
    public SortedMap<Integer, Double> operations(MeasuredMixer mixer, MeasuredPass pass) {
        SortedMap<Integer, Double> operations = new TreeMap<>();
        for (Cost cost : costs) {
            if (cost.mixer() == mixer && cost.pass() == pass) {
                operations.put(cost.length(), (double) cost.operations());
            }
        }
        return operations;
    }

    /** Bytes that one sequence holds. */
    public SortedMap<Integer, Double> bytes(MeasuredMixer mixer, MeasuredPass pass) {
        SortedMap<Integer, Double> bytes = new TreeMap<>();
        for (Cost cost : costs) {
            if (cost.mixer() == mixer && cost.pass() == pass) {
                bytes.put(cost.length(), (double) cost.heldBytes());
            }
        }
        return bytes;
    }

    /** The fit from {@link #SLOPE_FROM} on, or over all lengths if fewer than three are as long; empty for too few. */
    public static Optional<ComplexityFit> fit(SortedMap<Integer, Double> costs) {
        SortedMap<Integer, Double> fitted =
                costs.tailMap(SLOPE_FROM).size() > ComplexityFit.FEWEST ? costs.tailMap(SLOPE_FROM) : costs;
        return fitted.size() < ComplexityFit.FEWEST ? Optional.empty() : Optional.of(ComplexityFit.of(fitted));
    }

    /** T(2N)/T(N) by N, where both are known. */
    public static SortedMap<Integer, Double> doubling(SortedMap<Integer, Double> costs) {
        SortedMap<Integer, Double> ratios = new TreeMap<>();
        costs.forEach((n, cost) -> {
            Double twice = costs.get(2 * n);
            if (twice != null) {
                ratios.put(n, twice / cost);
            }
        });
        return ratios;
    }

    /** How many times as long as the EBM layer a block takes, by N. */
    public SortedMap<Integer, Double> speedUps(MeasuredMixer mixer, MeasuredPass pass) {
        SortedMap<Integer, Double> ours = times(MeasuredMixer.EBM, pass);
        SortedMap<Integer, Double> ratios = new TreeMap<>();
        times(mixer, pass).forEach((n, time) -> {
            Double own = ours.get(n);
            if (own != null) {
                ratios.put(n, time / own);
            }
        });
        return ratios;
    }

    /** The shortest length from which on the EBM layer is faster than the block at every length measured. */
    public Optional<Integer> crossover(MeasuredMixer mixer, MeasuredPass pass) {
        Optional<Integer> crossover = Optional.empty();
        List<Map.Entry<Integer, Double>> ratios =
                new ArrayList<>(speedUps(mixer, pass).entrySet());
        for (int i = ratios.size() - 1; i >= 0 && ratios.get(i).getValue() > 1; i--) {
            crossover = Optional.of(ratios.get(i).getKey());
        }
        return crossover;
    }
}
