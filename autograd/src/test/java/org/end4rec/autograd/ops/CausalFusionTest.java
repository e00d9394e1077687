package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.CausalConvolution.causalConvolution;
import static org.end4rec.autograd.ops.CausalFusion.causalFusion;
import static org.end4rec.autograd.ops.ChunkLinear.chunkLinear;
import static org.end4rec.autograd.ops.Relu.relu;
import static org.end4rec.autograd.ops.Select.select;

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

class CausalFusionTest implements OpContract {
    private static final int[] LENGTHS = {1, 2, 3, 4, 7, 8, 13};

    /** Steps of finite differences stay below it, so that none crosses the kink of the rectifier. */
    private static final double MARGIN = 2e-4;

    @Override
    public OpCase opCase() {
        return new OpCase("causalFusion", draw -> {
            int n = LENGTHS[draw.below(LENGTHS.length)];
            int k = 1 + draw.below(3);
            int s = draw.size();
            DoubleTensor h = draw.normal(2, n, k * s);
            DoubleTensor w1 = draw.normal(2, k, s, s);
            DoubleTensor b1 = draw.normal(2, k, s);
            DoubleTensor w2 = draw.normal(2, k, s, s);
            DoubleTensor b2 = draw.normal(2, k, s);
            int sequences = 1 + draw.below(3);
            DoubleTensor x = draw.normal(sequences, n, k * s);
            while (closest(Spectra.chunkLinear(CausalConvolutionTest.oracle(x, h), w1, b1)) < MARGIN) {
                x = draw.normal(sequences, n, k * s);
            }
            return new Trial(
                    List.of(x, h, w1, b1, w2, b2),
                    v -> causalFusion(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)),
                    CausalFusionTest::oracle);
        });
    }

    private static DoubleTensor oracle(List<DoubleTensor> v) {
        DoubleTensor z = CausalConvolutionTest.oracle(v.get(0), v.get(1));
        DoubleTensor hidden = Spectra.chunkLinear(z, v.get(2), v.get(3)).map(each -> Math.max(each, 0));
        DoubleTensor fused = Spectra.chunkLinear(hidden, v.get(4), v.get(5));
        return DoubleTensor.fill(v.get(0).shape(), at -> fused.at(at[0], 0, at[1], at[2]));
    }

    private static double closest(DoubleTensor hidden) {
        return Arrays.stream(hidden.data()).map(Math::abs).min().orElseThrow();
    }

    @Test
    void values() {
        Tape tape = Tape.inference();
        // z = (1 + 2i), (3 + 1·4 + (6 + 1·5)i); (z)(2 + 5i) + (9 − 30i) → rectified; ·(3 − i) + 0.5
        Variable y = causalFusion(
                tape.constant(Tensor.of(Shape.of(1, 2, 1), 1f, 3f)),
                tape.constant(Tensor.of(Shape.of(2, 2, 1), 1f, 4f, 2f, 5f)),
                tape.constant(Tensor.of(Shape.of(2, 1, 1, 1), 2f, 5f)),
                tape.constant(Tensor.of(Shape.of(2, 1, 1), 9f, -30f)),
                tape.constant(Tensor.of(Shape.of(2, 1, 1, 1), 3f, -1f)),
                tape.constant(Tensor.of(Shape.of(2, 1, 1), 0.5f, 7f)));
        // −8 + 9i → 1 − 21i → 1; 7 + 11i: −41 + 57i → −32 + 27i → 27i, whose part of the real plane is 27
        assertThat(y.value()).containsExactly(new float[] {3.5f, 27.5f}, within(1e-4f));
    }

    /** Short sequences by their sums, long ones through spectra. */
    @Test
    void isTheCompositionOfTheSmallOps() {
        Draw draw = new Draw("composition", 0);
        int longer = CausalFilters.LONGEST_SUM + 1;
        for (int[] size : new int[][] {{50, 64, 8}, {20, 32, 2}, {7, 12, 3}, {9, 26, 2}, {longer, 12, 2}}) {
            int s = size[1] / size[2];
            Tensor x = draw.normal(3, size[0], size[1]).toTensor();
            Tensor h = draw.normal(2, size[0], size[1]).toTensor();
            Tensor w1 = draw.normal(2, size[2], s, s).toTensor();
            Tensor b1 = draw.normal(2, size[2], s).toTensor();
            Tensor w2 = draw.normal(2, size[2], s, s).toTensor();
            Tensor b2 = draw.normal(2, size[2], s).toTensor();
            List<Tensor> inputs = List.of(x, h, w1, b1, w2, b2);
            float[] dy = draw.normal(3, size[0], size[1]).toTensor().data();

            Tape apart = Tape.recording();
            List<Variable> a = inputs.stream().map(apart::input).toList();
            Variable hidden = relu(chunkLinear(causalConvolution(a.get(0), a.get(1)), a.get(2), a.get(3)));
            Variable composed = select(chunkLinear(hidden, a.get(4), a.get(5)), 1, 0);
            Tape together = Tape.recording();
            List<Variable> b = inputs.stream().map(together::input).toList();
            Variable fused = causalFusion(b.get(0), b.get(1), b.get(2), b.get(3), b.get(4), b.get(5));
            for (Variable output : List.of(composed, fused)) {
                System.arraycopy(dy, 0, output.gradient(), 0, dy.length);
                output.tape().backward();
            }

            assertThat(fused.value()).isEqualTo(composed.value());
            for (int i = 0; i < inputs.size(); i++) {
                assertThat(b.get(i).gradient())
                        .as("input %d", i)
                        .isEqualTo(a.get(i).gradient());
            }
        }
    }

    @Test
    void inferenceIsTheSame() {
        Draw draw = new Draw("inference", 0);
        List<Tensor> inputs = List.of(
                draw.normal(3, 5, 4).toTensor(),
                draw.normal(2, 5, 4).toTensor(),
                draw.normal(2, 2, 2, 2).toTensor(),
                draw.normal(2, 2, 2).toTensor(),
                draw.normal(2, 2, 2, 2).toTensor(),
                draw.normal(2, 2, 2).toTensor());
        assertThat(apply(inputs, Tape.inference())).isEqualTo(apply(inputs, Tape.recording()));
    }

    private static float[] apply(List<Tensor> inputs, Tape tape) {
        List<Variable> v = inputs.stream().map(tape::input).toList();
        return causalFusion(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5))
                .value();
    }

    @Test
    void noSequences() {
        Tape tape = Tape.inference();
        Variable w = constant(tape, 2, 2, 2, 2);
        Variable b = constant(tape, 2, 2, 2);
        Variable y = causalFusion(constant(tape, 0, 5, 4), constant(tape, 2, 5, 4), w, b, w, b);
        assertThat(y.shape()).isEqualTo(Shape.of(0, 5, 4));
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = constant(tape, 1, 5, 6);
        Variable h = constant(tape, 2, 5, 6);
        Variable w = constant(tape, 2, 2, 3, 3);
        Variable b = constant(tape, 2, 2, 3);
        assertThatThrownBy(() -> causalFusion(constant(tape, 1, 0, 6), h, w, b, w, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("causalFusion: x has shape [1,0,6]; expected [B,N,d] with N and d at least 1");
        assertThatThrownBy(() -> causalFusion(x, constant(tape, 2, 4, 6), w, b, w, b))
                .hasMessage("causalFusion: h has shape [2,4,6]; expected [2,5,6], to match x [1,5,6]");
        assertThatThrownBy(() -> causalFusion(x, h, w, b, w, constant(tape, 2, 3, 2)))
                .hasMessage("causalFusion: b2 has shape [2,3,2]; expected [2,2,3], to match w1 [2,2,3,3]");
    }

    private static Variable constant(Tape tape, int... dims) {
        return tape.constant(Tensor.zeros(Shape.of(dims)));
    }
}
