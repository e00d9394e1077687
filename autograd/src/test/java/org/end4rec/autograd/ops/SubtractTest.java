package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.LinearOpContract;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class SubtractTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return BroadcastCase.of("subtract", Subtract::subtract, (a, b) -> a - b);
    }

    @Test
    void values() {
        Variable a = input(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
        Variable b = input(Shape.of(3), 10f, 20f, 30f);
        Variable y = Subtract.subtract(a, b);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(y.value()).containsExactly(-9f, -18f, -27f, -6f, -15f, -24f);
        System.arraycopy(new float[] {1, 2, 3, 4, 5, 6}, 0, y.gradient(), 0, 6);
        tape.backward();
        assertThat(a.gradient()).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
        assertThat(b.gradient()).containsExactly(-5f, -7f, -9f);
    }

    @Test
    void edges() {
        Variable y = Subtract.subtract(input(Shape.of(0, 3)), input(Shape.of(3), 1f, 2f, 3f));
        assertThat(y.shape()).isEqualTo(Shape.of(0, 3));
        assertThat(Subtract.subtract(input(Shape.of(1), Float.NaN), input(Shape.of(), 2f))
                        .value())
                .containsExactly(Float.NaN);
    }

    @Test
    void errors() {
        Variable a = input(Shape.of(2, 3), new float[6]);
        assertThatThrownBy(() -> Subtract.subtract(a, input(Shape.of(2), 1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("subtract: b has shape [2]; expected axes equal to those of a [2,3] or 1, counted from the"
                        + " end");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
