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

class IrfftTest implements LinearOpContract {
    private static final int[] LENGTHS = {1, 2, 3, 7, 8, 13, 17, 31, 50, 64};

    @Override
    public OpCase opCase() {
        return new OpCase("irfft", draw -> {
            int n = LENGTHS[draw.below(LENGTHS.length)];
            DoubleTensor x = draw.normal(1 + draw.below(3), 2, n / 2 + 1, draw.size());
            return Trial.of(x, v -> Irfft.irfft(v, n), v -> oracle(v, n));
        });
    }

    /** The inverse transform of the full spectrum of n bins, the upper half mirrored. */
    private static DoubleTensor oracle(DoubleTensor x, int n) {
        return DoubleTensor.fill(Shape.of(x.shape().dim(0), n, x.shape().dim(3)), at -> {
            double sum = 0;
            for (int f = 0; f < n; f++) {
                boolean mirrored = f > n / 2;
                int bin = mirrored ? n - f : f;
                double re = x.at(at[0], 0, bin, at[2]);
                double im = bin == 0 || 2 * bin == n ? 0 : x.at(at[0], 1, bin, at[2]);
                double angle = 2 * Math.PI * (f * at[1] % n) / n;
                sum += re * StrictMath.cos(angle) - (mirrored ? -im : im) * StrictMath.sin(angle);
            }
            return sum / Math.sqrt(n);
        });
    }

    @Test
    void values() {
        Tape tape = Tape.recording();
        // plane 0: 2, −1, 3; plane 1: 9, 0.5, 9, of which only 0.5 counts
        Variable x = tape.input(Tensor.of(Shape.of(1, 2, 3, 1), 2f, -1f, 3f, 9f, 0.5f, 9f));
        float[] y = Irfft.irfft(x, 4).value();
        // (2 + 2·Re((−1 + 0.5i)·iᵗ) + 3·(−1)ᵗ) / 2
        float[] expected = {1.5f, -1f, 3.5f, 0f};
        assertThat(y).containsExactly(expected, within(1e-6f));
    }

    @Test
    void ignoredPartsHaveNoGradient() {
        Tape tape = Tape.recording();
        Variable x = tape.input(Tensor.of(Shape.of(1, 2, 3, 1), 2f, -1f, 3f, 9f, 0.5f, 9f));
        Variable y = Irfft.irfft(x, 4);
        float[] dy = {1f, -2f, 3f, 0.5f};
        System.arraycopy(dy, 0, y.gradient(), 0, 4);
        tape.backward();
        assertThat(x.gradient()[3]).isZero();
        assertThat(x.gradient()[4]).isNotZero();
        assertThat(x.gradient()[5]).isZero();
    }

    @Test
    void undoesRfft() {
        Tape tape = Tape.inference();
        float[] values = {0.3f, -1f, 4f, 2f, 7f, -0.5f, 1f, 1.5f, -2f, 3f};
        Variable x = tape.constant(Tensor.of(Shape.of(1, 5, 2), values));
        assertThat(Irfft.irfft(Rfft.rfft(x), 5).value()).containsExactly(values, within(2e-6f));
    }

    @Test
    void errors() {
        Variable x = Tape.inference().constant(Tensor.zeros(Shape.of(4, 2, 3, 5)));
        assertThatThrownBy(() -> Irfft.irfft(x, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("irfft: x has shape [4,2,3,5]; expected [B,2,4,d] with d at least 1, to match n = 6");
        Variable none = Tape.inference().constant(Tensor.zeros(Shape.of(4, 2, 3, 0)));
        assertThatThrownBy(() -> Irfft.irfft(none, 4))
                .hasMessage("irfft: x has shape [4,2,3,0]; expected [B,2,3,d] with d at least 1, to match n = 4");
        assertThatThrownBy(() -> Irfft.irfft(x, 0)).hasMessage("irfft: n is 0; it must be at least 1");
    }
}
