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

class LogSigmoidTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return OpCase.elementwise(
                "logSigmoid",
                LogSigmoid::logSigmoid,
                x -> Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2), 0f, -1f);
        Variable y = LogSigmoid.logSigmoid(x);
        assertThat(y.value()[0]).isCloseTo(-0.6931472f, within(6e-8f));
        assertThat(y.value()[1]).isCloseTo(-1.3132617f, within(1.2e-7f));
        y.gradient()[0] = -2f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(-1f, 0f);
    }

    @Test
    void edges() {
        assertThat(LogSigmoid.logSigmoid(input(Shape.of(0, 3))).value()).isEmpty();
        Variable x = input(Shape.of(5), -200f, -300f, 300f, -1e30f, Float.NaN);
        Variable y = LogSigmoid.logSigmoid(x);
        assertThat(y.value()[0]).isEqualTo(-200f);
        assertThat(y.value()[1]).isEqualTo(-300f);
        assertThat(y.value()[2]).isZero();
        assertThat(y.value()[3]).isEqualTo(-1e30f);
        assertThat(y.value()[4]).isNaN();
        Arrays.fill(y.gradient(), 1f);
        tape.backward();
        assertThat(x.gradient()[0]).isEqualTo(1f);
        assertThat(x.gradient()[1]).isEqualTo(1f);
        assertThat(x.gradient()[2]).isZero();
    }

    @Test
    void gradientKeepsItsDigitsWhereItIsSmall() {
        Variable x = input(Shape.of(1), 20f);
        tape.backward(LogSigmoid.logSigmoid(x));
        // σ(−20) = 2.0611536e−9
        assertThat(x.gradient()[0]).isCloseTo(2.0611536e-9f, within(5e-16f));
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
