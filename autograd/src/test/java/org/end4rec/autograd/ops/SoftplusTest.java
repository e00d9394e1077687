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

class SoftplusTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return OpCase.elementwise("softplus", Softplus::softplus, x -> StrictMath.log1p(StrictMath.exp(x)));
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2), 0f, 1f);
        Variable y = Softplus.softplus(x);
        assertThat(y.value()[0]).isCloseTo(0.6931472f, within(6e-8f));
        assertThat(y.value()[1]).isCloseTo(1.3132617f, within(1.2e-7f));
        y.gradient()[0] = -2f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(-1f, 0f);
    }

    @Test
    void edges() {
        assertThat(Softplus.softplus(input(Shape.of(0, 3))).value()).isEmpty();
        Variable x = input(Shape.of(5), -300f, 300f, 1e30f, -1e30f, Float.NaN);
        Variable y = Softplus.softplus(x);
        assertThat(y.value()[0]).isZero();
        assertThat(y.value()[1]).isEqualTo(300f);
        assertThat(y.value()[2]).isEqualTo(1e30f);
        assertThat(y.value()[3]).isZero();
        assertThat(y.value()[4]).isNaN();
        Arrays.fill(y.gradient(), 1f);
        tape.backward();
        assertThat(x.gradient()[0]).isZero();
        assertThat(x.gradient()[1]).isEqualTo(1f);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
