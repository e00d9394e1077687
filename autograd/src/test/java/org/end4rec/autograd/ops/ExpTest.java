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

class ExpTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return OpCase.elementwise("exp", Exp::exp, StrictMath::exp);
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2), 0f, -1f);
        Variable y = Exp.exp(x);
        assertThat(y.value()[0]).isEqualTo(1f);
        assertThat(y.value()[1]).isCloseTo(0.36787945f, within(6e-8f));
        y.gradient()[0] = 3f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(3f, 0f);
    }

    @Test
    void edges() {
        assertThat(Exp.exp(input(Shape.of(0, 3))).value()).isEmpty();
        float[] y = Exp.exp(input(Shape.of(4), 89f, -200f, Float.NEGATIVE_INFINITY, Float.NaN))
                .value();
        assertThat(y).containsExactly(Float.POSITIVE_INFINITY, 0f, 0f, Float.NaN);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
