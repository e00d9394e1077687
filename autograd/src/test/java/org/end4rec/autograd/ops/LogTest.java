package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class LogTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase(
                "log", draw -> Trial.of(draw.uniform(draw.anyShape(), 0.1, 4), Log::log, x -> x.map(StrictMath::log)));
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2), 1f, 0.5f);
        Variable y = Log.log(x);
        assertThat(y.value()[0]).isZero();
        assertThat(y.value()[1]).isCloseTo(-0.6931472f, within(6e-8f));
        Arrays.fill(y.gradient(), 3f);
        tape.backward();
        assertThat(x.gradient()).containsExactly(3f, 6f);
    }

    @Test
    void edges() {
        assertThat(Log.log(input(Shape.of(0, 3))).value()).isEmpty();
        float[] y = Log.log(input(Shape.of(4), 0f, -1f, Float.POSITIVE_INFINITY, Float.NaN))
                .value();
        assertThat(y).containsExactly(Float.NEGATIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
