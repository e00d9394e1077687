package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComplexityFitTest {
    private static SortedMap<Integer, Double> sampled(DoubleUnaryOperator cost) {
        SortedMap<Integer, Double> times = new TreeMap<>();
        for (int n = 16; n <= 16384; n *= 2) {
            times.put(n, cost.applyAsDouble(n));
        }
        return times;
    }

    // values

    @ParameterizedTest
    @EnumSource
    void findsTheModelAndItsNumbers(Growth growth) {
        double beside = growth == Growth.LINEAR ? 0 : 7;
        ComplexityFit fit = ComplexityFit.of(sampled(n -> beside * n + 0.3 * growth.of(n)));

        ComplexityFit.Model own = fit.models().stream()
                .filter(model -> model.growth() == growth)
                .findFirst()
                .orElseThrow();
        assertThat(own.a()).isCloseTo(beside, within(1e-6));
        assertThat(own.b()).isCloseTo(0.3, within(1e-9));
        assertThat(own.residual()).isLessThan(1e-9);
        assertThat(own.at(100)).isCloseTo(beside * 100 + 0.3 * growth.of(100), within(1e-6));
        assertThat(fit.models()).hasSize(4);
        // N is part of every model, so it is the only growth that all of them fit
        assertThat(fit.models().get(1).residual() > 0.01).isEqualTo(growth != Growth.LINEAR);
    }

    @Test
    void slopeOfAPowerIsItsExponent() {
        ComplexityFit fit = ComplexityFit.of(sampled(n -> 3 * StrictMath.pow(n, 1.3)));
        assertThat(fit.slope()).isCloseTo(1.3, within(1e-9));
        assertThat(fit.slopeError()).isLessThan(1e-6);
        assertThat(fit.points()).isEqualTo(11);
        assertThat(fit.from()).isEqualTo(16);
        assertThat(fit.to()).isEqualTo(16384);
    }

    @Test
    void intervalByHand() {
        // log T = 0, 1, 0 over log N = 0, 1, 2 (times log 2): slope 0, residuals −1/3, 2/3, −1/3, t of 1 degree 12.706
        SortedMap<Integer, Double> times = new TreeMap<>();
        times.put(1, 1.0);
        times.put(2, 2.0);
        times.put(4, 1.0);
        ComplexityFit fit = ComplexityFit.of(times);
        assertThat(fit.slope()).isCloseTo(0, within(1e-12));
        assertThat(fit.slopeError()).isCloseTo(12.706 * Math.sqrt(2.0 / 3 / 2), within(1e-9));
    }

    @Test
    void errorOfAMeanByHand() {
        // variance 1, Student's t of 2 degrees 4.303
        assertThat(ComplexityFit.meanError(List.of(1.0, 2.0, 3.0))).isCloseTo(4.303 / Math.sqrt(3), within(1e-9));
        assertThat(ComplexityFit.meanError(List.of(1.0))).isZero();
    }

    // oracle: noise

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noiseOfThreePercentHidesNeither(long seed) {
        Random random = new Random(seed);
        ComplexityFit linearithmic =
                ComplexityFit.of(sampled(n -> Growth.LINEARITHMIC.of(n) * (1 + 0.03 * random.nextGaussian())));
        ComplexityFit quadratic =
                ComplexityFit.of(sampled(n -> Growth.QUADRATIC.of(n) * (1 + 0.03 * random.nextGaussian())));

        assertThat(linearithmic.slope()).isCloseTo(1.15, within(0.05));
        assertThat(linearithmic.best().residual()).isBetween(0.005, 0.06);
        assertThat(quadratic.best().growth()).isEqualTo(Growth.QUADRATIC);
        assertThat(quadratic.slope()).isCloseTo(2, within(0.05));
        assertThat(Math.abs(quadratic.slope() - 2)).isLessThan(3 * quadratic.slopeError());
    }

    @Test
    void smallTimesWeighAsMuchAsLargeOnes() {
        // 20 % at the short end, nothing at the long one: plain least squares would not see it
        ComplexityFit fit = ComplexityFit.of(sampled(n -> n * (n < 100 ? 1.2 : 1)));
        assertThat(fit.best().residual()).isGreaterThan(0.01);
    }

    // edges

    @Test
    void coefficientsAreNeverNegative() {
        ComplexityFit steep = ComplexityFit.of(sampled(n -> n * n * n));
        assertThat(steep.models()).allSatisfy(model -> {
            assertThat(model.a()).isNotNegative();
            assertThat(model.b()).isNotNegative();
        });
        ComplexityFit falling = ComplexityFit.of(sampled(n -> 1 / n));
        assertThat(falling.models())
                .filteredOn(model -> model.growth() != Growth.LINEAR)
                .allSatisfy(model -> assertThat(model.b()).isZero());
        assertThat(falling.slope()).isCloseTo(-1, within(1e-9));
    }

    @Test
    void twoPointsGiveASlopeWithoutCertainty() {
        SortedMap<Integer, Double> times = new TreeMap<>();
        times.put(1, 5.0);
        times.put(4, 80.0);
        ComplexityFit fit = ComplexityFit.of(times);
        assertThat(fit.slope()).isCloseTo(2, within(1e-12));
        assertThat(fit.slopeError()).isInfinite();
    }

    // errors

    @Test
    void tooFewPoints() {
        SortedMap<Integer, Double> times = new TreeMap<>();
        assertThatThrownBy(() -> ComplexityFit.of(times))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ComplexityFit: there are 0 different lengths; a fit needs at least 2");
        times.put(16, 1.0);
        times.put(16, 2.0);
        assertThatThrownBy(() -> ComplexityFit.of(times))
                .hasMessage("ComplexityFit: there are 1 different lengths; a fit needs at least 2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void timesThatAreNone(double time) {
        SortedMap<Integer, Double> times = sampled(n -> n);
        times.put(64, time);
        assertThatThrownBy(() -> ComplexityFit.of(times))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ComplexityFit: the cost at 64 is " + time + "; it must be positive and finite");
    }

    @Test
    void lengthsThatAreNone() {
        SortedMap<Integer, Double> times = sampled(n -> n);
        times.put(0, 1.0);
        assertThatThrownBy(() -> ComplexityFit.of(times))
                .hasMessage("ComplexityFit: a length is 0; it must be at least 1");
    }
}
