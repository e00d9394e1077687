package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Values and gradients at numbers where the textbook formula overflows or loses everything. */
class ExtremeInputsTest {
    private static final float[] EXTREMES = {
        0f,
        -0f,
        1e-38f,
        -1e-38f,
        Float.MIN_VALUE,
        17f,
        -17f,
        60f,
        -60f,
        88f,
        -88f,
        104f,
        -104f,
        300f,
        -300f,
        1e30f,
        -1e30f
    };

    private static final float[] SIZES_OF_ROWS = {0f, 1e-38f, 1e-20f, 1f, 1e15f, 1e18f};

    /** Values and gradients of four functions, of rows of three and of two rows of four. */
    private static final int TOTAL =
            2 * (4 * EXTREMES.length + 3 * EXTREMES.length * EXTREMES.length + 8 * SIZES_OF_ROWS.length);

    private static int checked;

    @AfterAll
    static void tell() {
        Figures.print("N1", "values and gradients at extreme inputs", "%d of %d finite and right", checked, TOTAL);
    }

    @Test
    void functionsOfOneNumber() {
        check(
                Softplus::softplus,
                x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
                x -> logistic(x),
                0);
        check(
                LogSigmoid::logSigmoid,
                x -> Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
                x -> logistic(-x),
                0);
        check(Sigmoid::sigmoid, ExtremeInputsTest::logistic, x -> logistic(x) * logistic(-x), 0);
        // 1 − y², right to the rounding of y
        check(Tanh::tanh, StrictMath::tanh, x -> 1 - StrictMath.tanh(x) * StrictMath.tanh(x), 1);
    }

    @Test
    void logSigmoidFarBelowZero() {
        Tape tape = Tape.recording();
        Variable x = tape.input(Tensor.of(Shape.of(2), -300f, -200f));
        Variable y = LogSigmoid.logSigmoid(x);
        tape.backward(Sum.sum(y));
        assertThat(y.value()).containsExactly(-300f, -200f);
        assertThat(x.gradient()).containsExactly(1f, 1f);
    }

    @Test
    void rowsOfExtremes() {
        for (float a : EXTREMES) {
            for (float b : EXTREMES) {
                checkRow(a, b);
            }
        }
    }

    @Test
    void minusInfinityIsAnItemThatCannotBe() {
        float[] y = LogSoftmax.logSoftmax(
                        Tape.inference().constant(Tensor.of(Shape.of(1, 3), 2f, Float.NEGATIVE_INFINITY, 2f)))
                .value();
        assertThat(y[0]).isCloseTo((float) -StrictMath.log(2), within(1e-7f));
        assertThat(y[1]).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(y[2]).isEqualTo(y[0]);
    }

    @Test
    void layerNormOfHugeTinyAndEqualRows() {
        for (float size : SIZES_OF_ROWS) {
            Tape tape = Tape.recording();
            Variable x = tape.input(Tensor.of(Shape.of(2, 4), size, size, size, size, size, -size, size, -size));
            Variable one = tape.constant(Tensor.of(Shape.of(4), 1f, 1f, 1f, 1f));
            Variable y = LayerNorm.layerNorm(x, one, tape.constant(Tensor.zeros(Shape.of(4))), 1e-12);
            tape.backward(Sum.sum(Multiply.multiply(y, y)));
            for (int i = 0; i < 8; i++) {
                assertThat(y.value()[i]).as("layerNorm of rows of %s", size).isFinite();
                assertThat(x.gradient()[i]).as("gradient at %s", size).isFinite();
                checked += 2;
            }
            assertThat(y.value()).startsWith(0f, 0f, 0f, 0f);
        }
    }

    private static void checkRow(float a, float b) {
        Tape tape = Tape.recording();
        Variable x = tape.input(Tensor.of(Shape.of(1, 3), a, b, a));
        Variable y = LogSoftmax.logSoftmax(x);
        y.gradient()[0] = 1f;
        tape.backward();
        double most = Math.max(a, b);
        double sum = 2 * StrictMath.exp(a - most) + StrictMath.exp(b - most);
        float[] values = {a, b, a};
        for (int i = 0; i < 3; i++) {
            double expected = values[i] - most - StrictMath.log(sum);
            double slope = (i == 0 ? 1 : 0) - StrictMath.exp(expected);
            assertThat((double) y.value()[i])
                    .as("logSoftmax of %s, %s, %s", a, b, a)
                    .isCloseTo(expected, within(2e-7 * Math.max(1, Math.abs(expected))));
            assertThat((double) x.gradient()[i]).isCloseTo(slope, within(5e-7));
            checked += 2;
        }
    }

    /** @param least the slope relative to which smaller ones are right */
    private static void check(
            UnaryOperator<Variable> op, DoubleUnaryOperator value, DoubleUnaryOperator slope, double least) {
        Tape tape = Tape.recording();
        Variable x = tape.input(Tensor.of(Shape.of(EXTREMES.length), EXTREMES.clone()));
        Variable y = op.apply(x);
        tape.backward(Sum.sum(y));
        for (int i = 0; i < EXTREMES.length; i++) {
            double expected = value.applyAsDouble(EXTREMES[i]);
            assertThat((double) y.value()[i])
                    .as("value at %s", EXTREMES[i])
                    .isCloseTo(expected, within(2e-7 * Math.max(1e-30, Math.abs(expected)) + Float.MIN_NORMAL));
            double expectedSlope = slope.applyAsDouble(EXTREMES[i]);
            assertThat((double) x.gradient()[i])
                    .as("gradient at %s", EXTREMES[i])
                    .isCloseTo(expectedSlope, within(3e-7 * Math.max(least, expectedSlope) + Float.MIN_NORMAL));
            checked += 2;
        }
    }

    private static double logistic(double x) {
        return x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
    }
}
