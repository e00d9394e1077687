package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.LinearOpContract;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class SumAxisTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("sumAxis", draw -> {
            Shape shape = draw.shape(1 + draw.below(4));
            int axis = draw.below(shape.rank());
            int asked = draw.coin() ? axis : axis - shape.rank();
            return Trial.of(draw.normal(shape), x -> SumAxis.sumAxis(x, asked), x -> oracle(x, axis));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, int axis) {
        return DoubleTensor.fill(x.shape().without(axis), index -> {
            int[] at = new int[index.length + 1];
            for (int i = 0; i < index.length; i++) {
                at[i < axis ? i : i + 1] = index[i];
            }
            double sum = 0;
            for (at[axis] = 0; at[axis] < x.shape().dim(axis); at[axis]++) {
                sum += x.at(at);
            }
            return sum;
        });
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2, 3), 1f, 2f, 3f, 10f, 20f, 30f);
        Variable columns = SumAxis.sumAxis(x, 0);
        Variable rows = SumAxis.sumAxis(x, -1);
        assertThat(columns.value()).containsExactly(11f, 22f, 33f);
        assertThat(rows.value()).containsExactly(6f, 60f);
        columns.gradient()[1] = 5f;
        rows.gradient()[0] = 7f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(7f, 12f, 7f, 0f, 5f, 0f);
    }

    @Test
    void edges() {
        assertThat(SumAxis.sumAxis(input(Shape.of(2, 0)), 1).value()).containsExactly(0f, 0f);
        assertThat(SumAxis.sumAxis(input(Shape.of(0, 2)), 0).value()).containsExactly(0f, 0f);
        assertThat(SumAxis.sumAxis(input(Shape.of(0, 2)), 1).value()).isEmpty();
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> SumAxis.sumAxis(input(Shape.of(2, 3), new float[6]), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sumAxis: axis is 2; x has shape [2,3], expected -2…1");
        assertThatThrownBy(() -> SumAxis.sumAxis(input(Shape.of(), 1f), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sumAxis: axis is 0; x has shape [], expected at least one axis");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
