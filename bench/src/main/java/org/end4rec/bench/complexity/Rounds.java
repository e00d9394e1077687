package org.end4rec.bench.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.end4rec.bench.complexity.ComplexityReport.Clock;
import org.end4rec.bench.complexity.ComplexityReport.Timing;

/**
 * Measures blocks of all lengths in turns: a round has one slice of every block, each round begins with another block,
 * and a slow moment of the machine meets them all alike. The time of a block is the 15th percentile of its slices. The
 * rounds are dealt into {@link #PARTS} parts, as cards are; there are more of them until the slopes that the parts give
 * agree, or until the time is up.
 */
final class Rounds {
    /** Parts of the rounds, each with a slope of its own. */
    static final int PARTS = 5;

    /** Rounds after which agreement is believed. */
    static final int FEWEST = 15;

    /** Half the width of the interval of a slope at which its parts agree. */
    static final double AGREED = 0.03;

    private static final double QUIET = 0.15;
    private static final long SLICE_NANOSECONDS = 20_000_000;
    private static final int MOST_CALLS = 100_000;
    private static final long NEWS_NANOSECONDS = 10_000_000_000L;

    /** Some calls of one block in a row. */
    record Slice(int calls, long processorNanoseconds, long wallNanoseconds, long allocatedBytes) {}

    /** Measures a slice. */
    @FunctionalInterface
    interface Stopwatch {
        Slice measure(MeasuredBlock block, int calls);
    }

    private static final class Samples {
        final MeasuredBlock block;
        final List<Double> processor = new ArrayList<>();
        final List<Double> wall = new ArrayList<>();
        final List<Double> allocated = new ArrayList<>();
        int calls = 1;

        Samples(MeasuredBlock block) {
            this.block = block;
        }

        void add(Slice slice) {
            processor.add(slice.processorNanoseconds() / 1e3 / slice.calls());
            wall.add(slice.wallNanoseconds() / 1e3 / slice.calls());
            allocated.add((double) slice.allocatedBytes() / slice.calls());
        }

        void plan(Slice slice) {
            long one = Math.max(1, slice.processorNanoseconds() / slice.calls());
            calls = (int) Math.max(1, Math.min(MOST_CALLS, SLICE_NANOSECONDS / one));
        }

        Timing timing(MeasuredPass pass, int tokens) {
            int batch = Math.max(1, tokens / block.length());
            List<Double> parts = new ArrayList<>();
            for (int part = 0; part < Math.min(PARTS, processor.size()); part++) {
                List<Double> dealt = new ArrayList<>();
                for (int round = part; round < processor.size(); round += PARTS) {
                    dealt.add(processor.get(round));
                }
                parts.add(quiet(dealt) / batch);
            }
            double time = quiet(processor);
            List<Double> sorted = processor.stream().sorted().toList();
            return new Timing(
                    block.mixer(),
                    pass,
                    block.length(),
                    time,
                    time / batch,
                    sorted.get(0),
                    sorted.get(sorted.size() - 1),
                    quiet(allocated),
                    quiet(wall) / batch,
                    List.copyOf(parts));
        }
    }

    private final List<MeasuredBlock> blocks;
    private final MeasuredPass pass;
    private final int tokens;
    private final Stopwatch stopwatch;
    private final LongSupplier nanoseconds;
    private final Consumer<String> progress;

    /**
     * @param tokens positions of a batch
     * @param nanoseconds the clock on the wall
     * @param progress is told from time to time how far the parts agree
     */
    Rounds(
            List<MeasuredBlock> blocks,
            MeasuredPass pass,
            int tokens,
            Stopwatch stopwatch,
            LongSupplier nanoseconds,
            Consumer<String> progress) {
        this.blocks = blocks;
        this.pass = pass;
        this.tokens = tokens;
        this.stopwatch = stopwatch;
        this.nanoseconds = nanoseconds;
        this.progress = progress;
    }

    /**
     * Measures until the parts agree, or until another round would end after the budget, but at least one round for
     * each part.
     *
     * @param budget in nanoseconds
     * @param processorTime whether the stopwatch has the processor's time
     */
    MeasuredTimes run(long budget, boolean processorTime) {
        List<Samples> all = blocks.stream().map(Samples::new).toList();
        // the first round only finds how many calls make a slice
        all.forEach(samples -> samples.plan(stopwatch.measure(samples.block, 1)));
        long start = nanoseconds.getAsLong();
        long last = start;
        long news = start;
        long processor = 0;
        long wall = 0;
        int round = 0;
        boolean agreed = false;
        while (!agreed) {
            for (int i = 0; i < all.size(); i++) {
                Samples samples = all.get((i + round) % all.size());
                Slice slice = stopwatch.measure(samples.block, samples.calls);
                samples.add(slice);
                samples.plan(slice);
                processor += slice.processorNanoseconds();
                wall += slice.wallNanoseconds();
            }
            round++;
            long now = nanoseconds.getAsLong();
            double width = disagreement(all);
            agreed = round >= FEWEST && round % PARTS == 0 && width <= AGREED;
            if (round >= PARTS && now - news >= NEWS_NANOSECONDS) {
                news = now;
                progress.accept(String.format(Locale.ROOT, "%d rounds; their slopes agree within ±%.2f", round, width));
            }
            if (round >= PARTS && now - start + (now - last) > budget) {
                break;
            }
            last = now;
        }
        double waited = Math.max(0, 1 - (double) processor / Math.max(1, wall));
        Clock clock = new Clock(pass, processorTime, round, (nanoseconds.getAsLong() - start) / 1e9, agreed, waited);
        return new MeasuredTimes(
                clock, all.stream().map(samples -> samples.timing(pass, tokens)).toList());
    }

    /** Half the width of the widest interval of a slope, 0 if no block has enough lengths for one. */
    private double disagreement(List<Samples> all) {
        SortedMap<MeasuredMixer, List<Timing>> byMixer = new TreeMap<>();
        for (Samples samples : all) {
            byMixer.computeIfAbsent(samples.block.mixer(), mixer -> new ArrayList<>())
                    .add(samples.timing(pass, tokens));
        }
        double widest = 0;
        for (List<Timing> timings : byMixer.values()) {
            widest = Math.max(widest, ClockedGrowth.disagreement(timings));
        }
        return widest;
    }

    private static double quiet(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) (QUIET * sorted.size()));
    }
}
