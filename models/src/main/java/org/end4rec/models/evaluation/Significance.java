package org.end4rec.models.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;

/**
 * Whether a difference between two models could be chance, from the differences of a metric by test example. The
 * examples of one user are not independent, so they are drawn, or change sign, together. Same seed, same results.
 */
public final class Significance {
    private static final int SIGNS = Long.SIZE;

    private Significance() {}

    /**
     * An interval for a mean.
     *
     * @param low the lower end
     * @param high the upper end
     */
    public record Interval(double low, double high) {}

    /**
     * The percentile bootstrap of the mean over examples (Efron 1979): users are drawn with replacement, as many as
     * there are. The ends are the (1 − level)/2 quantiles of the means of {@code resamples} draws. O(users·resamples).
     *
     * @param differences one for each example
     * @param users the user of each example
     * @param level share of the means inside, in (0, 1), such as 0.95
     */
    public static Interval bootstrap(double[] differences, int[] users, int resamples, double level, long seed) {
        check(differences, users, resamples);
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("Significance: level is " + level + "; it must be between 0 and 1");
        }
        ByUser byUser = ByUser.of(differences, users);
        int n = byUser.sums.length;
        double[] means = new double[resamples];
        for (int sample = 0; sample < resamples; sample++) {
            RandomStream stream = RandomStream.of(seed, "bootstrap", sample);
            double sum = 0;
            long examples = 0;
            for (int i = 0; i < n; i++) {
                int user = stream.below(i, n);
                sum += byUser.sums[user];
                examples += byUser.examples[user];
            }
            means[sample] = sum / examples;
        }
        Arrays.sort(means);
        int outside = (int) ((1 - level) / 2 * resamples);
        return new Interval(means[outside], means[resamples - 1 - outside]);
    }

    /**
     * The p-value of the paired randomization test (Fisher 1935; recommended for rankings by Smucker, Allan and
     * Carterette 2007), two-sided: the share of assignments of signs to n users whose mean is at least as far from 0.
     * If there are at most {@code resamples} assignments, all 2ⁿ are tried. Otherwise {@code resamples} are drawn, and
     * the p-value is (hits + 1)/(resamples + 1). Users whose differences sum to zero change nothing and are left out.
     *
     * @param differences one for each example
     * @param users the user of each example
     */
    public static double permutation(double[] differences, int[] users, int resamples, long seed) {
        check(differences, users, resamples);
        double[] unequal = Arrays.stream(ByUser.of(differences, users).sums)
                .filter(d -> d != 0)
                .toArray();
        double observed = Math.abs(signedSum(unequal, new long[unequal.length / SIGNS + 1]));
        // sums of the same numbers with another sign pattern differ in their last bits
        double bar = observed - 1e-12 * Arrays.stream(unequal).map(Math::abs).sum();
        boolean exact = unequal.length < 31 && 1L << unequal.length <= resamples;
        int tries = exact ? 1 << unequal.length : resamples;
        long[] signs = new long[unequal.length / SIGNS + 1];
        long hits = 0;
        for (int sample = 0; sample < tries; sample++) {
            if (exact) {
                signs[0] = sample;
            } else {
                RandomStream stream = RandomStream.of(seed, "permutation", sample);
                Arrays.setAll(signs, stream::bits);
            }
            if (Math.abs(signedSum(unequal, signs)) >= bar) {
                hits++;
            }
        }
        return exact ? hits / (double) tries : (hits + 1.0) / (tries + 1.0);
    }

    private static double signedSum(double[] values, long[] signs) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (signs[i / SIGNS] >>> i & 1) == 0 ? values[i] : -values[i];
        }
        return sum;
    }

    /**
     * Holm's correction (1979) of the p-values of one family of comparisons, in their order: the i-th smallest of m,
     * from 0, is multiplied by m − i. The result is at least the result of the smaller p-values, and at most 1.
     */
    public static double[] holm(double... p) {
        for (double each : p) {
            if (!(each >= 0 && each <= 1)) {
                throw new IllegalArgumentException("Significance: a p-value is " + each + "; it must be from 0 to 1");
            }
        }
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] corrected = new double[p.length];
        double least = 0;
        for (int i = 0; i < p.length; i++) {
            least = Math.max(least, Math.min(1, (p.length - i) * p[order[i]]));
            corrected[order[i]] = least;
        }
        return corrected;
    }

    /**
     * Spearman's rank correlation, from −1 to 1; equal values share the mean of their ranks. NaN if all values of
     * {@code x}, or all values of {@code y}, are equal.
     */
    public static double spearman(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("Significance: x has " + x.length + " values and y has " + y.length
                    + "; both must have the same number");
        }
        double[] a = ranks(x);
        double[] b = ranks(y);
        double mean = (x.length + 1) / 2.0;
        double both = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - mean) * (b[i] - mean);
            ofA += (a[i] - mean) * (a[i] - mean);
            ofB += (b[i] - mean) * (b[i] - mean);
        }
        return both / Math.sqrt(ofA * ofB);
    }

    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (double other : values) {
                ranks[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
            }
            ranks[i] += 0.5;
        }
        return ranks;
    }

    private static void check(double[] differences, int[] users, int resamples) {
        if (differences.length == 0) {
            throw new IllegalArgumentException("Significance: there are no differences; give at least one");
        }
        if (users.length != differences.length) {
            throw new IllegalArgumentException("Significance: " + differences.length + " differences but "
                    + users.length + " users; there must be one user for each difference");
        }
        if (resamples < 1) {
            throw new IllegalArgumentException("Significance: resamples is " + resamples + "; it must be at least 1");
        }
        for (double each : differences) {
            if (!Double.isFinite(each)) {
                throw new IllegalArgumentException("Significance: a difference is " + each + "; all must be finite");
            }
        }
    }

    /** The sum and the number of the differences of each user, in the order in which users first occur. */
    private record ByUser(double[] sums, int[] examples) {
        static ByUser of(double[] differences, int[] users) {
            Map<Integer, Integer> places = new HashMap<>();
            for (int user : users) {
                places.putIfAbsent(user, places.size());
            }
            double[] sums = new double[places.size()];
            int[] examples = new int[places.size()];
            for (int i = 0; i < users.length; i++) {
                int place = places.getOrDefault(users[i], 0);
                sums[place] += differences[i];
                examples[place]++;
            }
            return new ByUser(sums, examples);
        }
    }
}
