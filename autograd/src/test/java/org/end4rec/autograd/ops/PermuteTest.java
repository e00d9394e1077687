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

class PermuteTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("permute", draw -> {
            Shape shape = draw.shape(draw.below(5));
            int[] order = draw.order(shape.rank());
            return Trial.of(draw.normal(shape), x -> Permute.permute(x, order), x -> oracle(x, order));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, int[] order) {
        int[] dims = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            dims[i] = x.shape().dim(order[i]);
        }
        return DoubleTensor.fill(Shape.of(dims), index -> {
            int[] at = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                at[order[i]] = index[i];
            }
            return x.at(at);
        });
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
        Variable y = Permute.permute(x, 1, 0);
        assertThat(y.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(y.value()).containsExactly(1f, 4f, 2f, 5f, 3f, 6f);
        y.gradient()[1] = 9f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(0f, 0f, 0f, 9f, 0f, 0f);
    }

    @Test
    void edges() {
        assertThat(Permute.permute(input(Shape.of(2, 0, 3)), 2, 0, 1).shape()).isEqualTo(Shape.of(3, 2, 0));
        assertThat(Permute.permute(input(Shape.of(0, 3)), 1, 0).shape()).isEqualTo(Shape.of(3, 0));
        assertThat(Permute.permute(input(Shape.of(), 4f)).scalar()).isEqualTo(4f);
    }

    @Test
    void errors() {
        Variable x = input(Shape.of(2, 3), new float[6]);
        assertThatThrownBy(() -> Permute.permute(x, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "permute: order is [0, 0]; x has shape [2,3], expected each of its 2 axes once, counted from"
                                + " 0");
        assertThatThrownBy(() -> Permute.permute(x, 0, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("permute: order is [0, 1, 2]; x has shape [2,3], expected each of its 2 axes once, counted"
                        + " from 0");
        assertThatThrownBy(() -> Permute.permute(x, 0, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
