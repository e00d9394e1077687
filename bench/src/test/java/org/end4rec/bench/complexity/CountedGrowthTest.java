package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CountedGrowthTest {
    private static SortedMap<Integer, Double> counts(int from, int to, DoubleUnaryOperator count) {
        SortedMap<Integer, Double> counts = new TreeMap<>();
        for (int n = from; n <= to; n *= 2) {
            counts.put(n, count.applyAsDouble(n));
        }
        return counts;
    }

    private static @Nullable Growth growth(SortedMap<Integer, Double> counts) {
        return CountedGrowth.of(counts).orElseThrow().growth();
    }

    // values

    @ParameterizedTest
    @EnumSource
    void workAtEachPositionDoesNotHideTheGrowth(Growth growth) {
        assertThat(growth(counts(16, 4096, n -> 15_000 * n + 650 * growth.of(n))))
                .isEqualTo(growth);
    }

    @Test
    void whatADoublingAddsToAPosition() {
        SortedMap<Integer, Double> added = CountedGrowth.of(counts(64, 1024, n -> 5 * n + 3 * n * n))
                .orElseThrow()
                .added();
        assertThat(added).containsOnlyKeys(128, 256, 512);
        assertThat(added.get(256)).isCloseTo(3 * 256, within(1e-9));
    }

    // oracle: noise

    @ParameterizedTest
    @EnumSource
    void noiseNeverMakesAnotherGrowth(Growth growth) {
        for (long seed = 1; seed <= 2000; seed++) {
            Random random = new Random(seed);
            double noise = 0.2 * random.nextDouble() * random.nextDouble();
            Growth found =
                    growth(counts(128, 4096, n -> (100 * n + 10 * growth.of(n)) * (1 + noise * random.nextGaussian())));
            assertThat(found).as("seed %d", seed).isIn(growth, null);
        }
    }

    // edges

    @Test
    void shortLengthsDecideNothing() {
        assertThat(CountedGrowth.of(counts(16, 64, n -> n))).isEmpty();
        assertThat(CountedGrowth.of(counts(16, 128, n -> n))).isEmpty();
        assertThat(growth(counts(16, 512, n -> n * n))).isNull();
        SortedMap<Integer, Double> near = new TreeMap<>();
        for (int n = 1000; n < 1040; n += 5) {
            near.put(n, Growth.LINEARITHMIC.of(n));
        }
        assertThat(growth(near)).isNull();
    }

    @Test
    void aGrowthThatIsNoneOfTheFour() {
        assertThat(growth(counts(128, 4096, n -> n * n * n))).isNull();
        assertThat(growth(counts(128, 4096, n -> 1e6 / n))).isNull();
    }
}
