package org.end4rec.bench.complexity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How exact counts grow: the growth whose model fits them, if no other model fits nearly as well. Counts have no noise.
 * The right model misses only the rest of the formula, some thousandths of the count.
 *
 * @param growth null if the lengths do not single out a growth
 * @param fit over the lengths that are long enough
 * @param added by N: operations that one position of a sequence of length 2N needs more than one of length N
 */
public record CountedGrowth(@Nullable Growth growth, ComplexityFit fit, SortedMap<Integer, Double> added) {
    /** From this length on counts are fitted: a causal EBM layer has no transforms up to N 100. */
    public static final int FROM = 128;

    private static final int FEWEST_LENGTHS = 4;
    private static final int SMALLEST_RANGE = 8;
    private static final double LARGEST_RESIDUAL = 0.005;

    /** How many times as large the residual of every other growth must be. */
    private static final double DISTANCE = 4;

    /** The growth from N = {@link #FROM} on; empty for fewer than two lengths. */
    public static Optional<CountedGrowth> of(SortedMap<Integer, Double> operations) {
        SortedMap<Integer, Double> fitted = operations.tailMap(FROM);
        if (fitted.size() < ComplexityFit.FEWEST) {
            return Optional.empty();
        }
        ComplexityFit fit = ComplexityFit.of(fitted);
        return Optional.of(new CountedGrowth(growth(fit), fit, added(fitted)));
    }

    private static @Nullable Growth growth(ComplexityFit fit) {
        if (fit.points() < FEWEST_LENGTHS || fit.to() / fit.from() < SMALLEST_RANGE) {
            return null;
        }
        // N is part of every model: if N alone fits, all of them fit
        Optional<ComplexityFit.Model> linear = fit.models().stream()
                .filter(model -> model.growth() == Growth.LINEAR && model.residual() <= LARGEST_RESIDUAL)
                .findFirst();
        if (linear.isPresent()) {
            return Growth.LINEAR;
        }
        List<ComplexityFit.Model> models = fit.models();
        double best = models.get(0).residual();
        boolean clear = best <= LARGEST_RESIDUAL && models.get(1).residual() >= DISTANCE * best;
        return clear ? models.get(0).growth() : null;
    }

    private static SortedMap<Integer, Double> added(SortedMap<Integer, Double> operations) {
        SortedMap<Integer, Double> added = new TreeMap<>();
        for (Map.Entry<Integer, Double> entry : operations.entrySet()) {
            int n = entry.getKey();
            Double twice = operations.get(2 * n);
            if (twice != null) {
                added.put(n, twice / (2 * n) - entry.getValue() / n);
            }
        }
        return added;
    }
}
