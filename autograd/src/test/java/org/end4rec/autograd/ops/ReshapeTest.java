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

class ReshapeTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("reshape", draw -> {
            Shape from = draw.shape(3);
            Shape to = draw.coin() ? Shape.of(from.size()) : Shape.of(from.dim(2), 1, from.dim(0), from.dim(1));
            return Trial.of(draw.normal(from), x -> Reshape.reshape(x, to), x -> DoubleTensor.of(to, x.data()));
        });
    }

    @Test
    void sharesTheBuffer() {
        Variable x = input(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
        Variable y = Reshape.reshape(x, Shape.of(3, 2));
        assertThat(y.value()).isSameAs(x.value());
        y.gradient()[3] = 7f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(0f, 0f, 0f, 7f, 0f, 0f);
    }

    @Test
    void edges() {
        assertThat(Reshape.reshape(input(Shape.of(0, 3)), Shape.of(5, 0)).shape())
                .isEqualTo(Shape.of(5, 0));
        assertThat(Reshape.reshape(input(Shape.of(1, 1), 2f), Shape.of()).scalar())
                .isEqualTo(2f);
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> Reshape.reshape(input(Shape.of(2, 3), new float[6]), Shape.of(2, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reshape: x has shape [2,3]; expected 8 elements, to become [2,4]");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
