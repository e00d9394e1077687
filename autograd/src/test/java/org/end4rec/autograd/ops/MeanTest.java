package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.LinearOpContract;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class MeanTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase(
                "mean",
                draw -> Trial.of(
                        draw.normal(draw.anyShape()),
                        Mean::mean,
                        x -> DoubleTensor.of(Shape.of(), Arrays.stream(x.data()).sum() / x.data().length)));
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2, 2), 1f, -2f, 3f, 0f);
        Variable y = Mean.mean(x);
        assertThat(y.shape()).isEqualTo(Shape.of());
        assertThat(y.value()).containsExactly(0.5f);
        y.gradient()[0] = 6f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(1.5f, 1.5f, 1.5f, 1.5f);
    }

    @Test
    void edges() {
        assertThat(Mean.mean(input(Shape.of(), 7f)).value()).containsExactly(7f);
        assertThat(Mean.mean(input(Shape.of(2), 1f, Float.NaN)).value()).containsExactly(Float.NaN);
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> Mean.mean(input(Shape.of(0, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mean: x has shape [0,3]; expected at least one element");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
