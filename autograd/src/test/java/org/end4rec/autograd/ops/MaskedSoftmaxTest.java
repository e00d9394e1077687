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

class MaskedSoftmaxTest implements OpContract {
    @Override
    public OpCase opCase() {
        return new OpCase("maskedSoftmax", draw -> {
            DoubleTensor x = draw.normal(draw.shape(4));
            float[] allowed =
                    new float[x.shape().dim(0) * x.shape().dim(2) * x.shape().dim(3)];
            for (int i = 0; i < allowed.length; i++) {
                allowed[i] = draw.below(3) == 0 ? 0f : 1f;
            }
            return Trial.of(x, v -> MaskedSoftmax.maskedSoftmax(v, allowed), v -> oracle(v, allowed));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, float[] allowed) {
        int n = x.shape().dim(2);
        int m = x.shape().dim(3);
        return SoftmaxTest.oracle(DoubleTensor.fill(
                x.shape(),
                at -> allowed[(at[0] * n + at[2]) * m + at[3]] == 0 ? -1e9 : x.at(at[0], at[1], at[2], at[3])));
    }

    @Test
    void values() {
        Tape tape = Tape.inference();
        float ln3 = (float) Math.log(3);
        // one sequence, two heads, one row of three entries, the middle one masked in both heads
        Variable x = tape.constant(Tensor.of(Shape.of(1, 2, 1, 3), 0f, 99f, ln3, ln3, -5f, 0f));
        float[] y = MaskedSoftmax.maskedSoftmax(x, new float[] {1f, 0f, 1f}).value();
        float[] expected = {0.25f, 0f, 0.75f, 0.75f, 0f, 0.25f};
        assertThat(y).containsExactly(expected, within(1e-6f));
    }

    @Test
    void aRowWithNothingAllowedIsUniformAndHasNoGradient() {
        Tape tape = Tape.recording();
        Variable x = tape.input(Tensor.of(Shape.of(1, 1, 1, 4), 0f, 99f, -3f, 2f));
        Variable y = MaskedSoftmax.maskedSoftmax(x, new float[4]);
        assertThat(y.value()).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
        y.gradient()[1] = 5f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(0f, 0f, 0f, 0f);
    }

    @Test
    void maskedNaNDoesNotSpread() {
        Variable x = Tape.inference().constant(Tensor.of(Shape.of(1, 1, 1, 2), Float.NaN, 4f));
        assertThat(MaskedSoftmax.maskedSoftmax(x, new float[] {0f, 1f}).value()).containsExactly(0f, 1f);
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = tape.constant(Tensor.zeros(Shape.of(2, 3, 4, 5)));
        assertThatThrownBy(() -> MaskedSoftmax.maskedSoftmax(x, new float[20]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "maskedSoftmax: allowed has 20 elements; expected 40, that is [B,N,M], to match x [2,3,4,5]");
        assertThatThrownBy(
                        () -> MaskedSoftmax.maskedSoftmax(tape.constant(Tensor.zeros(Shape.of(4, 5))), new float[20]))
                .hasMessage("maskedSoftmax: x has shape [4,5]; expected [B,H,N,M] with M at least 1");
    }
}
