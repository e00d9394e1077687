package org.end4rec.models.report;

import java.util.List;
import java.util.Locale;

/**
 * A metric over seeds.
 *
 * @param mean mean over the seeds
 * @param deviation standard deviation of a sample; 0 for a single seed
 */
public record MeanAndDeviation(double mean, double deviation) {
    /** @throws IllegalArgumentException if there are no values */
    public static MeanAndDeviation of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Figure: there are no values; give at least one");
        }
        double mean = 0;
        for (double value : values) {
            mean += value / values.size();
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new MeanAndDeviation(mean, values.size() == 1 ? 0 : Math.sqrt(squares / (values.size() - 1)));
    }

    /** Four decimals, with the deviation if there are several seeds. */
    @Override
    public String toString() {
        return deviation == 0
                ? String.format(Locale.ROOT, "%.4f", mean)
                : String.format(Locale.ROOT, "%.4f ± %.4f", mean, deviation);
    }
}
