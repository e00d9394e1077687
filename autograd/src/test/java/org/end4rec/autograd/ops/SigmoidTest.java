package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class SigmoidTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return OpCase.elementwise("sigmoid", Sigmoid::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)));
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2), 0f, -1f);
        Variable y = Sigmoid.sigmoid(x);
        assertThat(y.value()[0]).isEqualTo(0.5f);
        assertThat(y.value()[1]).isCloseTo(0.26894143f, within(6e-8f));
        y.gradient()[0] = 8f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(2f, 0f);
    }

    @Test
    void edges() {
        assertThat(Sigmoid.sigmoid(input(Shape.of(0, 3))).value()).isEmpty();
        Variable x = input(Shape.of(5), -1e30f, 1e30f, -88f, 300f, Float.NaN);
        Variable y = Sigmoid.sigmoid(x);
        assertThat(y.value()[0]).isZero();
        assertThat(y.value()[1]).isEqualTo(1f);
        assertThat(y.value()[2]).isCloseTo(6.0546e-39f, within(1e-42f));
        assertThat(y.value()[3]).isEqualTo(1f);
        assertThat(y.value()[4]).isNaN();
        Arrays.fill(y.gradient(), 1f);
        tape.backward();
        assertThat(x.gradient()[0]).isZero();
        assertThat(x.gradient()[1]).isZero();
    }

    @Test
    void theSlopeOfLargeNumbersKeepsItsDigits() {
        for (float at : new float[] {15f, 17f, 30f, 80f}) {
            Variable x = input(Shape.of(2), at, -at);
            tape.backward(Sum.sum(Sigmoid.sigmoid(x)));
            double half = StrictMath.exp(-at / 2);
            double slope = StrictMath.pow(half / (1 + half * half), 2);
            assertThat((double) x.gradient()[0]).as("slope at %s", at).isCloseTo(slope, within(3e-7 * slope));
            assertThat(x.gradient()[1]).isEqualTo(x.gradient()[0]);
            tape.reset();
        }
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
