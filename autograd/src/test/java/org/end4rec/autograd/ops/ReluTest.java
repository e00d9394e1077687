package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class ReluTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        // no value within a step of the kink
        return new OpCase(
                "relu",
                draw -> Trial.of(
                        draw.normal(draw.anyShape()).map(x -> StrictMath.abs(x) < 0.01 ? 0.5 : x),
                        Relu::relu,
                        x -> x.map(v -> Math.max(v, 0))));
    }

    @Test
    void values() {
        Variable x = input(Shape.of(3), -2f, 0f, 3f);
        Variable y = Relu.relu(x);
        assertThat(y.value()).containsExactly(0f, 0f, 3f);
        Arrays.fill(y.gradient(), 5f);
        tape.backward();
        assertThat(x.gradient()).containsExactly(0f, 0f, 5f);
    }

    @Test
    void edges() {
        assertThat(Relu.relu(input(Shape.of(0, 3))).value()).isEmpty();
        assertThat(Relu.relu(input(Shape.of(2), Float.NaN, -1e30f)).value()).containsExactly(Float.NaN, 0f);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
