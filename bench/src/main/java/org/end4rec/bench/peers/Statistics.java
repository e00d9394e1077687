package org.end4rec.bench.peers;

import java.util.Arrays;
import java.util.Collection;

/** Order statistics and means of times and ratios. */
public final class Statistics {
    private Statistics() {}

    /**
     * The p-th quantile, the k-th smallest value with k = ⌈p·n⌉ (at least the smallest): always a value that was
     * measured.
     *
     * @throws IllegalArgumentException if there are no values or p is not in [0, 1]
     */
    public static double quantile(double[] values, double p) {
        if (values.length == 0) {
            throw new IllegalArgumentException("Statistics.quantile: there are no values");
        }
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("Statistics.quantile: p is " + p + "; it must be within [0, 1]");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(p * sorted.length) - 1)];
    }

    /**
     * (Π r)^(1/n).
     *
     * @throws IllegalArgumentException if there are no ratios or one is not positive
     */
    public static double geometricMean(Collection<Double> ratios) {
        if (ratios.isEmpty()) {
            throw new IllegalArgumentException("Statistics.geometricMean: there are no ratios");
        }
        double sum = 0;
        for (double ratio : ratios) {
            if (!(ratio > 0)) {
                throw new IllegalArgumentException(
                        "Statistics.geometricMean: a ratio is " + ratio + "; it must be positive");
            }
            sum += Math.log(ratio);
        }
        return Math.exp(sum / ratios.size());
    }

    /**
     * Largest difference of two answers, relative to the largest element of the expected one. Infinite if they differ
     * in length or one is not finite.
     */
    public static double difference(float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < actual.length; i++) {
            if (!Float.isFinite(actual[i]) || !Float.isFinite(expected[i])) {
                return Double.POSITIVE_INFINITY;
            }
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
        }
        return largest == 0 ? (difference == 0 ? 0 : Double.POSITIVE_INFINITY) : difference / largest;
    }
}
