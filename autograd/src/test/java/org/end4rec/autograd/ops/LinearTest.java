package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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

class LinearTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("linear", draw -> {
            Shape x = draw.shape(1 + draw.below(4));
            int k = x.dim(-1);
            int n = draw.size();
            List<DoubleTensor> inputs = new ArrayList<>(List.of(draw.normal(x), draw.normal(k, n)));
            if (draw.coin()) {
                inputs.add(draw.normal(n));
            }
            return new Trial(
                    inputs,
                    v -> v.size() == 2
                            ? Linear.linear(v.get(0), v.get(1))
                            : Linear.linear(v.get(0), v.get(1), v.get(2)),
                    LinearTest::oracle);
        });
    }

    private static DoubleTensor oracle(List<DoubleTensor> inputs) {
        DoubleTensor x = inputs.get(0);
        DoubleTensor w = inputs.get(1);
        int last = x.shape().rank() - 1;
        return DoubleTensor.fill(x.shape().resized(last, w.shape().dim(1)), index -> {
            int[] xi = index.clone();
            double sum = inputs.size() == 3 ? inputs.get(2).at(index[last]) : 0;
            for (int l = 0; l < w.shape().dim(0); l++) {
                xi[last] = l;
                sum += x.at(xi) * w.at(l, index[last]);
            }
            return sum;
        });
    }

    @Test
    void values() {
        Variable x = input(Shape.of(2, 2), 1f, 2f, 3f, 4f);
        Variable w = input(Shape.of(2, 1), 10f, 100f);
        Variable b = input(Shape.of(1), 5f);
        Variable y = Linear.linear(x, w, b);
        assertThat(y.value()).containsExactly(215f, 435f);
        assertThat(Linear.linear(x, w).value()).containsExactly(210f, 430f);
        y.gradient()[0] = 1f;
        y.gradient()[1] = -2f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(10f, 100f, -20f, -200f);
        assertThat(w.gradient()).containsExactly(-5f, -6f);
        assertThat(b.gradient()).containsExactly(-1f);
    }

    @Test
    void edges() {
        Variable w = input(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
        assertThat(Linear.linear(input(Shape.of(0, 2)), w).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(Linear.linear(input(Shape.of(2), 1f, Float.NaN), w).value()).containsOnly(Float.NaN);
        Variable overNothing = Linear.linear(input(Shape.of(2, 0)), input(Shape.of(0, 1)), input(Shape.of(1), 7f));
        assertThat(overNothing.value()).containsExactly(7f, 7f);
    }

    @Test
    void errors() {
        Variable x = input(Shape.of(1, 2), 1f, 2f);
        Variable w = input(Shape.of(2, 3), new float[6]);
        assertThatThrownBy(() -> Linear.linear(input(Shape.of(), 1f), w))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("linear: x has shape []; expected one axis or more, [...,k]");
        assertThatThrownBy(() -> Linear.linear(x, input(Shape.of(3, 2), new float[6])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("linear: w has shape [3,2]; expected [2,n], to match x [1,2]");
        assertThatThrownBy(() -> Linear.linear(x, w, input(Shape.of(2), 1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("linear: b has shape [2]; expected [3], to match w [2,3]");
        Variable tall = input(Shape.of(70_000, 1), new float[70_000]);
        Variable wide = input(Shape.of(1, 70_000), new float[70_000]);
        String tooLarge = "linear: x has shape [70000,1]; y would have 70000·70000 elements, and an array holds at most"
                + " 2147483639. Take fewer or shorter sequences at once";
        assertThatThrownBy(() -> Linear.linear(tall, wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(tooLarge);
        assertThatThrownBy(() -> Linear.linear(tall, wide, input(Shape.of(70_000), new float[70_000])))
                .hasMessage(tooLarge);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
