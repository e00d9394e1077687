package org.end4rec.bench.complexity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run, as it is stored. What is exact stands before what is measured.
 *
 * @param machine facts about the machine and the JVM
 * @param settings how it was measured
 * @param costs exact operations and bytes of one sequence
 * @param clocks how the times of each pass were measured
 * @param timings times of the blocks
 * @param models times and memory of whole models
 * @param skipped what was left out, and why
 */
@JsonPropertyOrder({"machine", "settings", "conclusions"})
@JsonIgnoreProperties(value = "conclusions", allowGetters = true)
public record ComplexityReport(
        Map<String, String> machine,
        Settings settings,
        List<Cost> costs,
        List<Clock> clocks,
        List<Timing> timings,
        List<ModelCost> models,
        List<Skipped> skipped) {
    /** Lengths at which ratios are named. */
    public static final List<Integer> NAMED = List.of(1024, 4096, 16384);

    /** How it was measured; {@code tokens} is B·N, the same at all lengths. */
    public record Settings(List<Integer> lengths, int tokens, int channels, int heads, int chunks, boolean quick) {}

    /**
     * How the times of a pass were measured.
     *
     * @param processorTime whether they are times of the processor, not of the clock on the wall
     * @param agreed whether the slopes of the parts of the rounds agreed before the time was up
     * @param waited share of the time in which other work had the processor
     */
    public record Clock(
            MeasuredPass pass, boolean processorTime, int rounds, double seconds, boolean agreed, double waited) {
        private static final double BUSY = 0.05;

        /** Whether the machine did other work beside. */
        boolean isBusy() {
            return waited > BUSY;
        }
    }

    /**
     * One block at one length.
     *
     * @param batchMicroseconds time of a batch of {@code tokens} positions
     * @param sequenceMicroseconds the same by sequence, {@code batchMicroseconds}·N/tokens: the T(N) that is fitted
     * @param allocatedBytes bytes that a pass allocates once its buffers are there
     * @param wallMicroseconds of a sequence by the clock on the wall
     * @param parts {@code sequenceMicroseconds} of each part of the rounds
     */
    public record Timing(
            MeasuredMixer mixer,
            MeasuredPass pass,
            int length,
            double batchMicroseconds,
            double sequenceMicroseconds,
            double fastest,
            double slowest,
            double allocatedBytes,
            double wallMicroseconds,
            List<Double> parts) {}

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

    /** How each block that was counted or measured grows. */
    @JsonProperty
    public List<Conclusion> conclusions() {
        List<Conclusion> conclusions = new ArrayList<>();
        for (MeasuredPass pass : MeasuredPass.values()) {
            for (MeasuredMixer mixer : MeasuredMixer.values()) {
                List<Timing> own = timings.stream()
                        .filter(timing -> timing.mixer() == mixer && timing.pass() == pass)
                        .toList();
                SortedMap<Integer, Double> operations = operations(mixer, pass);
                if (!own.isEmpty() || !operations.isEmpty()) {
                    conclusions.add(new Conclusion(
                            mixer,
                            pass,
                            CountedGrowth.of(operations).orElse(null),
                            ClockedGrowth.of(own).orElse(null)));
                }
            }
        }
        return conclusions;
    }

    /** How the times of a pass were measured; empty if they were not. */
    Optional<Clock> clock(MeasuredPass pass) {
        return clocks.stream().filter(clock -> clock.pass() == pass).findFirst();
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
        return ratios(times(mixer, pass), times(MeasuredMixer.EBM, pass));
    }

    /** How many times as many operations as the EBM layer a block needs, by N. */
    public SortedMap<Integer, Double> savings(MeasuredMixer mixer, MeasuredPass pass) {
        return ratios(operations(mixer, pass), operations(MeasuredMixer.EBM, pass));
    }

    private static SortedMap<Integer, Double> ratios(
            SortedMap<Integer, Double> costs, SortedMap<Integer, Double> ours) {
        SortedMap<Integer, Double> ratios = new TreeMap<>();
        costs.forEach((n, cost) -> {
            Double own = ours.get(n);
            if (own != null) {
                ratios.put(n, cost / own);
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
