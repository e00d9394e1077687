package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.LinearOpContract;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class RfftTest implements LinearOpContract {
    private static final int[] LENGTHS = {1, 2, 3, 7, 8, 13, 17, 31, 50, 64};

    @Override
    public OpCase opCase() {
        return new OpCase("rfft", draw -> {
            DoubleTensor x = draw.normal(1 + draw.below(3), LENGTHS[draw.below(LENGTHS.length)], draw.size());
            return Trial.of(x, Rfft::rfft, Spectra::rfft);
        });
    }

    @Test
    void values() {
        Tape tape = Tape.recording();
        Variable x = tape.input(Tensor.of(Shape.of(1, 4, 1), 1f, 2f, 3f, 5f));
        float[] y = Rfft.rfft(x).value();
        // (11, −2 + 3i, −3) / √4
        float[] expected = {5.5f, -1f, -1.5f, 0f, 1.5f, 0f};
        assertThat(y).containsExactly(expected, within(1e-6f));
    }

    @Test
    void imaginaryPartsOfTheRealBinsAreZero() {
        float[] y = Rfft.rfft(Tape.inference().constant(Tensor.of(Shape.of(1, 2, 2), 1f, -3f, 0.5f, 7f)))
                .value();
        assertThat(new float[] {y[4], y[5], y[6], y[7]}).containsExactly(0f, 0f, 0f, 0f);
    }

    @Test
    void edges() {
        Variable empty = Tape.inference().constant(Tensor.zeros(Shape.of(0, 5, 3)));
        assertThat(Rfft.rfft(empty).shape()).isEqualTo(Shape.of(0, 2, 3, 3));
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        assertThatThrownBy(() -> Rfft.rfft(tape.constant(Tensor.zeros(Shape.of(4, 3)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rfft: x has shape [4,3]; expected [B,N,d] with N and d at least 1");
        assertThatThrownBy(() -> Rfft.rfft(tape.constant(Tensor.zeros(Shape.of(4, 0, 3)))))
                .hasMessage("rfft: x has shape [4,0,3]; expected [B,N,d] with N and d at least 1");
        assertThatThrownBy(() -> Rfft.rfft(tape.constant(Tensor.zeros(Shape.of(4, 3, 0)))))
                .hasMessage("rfft: x has shape [4,3,0]; expected [B,N,d] with N and d at least 1");
        Variable huge = tape.constant(Shape.of(1 << 29, 1, 2), new float[0]);
        assertThatThrownBy(() -> Rfft.rfft(huge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "rfft: x has shape [536870912,1,2]; y would have 536870912·4 elements, and an array holds at"
                                + " most 2147483639. Take fewer or shorter sequences at once");
    }
}
