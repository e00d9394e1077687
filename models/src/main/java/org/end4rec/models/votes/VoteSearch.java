package org.end4rec.models.votes;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Finds the weights of the votes: a coordinate search over a few values of each, by a validation metric, the larger the
 * better. Of two equal results the first one stays, and no votes is tried first.
 */
public final class VoteSearch {
    private static final VoteWeights NONE = new VoteWeights(0, 0.03, 0.9, 1);
    private static final List<Double> WEIGHTS = List.of(0.25, 0.5, 1.0, 2.0, 4.0);
    private static final List<Double> SCALES = List.of(0.003, 0.01, 0.03, 0.1, 0.3);
    private static final List<Double> RECENCIES = List.of(0.6, 0.8, 0.9, 0.95, 1.0);

    /** The shrinkages that are tried. */
    public static final List<Double> SHRINKAGES = List.of(1.0, 5.0, 20.0, 100.0);

    /** The largest number of figures that a search computes. */
    public static final int MOST_FIGURES = 61;

    private static final int ROUNDS = 2;

    private final ToDoubleFunction<VoteWeights> figure;
    private VoteWeights best = NONE;
    private double bestFigure;

    private VoteSearch(ToDoubleFunction<VoteWeights> figure) {
        this.figure = figure;
    }

    /** The best weights; the metric is computed about 50 times, or 21 times if no votes are best. */
    public static VoteWeights run(ToDoubleFunction<VoteWeights> figure) {
        VoteSearch search = new VoteSearch(Objects.requireNonNull(figure, "figure"));
        search.bestFigure = figure.applyAsDouble(NONE);
        for (int round = 0; round < ROUNDS; round++) {
            VoteWeights before = search.best;
            search.round();
            if (search.best.equals(before)) {
                break;
            }
        }
        return search.best;
    }

    private void round() {
        // votes of rare pairs may have no value, and have some with a larger shrinkage
        for (double h : best.weight() > 0 ? List.of(best.shrinkage()) : SHRINKAGES) {
            WEIGHTS.forEach(w -> offer(new VoteWeights(w, best.scale(), best.recency(), h)));
            if (best.weight() > 0) {
                break;
            }
        }
        // with a larger shrinkage votes are smaller, so each shrinkage has a scale of its own
        for (double h : SHRINKAGES) {
            SCALES.forEach(c -> offer(new VoteWeights(best.weight(), c, best.recency(), h)));
        }
        RECENCIES.forEach(r -> offer(new VoteWeights(best.weight(), best.scale(), r, best.shrinkage())));
    }

    private void offer(VoteWeights weights) {
        if (weights.weight() == 0 || weights.equals(best)) {
            return;
        }
        double found = figure.applyAsDouble(weights);
        if (found > bestFigure) {
            best = weights;
            bestFigure = found;
        }
    }
}
