package org.end4rec.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GammaFunctionTest {
    private static final double EULER = 0.57721566490153286061;
    /** Where the shift ends and where it does not, and far from there. */
    private static final double[] ARGUMENTS = {1e-6, 0.1, 0.5, 1, 1.4616, 2, 3.7, 10.999, 11, 11.001, 12, 99.5, 1e4};

    @Test
    void values() {
        // 30-digit values of an arbitrary-precision library
        assertLogGamma(1e-6, 13.8155099807494317144597411651);
        assertLogGamma(0.1, 2.2527126517342059020062379569);
        assertLogGamma(0.5, 0.5 * StrictMath.log(Math.PI));
        assertLogGamma(1, 0);
        assertLogGamma(2, 0);
        assertLogGamma(3.7, 1.42807232666538812920049835255);
        assertLogGamma(11.9, 17.2584774505955220118784958478);
        assertLogGamma(12, 17.5023078458738858392876529072);
        assertLogGamma(100, 359.13420536957539877604401046);
        assertLogGamma(1e6, 12815504.569147611659976971785);
        assertLogGamma(1e300, 6.89775527898213741474400918863e302);
        assertDigamma(1e-6, -1000000.5772140200139199563751);
        assertDigamma(0.1, -10.4237549404110762321002953145);
        assertDigamma(0.5, -EULER - 2 * StrictMath.log(2));
        assertDigamma(1, -EULER);
        assertDigamma(3.7, 1.16715353936151144094765086066);
        assertDigamma(11.9, 2.43393353688253748590535550473);
        assertDigamma(12, 2.44266167997581201673836525479);
        assertDigamma(100, 4.60016185273808740019860558558);
        assertDigamma(1e6, 13.8155100579641907707746154031);
        assertDigamma(1e300, 690.775527898213705257902196661);
    }

    private static void assertLogGamma(double x, double expected) {
        assertThat(GammaFunction.logGamma(x)).as("logGamma(%s)", x).isCloseTo(expected, promised(expected));
    }

    private static void assertDigamma(double x, double expected) {
        assertThat(GammaFunction.digamma(x)).as("digamma(%s)", x).isCloseTo(expected, promised(expected));
    }

    private static Offset<Double> promised(double expected) {
        return within(1e-14 * Math.max(1, Math.abs(expected)));
    }

    @Test
    void recurrencesHold() {
        for (double x : ARGUMENTS) {
            double logGamma = GammaFunction.logGamma(x + 1);
            assertThat(GammaFunction.logGamma(x) + StrictMath.log(x)).isCloseTo(logGamma, twice(logGamma));
            double digamma = GammaFunction.digamma(x + 1);
            assertThat(GammaFunction.digamma(x) + 1 / x).isCloseTo(digamma, twice(Math.max(1 / x, digamma)));
        }
    }

    private static Offset<Double> twice(double expected) {
        return within(2e-14 * Math.max(1, Math.abs(expected)));
    }

    @Test
    void stirlingErrorIsWhatTheFormulaLeavesOut() {
        for (double x : ARGUMENTS) {
            double formula = (x + 0.5) * StrictMath.log(x) - x + 0.5 * StrictMath.log(2 * Math.PI);
            double exact = GammaFunction.logGamma(x + 1);
            assertThat(GammaFunction.stirlingError(x)).isCloseTo(exact - formula, twice(exact));
        }
        // 1/(12x) − 1/(360x³) + …
        assertThat(GammaFunction.stirlingError(1e10)).isCloseTo(1 / 12e10, within(1e-25));
    }

    @Test
    void edges() {
        assertThat(GammaFunction.logGamma(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(GammaFunction.digamma(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(GammaFunction.stirlingError(Double.POSITIVE_INFINITY)).isZero();
        assertThat(GammaFunction.logGamma(Double.NaN)).isNaN();
        assertThat(GammaFunction.digamma(Double.NaN)).isNaN();
        assertThat(GammaFunction.stirlingError(Double.NaN)).isNaN();
        assertThat(GammaFunction.logGamma(Double.MIN_VALUE)).isCloseTo(744.4400719213812, within(1e-11));
        assertThat(GammaFunction.digamma(Double.MIN_NORMAL)).isEqualTo(-1 / Double.MIN_NORMAL);
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> GammaFunction.logGamma(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("logGamma: x is 0.0; it must be greater than 0");
        assertThatThrownBy(() -> GammaFunction.digamma(-1.5))
                .hasMessage("digamma: x is -1.5; it must be greater than 0");
        assertThatThrownBy(() -> GammaFunction.stirlingError(-0.0))
                .hasMessage("stirlingError: x is -0.0; it must be greater than 0");
    }
}
