package org.end4rec.models.training;

import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Metrics;

/**
 * Compares two validations of the same examples, one example of each user, by NDCG@10. The unit is the standard error
 * of the mean difference. A validation that is better by one standard error is clearly better (the one-standard-error
 * rule of Breiman, Friedman, Olshen and Stone 1984, on paired differences).
 */
final class PairedNdcg implements EliminationRateSearch.Judge<EvaluationResult> {
    private static final int CUTOFF = 10;

    /** The metric that decides. */
    static final String NAME = "NDCG@" + CUTOFF;

    @Override
    public double figure(EvaluationResult validation) {
        return validation.metric(NAME);
    }

    @Override
    public boolean isClearlyBetter(EvaluationResult better, EvaluationResult other) {
        return isBetterBy(1, better, other);
    }

    /** Whether one is better by more than that many standard errors. */
    static boolean isBetterBy(double errors, EvaluationResult better, EvaluationResult other) {
        return isBetterBy(errors, better.ranks(), other.ranks());
    }

    /** As for two validations, by the rank of each example. */
    static boolean isBetterBy(double errors, int[] better, int[] other) {
        int n = better.length;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double gain = Metrics.ndcg(better[i], CUTOFF) - Metrics.ndcg(other[i], CUTOFF);
            sum += gain;
            squares += gain * gain;
        }
        double variance = (squares - sum * sum / n) / Math.max(1, n - 1);
        return sum > errors * Math.sqrt(n * Math.max(0, variance));
    }
}
