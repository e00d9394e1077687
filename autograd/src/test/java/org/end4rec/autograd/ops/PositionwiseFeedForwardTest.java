package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.PositionwiseFeedForward.positionwiseFeedForward;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class PositionwiseFeedForwardTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("positionwiseFeedForward", draw -> {
            Shape x = draw.shape(1 + draw.below(3));
            int k = x.dim(-1);
            int inner = draw.size();
            int n = draw.size();
            return new Trial(
                    List.of(
                            draw.normal(x),
                            draw.normal(k, inner),
                            draw.normal(inner),
                            draw.normal(inner, n),
                            draw.normal(n)),
                    PositionwiseFeedForwardTest::fused,
                    PositionwiseFeedForwardTest::oracle);
        });
    }

    private static Variable fused(List<Variable> v) {
        return positionwiseFeedForward(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4));
    }

    private static DoubleTensor oracle(List<DoubleTensor> inputs) {
        DoubleTensor u = affine(inputs.get(0), inputs.get(1), inputs.get(2));
        return affine(u.map(GeluTest::gelu), inputs.get(3), inputs.get(4));
    }

    private static DoubleTensor affine(DoubleTensor x, DoubleTensor w, DoubleTensor b) {
        int last = x.shape().rank() - 1;
        return DoubleTensor.fill(x.shape().resized(last, w.shape().dim(1)), index -> {
            int[] at = index.clone();
            double sum = b.at(index[last]);
            for (int l = 0; l < w.shape().dim(0); l++) {
                at[last] = l;
                sum += x.at(at) * w.at(l, index[last]);
            }
            return sum;
        });
    }

    @Test
    void values() {
        // gelu(1) = 0.8413447, gelu(−1) = −0.1586553
        Variable x = input(Shape.of(1, 1), 1f);
        Variable y = positionwiseFeedForward(
                x,
                input(Shape.of(1, 2), 2f, 0f),
                input(Shape.of(2), -1f, -1f),
                input(Shape.of(2, 1), 10f, 100f),
                input(Shape.of(1), 5f));
        assertThat(y.scalar()).isCloseTo(5f + 8.413447f - 15.86553f, within(1e-5f));
        tape.backward(y);
        // gelu′(1) = 1.0833155
        assertThat(x.gradient()[0]).isCloseTo(2f * 10f * 1.0833155f, within(1e-5f));
    }

    @Test
    void hasTheBitsOfItsComposition() {
        for (int rows : new int[] {1, 255, 256, 257, 600}) {
            List<Tensor> values = new ArrayList<>();
            Draw draw = new Draw("feed forward", rows);
            for (Shape shape :
                    new Shape[] {Shape.of(rows, 8), Shape.of(8, 32), Shape.of(32), Shape.of(32, 8), Shape.of(8)}) {
                values.add(draw.normal(shape).toTensor());
            }
            float[] dy = draw.normal(rows, 8).toTensor().data();
            Tape fusedTape = Tape.recording();
            List<Variable> fused = inputs(fusedTape, values);
            List<Variable> composed = inputs(tape, values);
            Variable y = fused(fused);
            Variable inner = Gelu.gelu(Linear.linear(composed.get(0), composed.get(1), composed.get(2)));
            Variable expected = Linear.linear(inner, composed.get(3), composed.get(4));
            assertThat(y.value()).isEqualTo(expected.value());
            System.arraycopy(dy, 0, y.gradient(), 0, dy.length);
            System.arraycopy(dy, 0, expected.gradient(), 0, dy.length);
            fusedTape.backward();
            tape.backward();
            for (int i = 0; i < fused.size(); i++) {
                assertThat(fused.get(i).gradient())
                        .as("gradient of input %d, %d rows", i, rows)
                        .isEqualTo(composed.get(i).gradient());
            }
            tape.reset();
        }
    }

    private static List<Variable> inputs(Tape tape, List<Tensor> values) {
        return values.stream().map(tape::input).toList();
    }

    @Test
    void edges() {
        Variable w1 = input(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
        Variable b1 = input(Shape.of(3), 1f, 2f, 3f);
        Variable w2 = input(Shape.of(3, 1), 1f, 2f, 3f);
        Variable b2 = input(Shape.of(1), 7f);
        assertThat(positionwiseFeedForward(input(Shape.of(0, 2)), w1, b1, w2, b2)
                        .shape())
                .isEqualTo(Shape.of(0, 1));
        assertThat(positionwiseFeedForward(input(Shape.of(2), 1f, Float.NaN), w1, b1, w2, b2)
                        .value())
                .containsOnly(Float.NaN);
    }

    @Test
    void errors() {
        Variable x = input(Shape.of(1, 2), 1f, 2f);
        Variable w1 = input(Shape.of(2, 3), new float[6]);
        Variable b1 = input(Shape.of(3), new float[3]);
        Variable w2 = input(Shape.of(3, 1), new float[3]);
        Variable b2 = input(Shape.of(1), 1f);
        assertRefused(input(Shape.of(), 1f), w1, b1, w2, b2, "x has shape []; expected one axis or more, [...,k]");
        assertRefused(x, w2, b1, w2, b2, "w1 has shape [3,1]; expected [2,h], to match x [1,2]");
        assertRefused(x, w1, b2, w2, b2, "b1 has shape [1]; expected [3], to match w1 [2,3]");
        assertRefused(x, w1, b1, w1, b2, "w2 has shape [2,3]; expected [3,n], to match w1 [2,3]");
        assertRefused(x, w1, b1, w2, b1, "b2 has shape [3]; expected [1], to match w2 [3,1]");
        float[] many = new float[70_000];
        Variable tall = input(Shape.of(70_000, 1), many);
        Variable wide = input(Shape.of(1, 70_000), many);
        Variable wideBias = input(Shape.of(70_000), many);
        Variable one = input(Shape.of(1, 1), 1f);
        String start = "x has shape [70000,1]; ";
        String end = " would have 70000·70000 elements, and an array holds at most 2147483639. Take fewer or shorter"
                + " sequences at once";
        assertRefused(tall, wide, wideBias, tall, b2, start + "x·w1" + end);
        assertRefused(tall, one, b2, wide, wideBias, start + "y" + end);
    }

    private static void assertRefused(Variable x, Variable w1, Variable b1, Variable w2, Variable b2, String message) {
        assertThatThrownBy(() -> positionwiseFeedForward(x, w1, b1, w2, b2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positionwiseFeedForward: " + message);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
