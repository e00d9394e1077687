package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Exact counts of whole blocks, taken in a Java of its own that runs on the counting kernels. Nothing here is timed.
 */
class CostRunTest {
    private static final long HEAP = 2L << 30;
    private static final int D = 64;
    private static final int H = MixingBlock.HEADS;

    private static List<Cost> costs(MeasuredMixer mixer, MeasuredPass pass, Integer... lengths) throws IOException {
        return new ForkingMeasurer(true).costs(mixer, pass, List.of(lengths), HEAP);
    }

    private static SortedMap<Integer, Double> operations(List<Cost> costs) {
        SortedMap<Integer, Double> operations = new TreeMap<>();
        costs.forEach(cost -> operations.put(cost.length(), (double) cost.operations()));
        return operations;
    }

    private static SortedMap<Integer, Double> bytes(List<Cost> costs) {
        SortedMap<Integer, Double> bytes = new TreeMap<>();
        costs.forEach(cost -> bytes.put(cost.length(), (double) cost.heldBytes()));
        return bytes;
    }

    // values

    @Test
    void plainAttentionForwardByHand() throws IOException {
        long n = 32;
        Cost cost =
                costs(MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD, 32).get(0);
        long products = 4 * n * D * D + 2 * n * n * D;
        // per row of the weights: differences to the maximum and their sum with its tree of 15, a quotient, n products
        assertThat(cost.adds()).isEqualTo(products + H * n * (2 * n + 15));
        assertThat(cost.multiplies()).isEqualTo(products + n * D + H * n * n);
        assertThat(cost.functions()).isEqualTo(H * n * n);
    }

    @Test
    void ebmForwardByHand() throws IOException {
        int n = 64;
        int bins = n / 2 + 1;
        Cost cost = costs(MeasuredMixer.EBM, MeasuredPass.FORWARD, n).get(0);
        // two transforms of 32 pairs of channels: 1632 operations each, and 4 for each real number taken apart or
        // joined;
        // two fusions of 2·4·s operations for each number of a spectrum
        long pairs = 2L * 32 * (1632 + 2 * 2 + 8 * 31);
        long fusion = 2L * bins * D * 8 * (D / MixingBlock.CHUNKS);
        assertThat(cost.adds() + cost.multiplies()).isEqualTo(pairs + fusion);
        assertThat(cost.divisions() + cost.functions()).isZero();
    }

    // bounds

    @Test
    void attentionQuadruplesAndEbmHardlyMoreThanDoubles() throws IOException {
        for (MeasuredPass pass : MeasuredPass.values()) {
            SortedMap<Integer, Double> plain =
                    operations(costs(MeasuredMixer.PLAIN_ATTENTION, pass, 16, 32, 512, 1024, 2048));
            SortedMap<Integer, Double> blocked =
                    operations(costs(MeasuredMixer.BLOCKED_ATTENTION, pass, 16, 32, 512, 1024, 2048));
            for (SortedMap<Integer, Double> attention : List.of(plain, blocked)) {
                SortedMap<Integer, Double> ratios = ComplexityReport.doubling(attention);
                assertThat(ratios.get(16)).isLessThan(ratios.get(512)).isLessThan(3);
                assertThat(ratios.get(512)).isLessThan(ratios.get(1024));
                assertThat(ratios.get(1024)).isCloseTo(4, within(0.25)).isLessThan(4);
            }
        }
    }

    @Test
    void ebmCountsGrowAsNLogN() throws IOException {
        Integer[] lengths = {
            16, 18, 20, 24, 25, 27, 30, 32, 36, 40, 48, 50, 54, 60, 64, 96, 100, 125, 128, 200, 243, 250, 256, 400, 486,
            500, 512, 1000, 1024, 2048, 4096, 8192, 16384
        };
        SortedMap<Integer, Double> counts =
                operations(costs(MeasuredMixer.EBM, MeasuredPass.FORWARD_BACKWARD, lengths));
        assertThat(ComplexityReport.doubling(counts))
                .hasSizeGreaterThan(20)
                .allSatisfy((n, ratio) -> assertThat(ratio).as("from %d", n).isLessThanOrEqualTo(2.4));
        SortedMap<Integer, Double> powers = new TreeMap<>();
        for (int n = 1024; n <= 16384; n *= 2) {
            powers.put(n, counts.get(n));
        }
        isLinearithmic(powers);
    }

    /** From the length on at which its filters go through spectra. */
    @Test
    void causalEbmCountsGrowAsNLogN() throws IOException {
        isLinearithmic(operations(
                costs(MeasuredMixer.CAUSAL_EBM, MeasuredPass.FORWARD_BACKWARD, 1024, 2048, 4096, 8192, 16384)));
    }

    private static void isLinearithmic(SortedMap<Integer, Double> counts) {
        ComplexityFit fit = ComplexityFit.of(counts);
        assertThat(fit.slope()).isBetween(1.0, 1.2);
        assertThat(fit.best().growth()).isEqualTo(Growth.LINEARITHMIC);
        assertThat(fit.best().residual()).isLessThan(0.001);
    }

    @ParameterizedTest
    @EnumSource
    void theLengthsOfAQuickRunDecide(MeasuredMixer mixer) throws IOException {
        for (MeasuredPass pass : MeasuredPass.values()) {
            SortedMap<Integer, Double> counts =
                    operations(costs(mixer, pass, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096));
            CountedGrowth counted = CountedGrowth.of(counts).orElseThrow();
            assertThat(counted.growth())
                    .as("%s %s", mixer, pass)
                    .isEqualTo(mixer.attends() ? Growth.QUADRATIC : Growth.LINEARITHMIC);
            double added = counted.added().getOrDefault(1024, Double.NaN);
            double next = counted.added().getOrDefault(2048, Double.NaN);
            if (mixer.attends()) {
                assertThat(counted.fit().best().residual()).isLessThan(1e-9);
                assertThat(next).isEqualTo(2 * added);
            } else {
                assertThat(next / added).isCloseTo(1, within(0.02));
            }
        }
    }

    @Test
    void ebmAtPrimesCostsAtMostThreeTimesAsMuchForTwiceTheLength() throws IOException {
        SortedMap<Integer, Double> counts = operations(
                costs(MeasuredMixer.EBM, MeasuredPass.FORWARD_BACKWARD, 17, 34, 31, 62, 61, 122, 127, 254, 509, 1018));
        assertThat(ComplexityReport.doubling(counts))
                .hasSize(5)
                .allSatisfy((n, ratio) -> assertThat(ratio).as("from %d", n).isLessThanOrEqualTo(3));
    }

    @Test
    void memoryOfEbmAndBlockedAttentionIsLinear() throws IOException {
        Integer[] lengths = {256, 512, 1024, 2048};
        assertThat(ComplexityFit.of(bytes(costs(MeasuredMixer.EBM, MeasuredPass.FORWARD_BACKWARD, lengths)))
                        .slope())
                .isLessThanOrEqualTo(1.05);
        assertThat(ComplexityFit.of(
                                bytes(costs(MeasuredMixer.BLOCKED_ATTENTION, MeasuredPass.FORWARD_BACKWARD, lengths)))
                        .slope())
                .isLessThanOrEqualTo(1.05);
        assertThat(ComplexityFit.of(bytes(costs(MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD_BACKWARD, lengths)))
                        .slope())
                .isGreaterThan(1.8);
    }
}
