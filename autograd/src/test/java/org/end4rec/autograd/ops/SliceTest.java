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

class SliceTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("slice", draw -> {
            Shape shape = draw.shape(1 + draw.below(4));
            int axis = draw.below(shape.rank());
            int from = draw.below(shape.dim(axis));
            int to = from + 1 + draw.below(shape.dim(axis) - from);
            int asked = draw.coin() ? axis : axis - shape.rank();
            return Trial.of(draw.normal(shape), x -> Slice.slice(x, asked, from, to), x -> oracle(x, axis, from, to));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, int axis, int from, int to) {
        return DoubleTensor.fill(x.shape().resized(axis, to - from), y -> {
            int[] at = y.clone();
            at[axis] += from;
            return x.at(at);
        });
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
        Variable y = Slice.slice(x, -1, 1, 3);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(y.value()).containsExactly(2f, 3f, 5f, 6f);
        y.gradient()[2] = 7f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(0f, 0f, 0f, 0f, 7f, 0f);
    }

    @Test
    void edges() {
        assertThat(Slice.slice(input(Shape.of(2, 3), new float[6]), 1, 3, 3).shape())
                .isEqualTo(Shape.of(2, 0));
        assertThat(Slice.slice(input(Shape.of(0, 3)), 1, 0, 2).shape()).isEqualTo(Shape.of(0, 2));
    }

    @Test
    void errors() {
        Variable x = input(Shape.of(2, 3), new float[6]);
        assertThatThrownBy(() -> Slice.slice(x, 1, 1, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "slice: the range is 1…4 (exclusive); axis 1 of x [2,3] has size 3, expected 0 ≤ from ≤ to ≤"
                                + " 3");
        assertThatThrownBy(() -> Slice.slice(x, 1, -1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Slice.slice(x, 1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Slice.slice(x, 2, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slice: axis is 2; x has shape [2,3], expected -2…1");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
