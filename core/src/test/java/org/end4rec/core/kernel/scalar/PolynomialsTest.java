package org.end4rec.core.kernel.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.KernelsUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PolynomialsTest {
    /** About 430,000 floats spread evenly over all bit patterns. */
    private static final int ORACLE_STRIDE = 9973;

    private static final int BITS_STRIDE = 1021;

    /** Below, the product with the scaled tail is subnormal. */
    private static final float GELU_EXACT_FROM = 0x1p-95f;

    @FunctionalInterface
    interface FloatFunction {
        float apply(float x);
    }

    @FunctionalInterface
    interface Kernel {
        void apply(Kernels kernels, float[] x, int xo, float[] y, int yo, int n);
    }

    // values

    @Test
    void exactWhereTheResultIsAFloat() {
        assertThat(Polynomials.exp(0f)).isEqualTo(1f);
        assertThat(Polynomials.exp(-0f)).isEqualTo(1f);
        assertThat(Polynomials.log(1f)).isEqualTo(0f);
        assertThat(Polynomials.sigmoid(0f)).isEqualTo(0.5f);
        assertThat(Polynomials.geluDerivative(0f)).isEqualTo(0.5f);
        assertThat(bits(Polynomials.tanh(-0f))).isEqualTo(bits(-0f));
        assertThat(bits(Polynomials.tanh(0f))).isEqualTo(bits(0f));
        assertThat(bits(Polynomials.gelu(-0f))).isEqualTo(bits(-0f));
        assertThat(bits(Polynomials.gelu(0f))).isEqualTo(bits(0f));
    }

    @Test
    void knownValues() {
        assertThat(Polynomials.exp(1f)).isEqualTo(2.7182817f);
        assertThat(Polynomials.log(10f)).isEqualTo(2.3025851f);
        assertThat(Polynomials.log(Float.MIN_VALUE)).isEqualTo(-103.27893f);
        assertThat(Polynomials.tanh(0.5f)).isEqualTo(0.46211717f);
        assertThat(Polynomials.sigmoid(-2f)).isEqualTo(0.11920292f);
        assertThat(Polynomials.logSigmoid(0f)).isEqualTo(-0.6931472f);
        assertThat(Polynomials.gelu(1f)).isBetween(0.8413447f, 0.8413448f);
        assertThat(Polynomials.gelu(-1f)).isEqualTo(-0.15865526f);
    }

    // oracle: the largest error over all floats, in units in the last place. Measured on every 499th float: exp 0.98,
    // log 0.77, tanh 1.25, sigmoid 2.11, logSigmoid 1.60, gelu 4.83 (at −8.0: a product of rounded factors)

    static Stream<Arguments> functions() {
        return Stream.of(
                Arguments.of("exp", (FloatFunction) Polynomials::exp, (DoubleUnaryOperator) StrictMath::exp, 1.2),
                Arguments.of("log", (FloatFunction) Polynomials::log, (DoubleUnaryOperator) StrictMath::log, 1.0),
                Arguments.of("tanh", (FloatFunction) Polynomials::tanh, (DoubleUnaryOperator) StrictMath::tanh, 1.5),
                Arguments.of(
                        "sigmoid",
                        (FloatFunction) Polynomials::sigmoid,
                        (DoubleUnaryOperator) PolynomialsTest::sigmoid,
                        2.5),
                Arguments.of(
                        "logSigmoid",
                        (FloatFunction) Polynomials::logSigmoid,
                        (DoubleUnaryOperator) PolynomialsTest::logSigmoid,
                        2.0),
                Arguments.of(
                        "gelu",
                        (FloatFunction) x -> Math.abs(x) < GELU_EXACT_FROM ? 0.5f * x : Polynomials.gelu(x),
                        (DoubleUnaryOperator) PolynomialsTest::gelu,
                        5.0));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void withinAFewUnitsInTheLastPlace(String name, FloatFunction function, DoubleUnaryOperator oracle, double bound) {
        double worst = 0;
        float where = 0;
        for (long pattern = 0; pattern < 1L << 32; pattern += ORACLE_STRIDE) {
            float x = Float.intBitsToFloat((int) pattern);
            double error = unitsInLastPlace(function.apply(x), oracle.applyAsDouble(x));
            if (error > worst) {
                worst = error;
                where = x;
            }
        }
        assertThat(worst).as("%s, worst at %s", name, where).isLessThan(bound);
    }

    @Test
    void expNonPositiveIsTheExponentialUpToSixty() {
        double worst = 0;
        for (float x = -104.5f; x < 60f; x += 0.0011f) {
            worst = Math.max(worst, unitsInLastPlace(Polynomials.expNonPositive(x), StrictMath.exp(x)));
        }
        assertThat(worst).isLessThan(1.2);
    }

    @Test
    void geluDerivativeIsCloseToItsLargestTerm() {
        double worst = 0;
        // further left e^(−x²/2) is subnormal; measured 4.28
        for (float x = -13f; x < 20f; x += 0.0003f) {
            double phi = StrictMath.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
            double expected = normalDistribution(x) + x * phi;
            double largest = Math.max(normalDistribution(x), Math.abs(x * phi));
            double error = Math.abs(Polynomials.geluDerivative(x) - expected) / Math.ulp((float) largest);
            worst = Math.max(worst, error);
        }
        assertThat(worst).isLessThan(5.0);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void vectorLanesGiveTheSameBits(String name, Kernel kernel) {
        Kernels vector = KernelsUnderTest.vector();
        int block = 4096;
        float[] x = new float[block];
        float[] expected = new float[block];
        float[] found = new float[block];
        long pattern = 0;
        while (pattern < 1L << 32) {
            for (int i = 0; i < block; i++, pattern += BITS_STRIDE) {
                x[i] = Float.intBitsToFloat((int) pattern);
            }
            kernel.apply(Kernels.scalar(), x, 0, expected, 0, block);
            kernel.apply(vector, x, 0, found, 0, block);
            for (int i = 0; i < block; i++) {
                if (bits(found[i]) != bits(expected[i])) {
                    assertThat(found[i]).as("%s(%s)", name, x[i]).isEqualTo(expected[i]);
                }
            }
        }
    }

    static Stream<Arguments> kernels() {
        return Stream.of(
                Arguments.of("exp", (Kernel) Kernels::exp),
                Arguments.of("log", (Kernel) Kernels::log),
                Arguments.of("tanh", (Kernel) Kernels::tanh),
                Arguments.of("sigmoid", (Kernel) Kernels::sigmoid),
                Arguments.of("logSigmoid", (Kernel) Kernels::logSigmoid),
                Arguments.of("gelu", (Kernel) Kernels::gelu),
                Arguments.of("scaledExp", (Kernel) (k, x, xo, y, yo, n) -> k.scaledExp(x, xo, 0f, 1f, y, yo, n)),
                Arguments.of("geluAndGradient, y", (Kernel)
                        (k, x, xo, y, yo, n) -> k.geluAndGradient(x, xo, x, xo, y, yo, new float[n], 0, n)),
                Arguments.of("geluAndGradient, dx", (Kernel)
                        (k, x, xo, y, yo, n) -> k.geluAndGradient(x, xo, x, xo, new float[n], 0, y, yo, n)));
    }

    // edges

    @Test
    void limits() {
        float infinity = Float.POSITIVE_INFINITY;
        for (float x : new float[] {89f, 300f, 1e30f, Float.MAX_VALUE, infinity}) {
            assertThat(Polynomials.exp(x)).isEqualTo(infinity);
            assertThat(Polynomials.tanh(x)).isEqualTo(1f);
            assertThat(Polynomials.sigmoid(x)).isEqualTo(1f);
            assertThat(Polynomials.gelu(x)).isEqualTo(x);
            assertThat(Polynomials.geluDerivative(x)).isEqualTo(1f);
            assertThat(Polynomials.tanh(-x)).isEqualTo(-1f);
            assertThat(Polynomials.gelu(-x)).isEqualTo(-0f);
            assertThat(Polynomials.geluDerivative(-x)).isZero();
            assertThat(Polynomials.logSigmoid(-x)).isEqualTo(-x);
        }
        for (float x : new float[] {104f, 300f, 1e30f, Float.MAX_VALUE, infinity}) {
            assertThat(Polynomials.exp(-x)).isZero();
            assertThat(Polynomials.expNonPositive(-x)).isZero();
            assertThat(Polynomials.sigmoid(-x)).isZero();
            assertThat(Polynomials.logSigmoid(x)).isZero();
        }
        assertThat(Polynomials.exp(88f)).isFinite();
        assertThat(Polynomials.exp(-88f)).isBetween(5e-39f, 7e-39f);
        assertThat(Polynomials.log(infinity)).isEqualTo(infinity);
        assertThat(Polynomials.log(0f)).isEqualTo(-infinity);
        assertThat(Polynomials.log(-0f)).isEqualTo(-infinity);
        assertThat(Polynomials.log(-Float.MIN_VALUE)).isNaN();
        assertThat(Polynomials.log(-infinity)).isNaN();
    }

    @Test
    void geluOfTinyNumbersIsWrongByLessThanAnyoneSees() {
        for (int bits = 0; bits < Float.floatToRawIntBits(GELU_EXACT_FROM); bits += 4999) {
            float x = Float.intBitsToFloat(bits);
            assertThat(Math.abs(Polynomials.gelu(x) - 0.5 * x)).isLessThanOrEqualTo(0x1p-119);
            assertThat(Math.abs(Polynomials.gelu(-x) + 0.5 * x)).isLessThanOrEqualTo(0x1p-119);
        }
    }

    @Test
    void notANumberStaysNotANumber() {
        assertThat(Polynomials.exp(Float.NaN)).isNaN();
        assertThat(Polynomials.expNonPositive(Float.NaN)).isNaN();
        assertThat(Polynomials.log(Float.NaN)).isNaN();
        assertThat(Polynomials.tanh(Float.NaN)).isNaN();
        assertThat(Polynomials.sigmoid(Float.NaN)).isNaN();
        assertThat(Polynomials.logSigmoid(Float.NaN)).isNaN();
        assertThat(Polynomials.gelu(Float.NaN)).isNaN();
        assertThat(Polynomials.geluDerivative(Float.NaN)).isNaN();
    }

    private static double unitsInLastPlace(float found, double expected) {
        float rounded = (float) expected;
        if (Float.isNaN(rounded) || Float.isInfinite(rounded) || Float.isInfinite(found)) {
            return Float.compare(rounded, found) == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(found - expected) / Math.ulp(rounded);
    }

    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    private static double logSigmoid(double x) {
        return Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static double gelu(double x) {
        return x == Double.NEGATIVE_INFINITY ? 0 : x * normalDistribution(x);
    }

    /** Φ(x): its power series up to |x| = 3, beyond it Laplace's continued fraction of the tail. */
    private static double normalDistribution(double x) {
        double t = Math.abs(x);
        if (t > 40) {
            return x > 0 ? 1 : 0;
        }
        double density = StrictMath.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
        if (t <= 3) {
            double term = x;
            double sum = x;
            for (int i = 3; i < 120; i += 2) {
                term *= x * x / i;
                sum += term;
            }
            return 0.5 + density * sum;
        }
        double fraction = t;
        for (int i = 120; i > 0; i--) {
            fraction = t + i / fraction;
        }
        double tail = density / fraction;
        return x > 0 ? 1 - tail : tail;
    }

    private static int bits(float x) {
        return Float.floatToIntBits(x);
    }
}
