package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.end4rec.bench.complexity.ComplexityReport.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ClockedGrowthTest {
    private static final int SHORTEST = MeasuredMixer.EBM.steadyFrom();

    private static Timing timing(int n, double time, List<Double> parts) {
        return new Timing(MeasuredMixer.EBM, MeasuredPass.FORWARD, n, time, time, time, time, 0, time, parts);
    }

    private static List<Timing> timings(int from, int to, DoubleUnaryOperator time, IntFunction<List<Double>> parts) {
        List<Timing> timings = new ArrayList<>();
        for (int n = from; n <= to; n *= 2) {
            timings.add(timing(n, time.applyAsDouble(n), parts.apply(n)));
        }
        return timings;
    }

    private static ClockedGrowth of(DoubleUnaryOperator time) {
        return ClockedGrowth.of(timings(16, 4096, time, n -> List.of())).orElseThrow();
    }

    // values

    @ParameterizedTest
    @EnumSource
    void pureGrowthsAreSingledOut(Growth growth) {
        ClockedGrowth clocked = of(growth::of);
        assertThat(clocked.slope()).isCloseTo(clocked.slopeOf(growth), within(1e-9));
        assertThat(clocked.from()).isEqualTo(SHORTEST);
        assertThat(clocked.singledOut()).contains(growth);
    }

    @Test
    void slopesOfTheGrowths() {
        ClockedGrowth clocked = of(n -> n);
        assertThat(clocked.slopeOf(Growth.LINEAR)).isCloseTo(1, within(1e-9));
        assertThat(clocked.slopeOf(Growth.LINEARITHMIC)).isCloseTo(1.155, within(1e-3));
        assertThat(clocked.slopeOf(Growth.THREE_HALVES)).isCloseTo(1.5, within(1e-9));
        assertThat(clocked.slopeOf(Growth.QUADRATIC)).isCloseTo(2, within(1e-9));
        assertThat(clocked.excluded()).doesNotContain(Growth.LINEAR).contains(Growth.QUADRATIC);
    }

    @Test
    void partsThatDisagreeWidenTheInterval() {
        // slopes 1 and 2: mean error 12.706·sqrt(0.5/2)
        List<Timing> timings = timings(128, 4096, n -> n, n -> List.of((double) n, (double) n * n));
        assertThat(ClockedGrowth.disagreement(timings)).isCloseTo(12.706 / 2, within(1e-6));
        ClockedGrowth clocked = ClockedGrowth.of(timings).orElseThrow();
        assertThat(clocked.slopeError()).isCloseTo(12.706 / 2, within(1e-6));
        assertThat(clocked.excluded()).isEmpty();
        assertThat(clocked.singledOut()).isEmpty();
    }

    @Test
    void aSlopeFarFromAllIsThatOfNone() {
        assertThat(of(n -> n * n * n).singledOut()).isEmpty();
        assertThat(of(n -> 1 / n).singledOut()).isEmpty();
        assertThat(of(n -> Math.pow(n, 1.33)).singledOut()).contains(Growth.THREE_HALVES);
    }

    // oracle: noise

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "THREE_HALVES")
    void noiseNeverSinglesOutAnotherGrowth(Growth growth) {
        int decided = 0;
        for (long seed = 1; seed <= 3000; seed++) {
            Random random = new Random(seed);
            double noise = 0.3 * random.nextDouble();
            List<Timing> timings = new ArrayList<>();
            for (int n = SHORTEST; n <= 4096; n *= 2) {
                List<Double> parts = new ArrayList<>();
                double least = Double.POSITIVE_INFINITY;
                for (int part = 0; part < Rounds.PARTS; part++) {
                    // other work makes a time longer, never shorter
                    double time = growth.of(n) * Math.exp(noise * Math.abs(random.nextGaussian()));
                    parts.add(time);
                    least = Math.min(least, time);
                }
                timings.add(timing(n, least, parts));
            }
            var single = ClockedGrowth.of(timings).orElseThrow().singledOut();
            assertThat(single.isEmpty() || single.get().looksLike(growth))
                    .as("seed %d", seed)
                    .isTrue();
            decided += single.isPresent() ? 1 : 0;
        }
        assertThat(decided).isGreaterThan(1500);
    }

    // edges

    @Test
    void tooFewLengths() {
        assertThat(ClockedGrowth.of(List.of())).isEmpty();
        assertThat(ClockedGrowth.of(timings(16, 256, n -> n, n -> List.of()))).isEmpty();
        assertThat(ClockedGrowth.of(
                        List.of(timing(1000, 1, List.of()), timing(1001, 1, List.of()), timing(1002, 1, List.of()))))
                .isEmpty();
        assertThat(ClockedGrowth.disagreement(List.of())).isZero();
    }
}
