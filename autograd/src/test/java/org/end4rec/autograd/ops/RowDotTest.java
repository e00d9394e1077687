package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class RowDotTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("rowDot", draw -> {
            Shape shape = draw.shape(1 + draw.below(3));
            return new Trial(
                    List.of(draw.normal(shape), draw.normal(shape)),
                    v -> RowDot.rowDot(v.get(0), v.get(1)),
                    x -> oracle(x.get(0), x.get(1)));
        });
    }

    private static DoubleTensor oracle(DoubleTensor a, DoubleTensor b) {
        int last = a.shape().rank() - 1;
        return DoubleTensor.fill(a.shape().without(last), index -> {
            int[] at = Arrays.copyOf(index, last + 1);
            double sum = 0;
            for (at[last] = 0; at[last] < a.shape().dim(last); at[last]++) {
                sum += a.at(at) * b.at(at);
            }
            return sum;
        });
    }

    @Test
    void values() {
        Variable a = input(Shape.of(2, 2), 1f, 2f, 3f, 4f);
        Variable b = input(Shape.of(2, 2), 5f, 6f, 7f, 8f);
        Variable y = RowDot.rowDot(a, b);
        assertThat(y.shape()).isEqualTo(Shape.of(2));
        assertThat(y.value()).containsExactly(17f, 53f);
        y.gradient()[0] = 1f;
        y.gradient()[1] = -1f;
        tape.backward();
        assertThat(a.gradient()).containsExactly(5f, 6f, -7f, -8f);
        assertThat(b.gradient()).containsExactly(1f, 2f, -3f, -4f);
    }

    @Test
    void edges() {
        assertThat(RowDot.rowDot(input(Shape.of(2, 0)), input(Shape.of(2, 0))).value())
                .containsExactly(0f, 0f);
        assertThat(RowDot.rowDot(input(Shape.of(0, 2)), input(Shape.of(0, 2))).value())
                .isEmpty();
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> RowDot.rowDot(input(Shape.of(), 1f), input(Shape.of(), 1f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rowDot: a has shape []; expected one axis or more, [...,d]");
        assertThatThrownBy(() -> RowDot.rowDot(input(Shape.of(1, 2), 1f, 2f), input(Shape.of(2), 1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rowDot: b has shape [2]; expected [1,2], that of a");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
