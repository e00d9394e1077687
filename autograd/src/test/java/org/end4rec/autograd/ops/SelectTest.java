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

class SelectTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("select", draw -> {
            Shape shape = draw.shape(1 + draw.below(4));
            int axis = draw.below(shape.rank());
            int index = draw.below(shape.dim(axis));
            int askedAxis = draw.coin() ? axis : axis - shape.rank();
            int askedIndex = draw.coin() ? index : index - shape.dim(axis);
            return Trial.of(
                    draw.normal(shape), x -> Select.select(x, askedAxis, askedIndex), x -> oracle(x, axis, index));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, int axis, int index) {
        return DoubleTensor.fill(x.shape().without(axis), y -> {
            int[] at = new int[y.length + 1];
            for (int i = 0; i < y.length; i++) {
                at[i < axis ? i : i + 1] = y[i];
            }
            at[axis] = index;
            return x.at(at);
        });
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
        Variable last = Select.select(x, 1, -1);
        assertThat(last.shape()).isEqualTo(Shape.of(2));
        assertThat(last.value()).containsExactly(3f, 6f);
        Variable row = Select.select(x, -2, 1);
        assertThat(row.value()).containsExactly(4f, 5f, 6f);
        last.gradient()[1] = 7f;
        row.gradient()[2] = 1f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(0f, 0f, 0f, 0f, 0f, 8f);
    }

    @Test
    void edges() {
        assertThat(Select.select(input(Shape.of(0, 3)), 1, 2).value()).isEmpty();
        assertThat(Select.select(input(Shape.of(1), 5f), 0, 0).scalar()).isEqualTo(5f);
    }

    @Test
    void errors() {
        Variable x = input(Shape.of(2, 3), new float[6]);
        assertThatThrownBy(() -> Select.select(x, 1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("select: index is 3; axis 1 of x [2,3] has size 3, expected -3…2");
        assertThatThrownBy(() -> Select.select(x, 1, -4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("select: index is -4; axis 1 of x [2,3] has size 3, expected -3…2");
        assertThatThrownBy(() -> Select.select(input(Shape.of(0)), 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("select: index is 0; axis 0 of x [0] has size 0, expected an axis that is not empty");
        assertThatThrownBy(() -> Select.select(x, -3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("select: axis is -3; x has shape [2,3], expected -2…1");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
