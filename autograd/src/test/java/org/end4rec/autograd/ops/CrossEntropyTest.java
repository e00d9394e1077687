package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class CrossEntropyTest implements OpContract {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Override
    public OpCase opCase() {
        return new OpCase("crossEntropy", draw -> {
            int b = draw.size();
            int c = draw.size() + (draw.coin() ? 100 : 0);
            int[] targets = draw.indices(b, c);
            return Trial.of(draw.normal(b, c), v -> CrossEntropy.crossEntropy(v, targets), v -> oracle(v, targets));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, int[] targets) {
        DoubleTensor probability = SoftmaxTest.oracle(x);
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            sum -= StrictMath.log(probability.at(i, targets[i]));
        }
        return DoubleTensor.of(Shape.of(), sum / targets.length);
    }

    @Test
    void values() {
        float ln3 = (float) Math.log(3);
        Tape tape = Tape.recording();
        Variable x = tape.input(Tensor.of(Shape.of(2, 2), 0f, ln3, 0f, ln3));
        Variable loss = CrossEntropy.crossEntropy(x, new int[] {0, 1});
        // (ln 4 + ln 4/3)/2
        assertThat(loss.scalar()).isCloseTo(0.8369882f, within(1e-6f));
        tape.backward(loss);
        float[] expected = {-0.375f, 0.375f, 0.125f, -0.125f};
        assertThat(x.gradient()).containsExactly(expected, within(1e-6f));
    }

    @Test
    void edges() {
        assertThat(loss(0, 1e30f, -1e30f)).isZero();
        assertThat(loss(1, 300f, 0f)).isEqualTo(300f);
        assertThat(loss(0, 2f, -INFINITY)).isZero();
        assertThat(loss(1, 2f, -INFINITY)).isEqualTo(INFINITY);
        assertThat(loss(1, -INFINITY, -INFINITY)).isCloseTo(0.6931472f, within(1e-7f));
        assertThat(loss(0, Float.NaN, 1f)).isNaN();
        assertThat(loss(0, -4f)).isZero();
    }

    private static float loss(int target, float... x) {
        Variable logits = Tape.inference().constant(Tensor.of(Shape.of(1, x.length), x));
        return CrossEntropy.crossEntropy(logits, new int[] {target}).scalar();
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = tape.constant(Tensor.zeros(Shape.of(2, 5)));
        assertThatThrownBy(() -> CrossEntropy.crossEntropy(tape.constant(Tensor.zeros(Shape.of(0, 5))), new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("crossEntropy: logits has shape [0,5]; expected [B,C] with B and C at least 1");
        assertThatThrownBy(() -> CrossEntropy.crossEntropy(x, new int[3]))
                .hasMessage(
                        "crossEntropy: targets has 3 elements; expected one for each of the 2 rows of logits [2,5]");
        assertThatThrownBy(() -> CrossEntropy.crossEntropy(x, new int[] {4, 5}))
                .hasMessage("crossEntropy: targets[1] is 5; expected a class from 0 to 4");
        assertThatThrownBy(() -> CrossEntropy.crossEntropy(x, new int[] {-1, 0}))
                .hasMessage("crossEntropy: targets[0] is -1; expected a class from 0 to 4");
    }
}
