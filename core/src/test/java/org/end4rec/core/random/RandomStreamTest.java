package org.end4rec.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    private static final int DRAWS = 100_000;

    /** Kolmogorov's limit of √n·D that a right generator passes with probability 1 − 10⁻⁴. */
    private static final double KOLMOGOROV = 2.225;

    // values

    @Test
    void bitsNeverChangeBetweenReleases() {
        RandomStream stream = RandomStream.of(42, "dropout", 7);

        assertThat(new long[] {stream.bits(0), stream.bits(1), stream.bits(1L << 40)})
                .containsExactly(0xEE8D84360B66C448L, 0x02A651E5D05F840FL, 0xAC041127B97B4129L);
    }

    @Test
    void drawsDependOnNothingButTheirKey() {
        RandomStream forwards = RandomStream.of(1, "negatives", 3);
        RandomStream backwards = RandomStream.of(1, "negatives", 3);
        long[] expected = IntStream.range(0, 1000).mapToLong(forwards::bits).toArray();

        long[] found = new long[1000];
        for (int i = 999; i >= 0; i--) {
            backwards.uniform(i + 5L);
            found[i] = backwards.bits(i);
        }

        assertThat(found).containsExactly(expected);
        Figures.print(
                "D2", "draws asked for in another order and between others", "%d of 1000 identical", found.length);
    }

    @Test
    void everyPartOfTheKeyMatters() {
        Set<Long> draws = new HashSet<>();
        for (String purpose : new String[] {"", "a", "b", "ab", "ba", "ä", "dropout", "dropout2"}) {
            for (long seed = -20; seed < 20; seed++) {
                for (long step = -20; step < 20; step++) {
                    draws.add(RandomStream.of(seed, purpose, step).bits(0));
                }
            }
        }
        assertThat(draws).hasSize(8 * 40 * 40);
    }

    // oracle

    @Test
    void uniformPassesKolmogorovSmirnovAlongEveryPartOfTheKey() {
        RandomStream stream = RandomStream.of(2024, "uniform", 0);
        assertFits(IntStream.range(0, DRAWS).mapToDouble(stream::uniform).toArray(), u -> u);
        assertFits(
                IntStream.range(0, DRAWS)
                        .mapToDouble(step -> RandomStream.of(5, "step", step).uniform(0))
                        .toArray(),
                u -> u);
        assertFits(
                IntStream.range(0, DRAWS)
                        .mapToDouble(seed -> RandomStream.of(seed, "seed", 1).uniform(0))
                        .toArray(),
                u -> u);
    }

    @Test
    void neighboursAreUncorrelated() {
        RandomStream stream = RandomStream.of(9, "pairs", 0);
        RandomStream next = RandomStream.of(9, "pairs", 1);
        double along = 0;
        double across = 0;
        for (int i = 0; i < DRAWS; i++) {
            double u = stream.uniform(i) - 0.5;
            along += u * (stream.uniform(i + 1L) - 0.5);
            across += u * (next.uniform(i) - 0.5);
        }
        // a product of two independent draws has standard deviation 1/12
        double limit = 4.5 / 12 / Math.sqrt(DRAWS);
        assertThat(along / DRAWS).isCloseTo(0, within(limit));
        assertThat(across / DRAWS).isCloseTo(0, within(limit));
    }

    @Test
    void everyBitIsOneHalfOfTheTime() {
        RandomStream stream = RandomStream.of(3, "bits", 0);
        int[] ones = new int[64];
        for (int i = 0; i < DRAWS; i++) {
            long bits = stream.bits(i);
            for (int b = 0; b < 64; b++) {
                ones[b] += (int) (bits >>> b & 1);
            }
        }
        double limit = 5 * Math.sqrt(DRAWS) / 2;
        for (int count : ones) {
            assertThat((double) count).isCloseTo(DRAWS / 2.0, within(limit));
        }
    }

    @Test
    void normalPassesKolmogorovSmirnov() {
        RandomStream stream = RandomStream.of(77, "normal", 0);
        double[] draws = IntStream.range(0, DRAWS).mapToDouble(stream::normal).toArray();

        assertFits(draws, RandomStreamTest::normalDistribution);
        assertThat(Arrays.stream(draws).average().orElseThrow()).isCloseTo(0, within(0.014));
        assertThat(Arrays.stream(draws).map(z -> z * z).average().orElseThrow()).isCloseTo(1, within(0.02));
    }

    @Test
    void gumbelPassesKolmogorovSmirnov() {
        RandomStream stream = RandomStream.of(78, "gumbel", 0);
        double[] draws = IntStream.range(0, DRAWS).mapToDouble(stream::gumbel).toArray();

        assertFits(draws, g -> Math.exp(-Math.exp(-g)));
    }

    @Test
    void allGumbelValues() {
        double[] sums = IntStream.range(0, 1 << 12)
                .mapToObj(RandomStreamTest::gumbelMoments)
                .reduce(new double[2], (a, b) -> new double[] {a[0] + b[0], a[1] + b[1]});
        double mean = sums[0] * 0x1p-24;
        double variance = sums[1] * 0x1p-24 - mean * mean;

        Figures.print(
                "N2",
                "all 2^24 Gumbel values",
                "0 not finite; mean %.6f, bar 0.5772 ± 1e-3; variance %.5f, bar π²/6 ± 1e-2",
                mean,
                variance);
        assertThat(mean).isCloseTo(0.577216, within(1e-3));
        assertThat(variance).isCloseTo(Math.PI * Math.PI / 6, within(1e-2));
    }

    @Test
    void belowIsUniform() {
        RandomStream stream = RandomStream.of(4, "below", 0);
        for (int bound : new int[] {1, 2, 3, 7, 10, 31, 100}) {
            int[] counts = new int[bound];
            for (int i = 0; i < DRAWS; i++) {
                counts[stream.below(i, bound)]++;
            }
            double expected = (double) DRAWS / bound;
            double chiSquare = 0;
            for (int count : counts) {
                chiSquare += (count - expected) * (count - expected) / expected;
            }
            // mean bound − 1, standard deviation √(2(bound − 1))
            assertThat(chiSquare).as("bound %d", bound).isLessThan(bound - 1 + 5 * Math.sqrt(2.0 * bound));
        }
    }

    @Test
    void permutationsAreUniform() {
        int[] counts = new int[6];
        for (int step = 0; step < 60_000; step++) {
            int[] order = RandomStream.of(8, "shuffle", step).permutation(3);
            counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
        }
        for (int count : counts) {
            assertThat((double) count).isCloseTo(10_000, within(450.0));
        }
    }

    // edges

    @Test
    void belowStaysInRangeForTheLargestBound() {
        RandomStream stream = RandomStream.of(6, "below", 0);
        int[] draws = IntStream.range(0, 10_000)
                .map(i -> stream.below(i, Integer.MAX_VALUE))
                .toArray();

        assertThat(Arrays.stream(draws).min().orElseThrow()).isBetween(0, 5_000_000);
        assertThat(Arrays.stream(draws).max().orElseThrow())
                .isBetween(Integer.MAX_VALUE - 5_000_000, Integer.MAX_VALUE - 1);
    }

    @Test
    void permutationsContainEveryNumberOnce() {
        for (int n : new int[] {0, 1, 2, 3, 17, 1000}) {
            int[] order = RandomStream.of(n, "shuffle", 0).permutation(n);
            assertThat(Arrays.stream(order).sorted().toArray())
                    .containsExactly(IntStream.range(0, n).toArray());
        }
        assertThat(RandomStream.of(1, "shuffle", 0).permutation(1000))
                .isNotEqualTo(IntStream.range(0, 1000).toArray());
    }

    // errors

    @Test
    void boundsBelowOneAndNegativeSizesAreRefused() {
        RandomStream stream = RandomStream.of(0, "x", 0);
        assertThatThrownBy(() -> stream.below(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RandomStream.below: bound is 0; it must be at least 1");
        assertThatThrownBy(() -> stream.permutation(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RandomStream.permutation: n is -1; it must be 0 or more");
    }

    /** Sum and sum of squares of one 4096th of all Gumbel values, each checked to be in range. */
    private static double[] gumbelMoments(int block) {
        double sum = 0;
        double squares = 0;
        for (int k = block << 12; k < (block + 1) << 12; k++) {
            float g = RandomStream.gumbelAt(k);
            if (!(g >= -2.86f && g <= 17.33f)) {
                throw new AssertionError("gumbelAt(" + k + ") is " + g);
            }
            sum += g;
            squares += (double) g * g;
        }
        return new double[] {sum, squares};
    }

    private static void assertFits(double[] draws, DoubleUnaryOperator distribution) {
        double[] sorted = Arrays.stream(draws).sorted().toArray();
        double worst = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = distribution.applyAsDouble(sorted[i]);
            worst = Math.max(worst, Math.abs(expected - (double) i / sorted.length));
            worst = Math.max(worst, Math.abs(expected - (i + 1.0) / sorted.length));
        }
        assertThat(worst * Math.sqrt(sorted.length)).isLessThan(KOLMOGOROV);
    }

    /** Φ(z) by the midpoint rule on a grid fine enough for five digits. */
    private static double normalDistribution(double z) {
        double reach = Math.min(Math.abs(z), 7);
        int cells = 64;
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            double x = (i + 0.5) * reach / cells;
            sum += Math.exp(-x * x / 2);
        }
        double half = sum * reach / cells / Math.sqrt(2 * Math.PI);
        return z < 0 ? 0.5 - half : 0.5 + half;
    }
}
