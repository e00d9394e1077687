package org.end4rec.bench.complexity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.end4rec.bench.complexity.ComplexityReport.Timing;

/**
 * What the clock says of a growth: a slope with its 95 % interval, and the growths whose slope lies outside. There are
 * two intervals, and the wider one counts: the points about their straight line have the first, the slopes of the parts
 * the second.
 *
 * @param slope d log T / d log N
 * @param slopeError half the width of its interval
 * @param slopes of the growths over the same lengths, in the order of {@link Growth}
 */
public record ClockedGrowth(double slope, double slopeError, int from, int to, List<Double> slopes) {
    private static final int FEWEST_LENGTHS = 3;
    private static final int SMALLEST_RANGE = 4;

    /** A slope farther than this from that of every growth is the slope of none. */
    private static final double FARTHEST = 0.25;

    /** The growth of one block by its times; empty for too few lengths from {@link MeasuredMixer#steadyFrom} on. */
    public static Optional<ClockedGrowth> of(List<Timing> timings) {
        SortedMap<Integer, Double> times = steady(timings, Timing::sequenceMicroseconds);
        if (times.size() < FEWEST_LENGTHS || times.lastKey() / times.firstKey() < SMALLEST_RANGE) {
            return Optional.empty();
        }
        ComplexityFit fit = ComplexityFit.of(times);
        List<Double> slopes = new ArrayList<>();
        for (Growth growth : Growth.values()) {
            SortedMap<Integer, Double> pure = new TreeMap<>();
            times.keySet().forEach(n -> pure.put(n, growth.of(n)));
            slopes.add(ComplexityFit.of(pure).slope());
        }
        double error = Math.max(fit.slopeError(), disagreement(timings));
        return Optional.of(new ClockedGrowth(fit.slope(), error, fit.from(), fit.to(), List.copyOf(slopes)));
    }

    /** Half the width of the 95 % interval that the slopes of the parts give; 0 for one length or one part. */
    static double disagreement(List<Timing> timings) {
        int parts =
                timings.stream().mapToInt(timing -> timing.parts().size()).min().orElse(0);
        List<Double> slopes = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int own = part;
            SortedMap<Integer, Double> times =
                    steady(timings, timing -> timing.parts().get(own));
            if (times.size() >= ComplexityFit.FEWEST) {
                slopes.add(ComplexityFit.of(times).slope());
            }
        }
        return ComplexityFit.meanError(slopes);
    }

    private static SortedMap<Integer, Double> steady(List<Timing> timings, ToDoubleFunction<Timing> time) {
        SortedMap<Integer, Double> times = new TreeMap<>();
        for (Timing timing : timings) {
            if (timing.length() >= timing.mixer().steadyFrom()) {
                times.put(timing.length(), time.applyAsDouble(timing));
            }
        }
        return times;
    }

    /** The slope of a growth over the lengths measured. */
    public double slopeOf(Growth growth) {
        return slopes.get(growth.ordinal());
    }

    /** Growths whose slope is outside the interval. */
    @JsonProperty
    public List<Growth> excluded() {
        List<Growth> excluded = new ArrayList<>();
        for (Growth growth : Growth.values()) {
            if (Math.abs(slopeOf(growth) - slope) > slopeError) {
                excluded.add(growth);
            }
        }
        return excluded;
    }

    /** The growth with the nearest slope, if it is near and all that do not look like it are excluded. */
    public Optional<Growth> singledOut() {
        Growth nearest = List.of(Growth.values()).stream()
                .min(Comparator.comparingDouble(growth -> Math.abs(slopeOf(growth) - slope)))
                .orElseThrow();
        if (Math.abs(slopeOf(nearest) - slope) > FARTHEST) {
            return Optional.empty();
        }
        List<Growth> excluded = excluded();
        for (Growth growth : Growth.values()) {
            if (!growth.looksLike(nearest) && !excluded.contains(growth)) {
                return Optional.empty();
            }
        }
        return Optional.of(nearest);
    }
}
