package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;

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

class SumTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase(
                "sum",
                draw -> Trial.of(
                        draw.normal(draw.anyShape()),
                        Sum::sum,
                        x -> DoubleTensor.of(Shape.of(), Arrays.stream(x.data()).sum())));
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2, 2), 1f, -2f, 3f, 0f);
        Variable y = Sum.sum(x);
        assertThat(y.shape()).isEqualTo(Shape.of());
        assertThat(y.value()).containsExactly(2f);
        y.gradient()[0] = 6f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(6f, 6f, 6f, 6f);
    }

    @Test
    void edges() {
        assertThat(Sum.sum(input(Shape.of(0, 3))).value()).containsExactly(0f);
        assertThat(Sum.sum(input(Shape.of(), 7f)).value()).containsExactly(7f);
        assertThat(Sum.sum(input(Shape.of(2), 1f, Float.NaN)).value()).containsExactly(Float.NaN);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
