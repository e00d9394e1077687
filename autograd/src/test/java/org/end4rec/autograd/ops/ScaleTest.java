package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.LinearOpContract;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class ScaleTest implements LinearOpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("scale", draw -> {
            float factor = (float) draw.normal().at();
            return Trial.of(draw.normal(draw.anyShape()), x -> Scale.scale(x, factor), x -> x.map(v -> factor * v));
        });
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2), 3f, -4f);
        Variable y = Scale.scale(x, -0.5f);
        assertThat(y.value()).containsExactly(-1.5f, 2f);
        y.gradient()[1] = 6f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(0f, -3f);
    }

    @Test
    void edges() {
        assertThat(Scale.scale(input(Shape.of(0)), 2f).value()).isEmpty();
        assertThat(Scale.scale(input(Shape.of(2), 1e30f, Float.NaN), 1e30f).value())
                .containsExactly(Float.POSITIVE_INFINITY, Float.NaN);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
