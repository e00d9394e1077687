package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class TanhTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return OpCase.elementwise("tanh", Tanh::tanh, StrictMath::tanh);
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2), 0f, 0.5f);
        Variable y = Tanh.tanh(x);
        assertThat(y.value()[0]).isZero();
        assertThat(y.value()[1]).isCloseTo(0.46211716f, within(6e-8f));
        y.gradient()[0] = 3f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(3f, 0f);
    }

    @Test
    void edges() {
        assertThat(Tanh.tanh(input(Shape.of(0, 3))).value()).isEmpty();
        Variable x = input(Shape.of(4), -1e30f, 1e30f, 1e-38f, Float.NaN);
        Variable y = Tanh.tanh(x);
        assertThat(y.value()).containsExactly(-1f, 1f, 1e-38f, Float.NaN);
        y.gradient()[0] = 1f;
        y.gradient()[2] = 1f;
        tape.backward();
        assertThat(x.gradient()[0]).isZero();
        assertThat(x.gradient()[2]).isEqualTo(1f);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
