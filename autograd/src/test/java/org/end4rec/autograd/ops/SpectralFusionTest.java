package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.ChunkLinear.chunkLinear;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.Relu.relu;
import static org.end4rec.autograd.ops.Rfft.rfft;
import static org.end4rec.autograd.ops.SpectralFusion.spectralFusion;

import java.util.Arrays;
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

class SpectralFusionTest implements OpContract {
    private static final int[] LENGTHS = {1, 2, 3, 4, 7, 8, 13};

    /** Steps of finite differences stay below it, so that none crosses the kink of the rectifier. */
    private static final double MARGIN = 2e-4;

    @Override
    public OpCase opCase() {
        return new OpCase("spectralFusion", draw -> {
            int n = LENGTHS[draw.below(LENGTHS.length)];
            int k = 1 + draw.below(3);
            int s = draw.size();
            DoubleTensor w1 = draw.normal(2, k, s, s);
            DoubleTensor b1 = draw.normal(2, k, s);
            DoubleTensor w2 = draw.normal(2, k, s, s);
            DoubleTensor b2 = draw.normal(2, k, s);
            int sequences = 1 + draw.below(3);
            DoubleTensor x = draw.normal(sequences, n, k * s);
            while (closest(Spectra.chunkLinear(Spectra.rfft(x), w1, b1)) < MARGIN) {
                x = draw.normal(sequences, n, k * s);
            }
            return new Trial(
                    List.of(x, w1, b1, w2, b2),
                    v -> spectralFusion(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)),
                    SpectralFusionTest::oracle);
        });
    }

    private static DoubleTensor oracle(List<DoubleTensor> v) {
        DoubleTensor hidden =
                Spectra.chunkLinear(Spectra.rfft(v.get(0)), v.get(1), v.get(2)).map(h -> Math.max(h, 0));
        return Spectra.irfft(
                Spectra.chunkLinear(hidden, v.get(3), v.get(4)),
                v.get(0).shape().dim(1));
    }

    private static double closest(DoubleTensor hidden) {
        return Arrays.stream(hidden.data()).map(Math::abs).min().orElseThrow();
    }

    @Test
    void values() {
        Tape tape = Tape.inference();
        Variable x = tape.constant(Tensor.of(Shape.of(1, 2, 1), 1f, 3f));
        // bins (4 and −2)/√2; (a + 0i)(2 + 5i) + (1 − 12i) → rectified; ·(3 − i) + 0.5
        Variable y = spectralFusion(
                x,
                tape.constant(Tensor.of(Shape.of(2, 1, 1, 1), 2f, 5f)),
                tape.constant(Tensor.of(Shape.of(2, 1, 1), 1f, -12f)),
                tape.constant(Tensor.of(Shape.of(2, 1, 1, 1), 3f, -1f)),
                tape.constant(Tensor.of(Shape.of(2, 1, 1), 0.5f, 7f)));
        double root = Math.sqrt(2);
        double bin0 = 3 * (4 * root + 1) + (10 * root - 12) + 0.5;
        double bin1 = 0.5;
        float[] expected = {(float) ((bin0 + bin1) / root), (float) ((bin0 - bin1) / root)};
        assertThat(y.value()).containsExactly(expected, within(1e-5f));
    }

    @Test
    void isTheCompositionOfTheSmallOps() {
        Draw draw = new Draw("composition", 0);
        for (int[] size : new int[][] {{50, 64, 8}, {20, 32, 2}, {7, 12, 3}, {9, 26, 2}}) {
            int s = size[1] / size[2];
            Tensor x = draw.normal(3, size[0], size[1]).toTensor();
            Tensor w1 = draw.normal(2, size[2], s, s).toTensor();
            Tensor b1 = draw.normal(2, size[2], s).toTensor();
            Tensor w2 = draw.normal(2, size[2], s, s).toTensor();
            Tensor b2 = draw.normal(2, size[2], s).toTensor();
            List<Tensor> inputs = List.of(x, w1, b1, w2, b2);
            float[] dy = draw.normal(3, size[0], size[1]).toTensor().data();

            Tape apart = Tape.recording();
            List<Variable> a = inputs.stream().map(apart::input).toList();
            Variable hidden = relu(chunkLinear(rfft(a.get(0)), a.get(1), a.get(2)));
            Variable composed = irfft(chunkLinear(hidden, a.get(3), a.get(4)), size[0]);
            Tape together = Tape.recording();
            List<Variable> b = inputs.stream().map(together::input).toList();
            Variable fused = spectralFusion(b.get(0), b.get(1), b.get(2), b.get(3), b.get(4));
            for (Variable output : List.of(composed, fused)) {
                System.arraycopy(dy, 0, output.gradient(), 0, dy.length);
                output.tape().backward();
            }

            assertThat(fused.value()).isEqualTo(composed.value());
            for (int i = 0; i < inputs.size(); i++) {
                assertThat(b.get(i).gradient()).isEqualTo(a.get(i).gradient());
            }
        }
    }

    @Test
    void edges() {
        Tape tape = Tape.inference();
        Variable y = spectralFusion(
                constant(tape, 0, 5, 4),
                constant(tape, 2, 2, 2, 2),
                constant(tape, 2, 2, 2),
                constant(tape, 2, 2, 2, 2),
                constant(tape, 2, 2, 2));
        assertThat(y.shape()).isEqualTo(Shape.of(0, 5, 4));
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = constant(tape, 1, 5, 6);
        Variable w = constant(tape, 2, 2, 3, 3);
        Variable b = constant(tape, 2, 2, 3);
        assertThatThrownBy(() -> spectralFusion(constant(tape, 1, 0, 6), w, b, w, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spectralFusion: x has shape [1,0,6]; expected [B,N,d] with N and d at least 1");
        assertThatThrownBy(() -> spectralFusion(x, constant(tape, 2, 4, 1, 1), b, w, b))
                .hasMessage("spectralFusion: w1 has shape [2,4,1,1]; expected [2,k,s,s] with a k that divides d = 6");
        assertThatThrownBy(() -> spectralFusion(x, constant(tape, 2, 2, 3, 2), b, w, b))
                .hasMessage("spectralFusion: w1 has shape [2,2,3,2]; expected [2,2,3,3], to match d = 6");
        assertThatThrownBy(() -> spectralFusion(x, w, constant(tape, 2, 6), w, b))
                .hasMessage("spectralFusion: b1 has shape [2,6]; expected [2,2,3], to match w1 [2,2,3,3]");
        assertThatThrownBy(() -> spectralFusion(x, w, b, constant(tape, 2, 3, 2, 2), b))
                .hasMessage("spectralFusion: w2 has shape [2,3,2,2]; expected [2,2,3,3], to match w1 [2,2,3,3]");
        assertThatThrownBy(() -> spectralFusion(x, w, b, w, constant(tape, 2, 3, 2)))
                .hasMessage("spectralFusion: b2 has shape [2,3,2]; expected [2,2,3], to match w1 [2,2,3,3]");
    }

    private static Variable constant(Tape tape, int... dims) {
        return tape.constant(Tensor.zeros(Shape.of(dims)));
    }
}
