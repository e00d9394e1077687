package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.CausalConvolution.causalConvolution;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausalConvolutionTest implements OpContract {
    private static final int[] LENGTHS = {1, 2, 3, 4, 7, 8, 13};

    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("causalConvolution", draw -> {
            int n = LENGTHS[draw.below(LENGTHS.length)];
            int d = draw.size();
            return new Trial(
                    List.of(draw.normal(1 + draw.below(3), n, d), draw.normal(1 + draw.below(3), n, d)),
                    v -> causalConvolution(v.get(0), v.get(1)),
                    inputs -> oracle(inputs.get(0), inputs.get(1)));
        });
    }

    static DoubleTensor oracle(DoubleTensor x, DoubleTensor h) {
        Shape shape = x.shape();
        return DoubleTensor.fill(Shape.of(shape.dim(0), h.shape().dim(0), shape.dim(1), shape.dim(2)), at -> {
            double sum = 0;
            for (int age = 0; age <= at[2]; age++) {
                sum += h.at(at[1], age, at[3]) * x.at(at[0], at[2] - age, at[3]);
            }
            return sum;
        });
    }

    @Test
    void values() {
        Variable x = input(Shape.of(1, 3, 1), 1f, 10f, 100f);
        Variable h = input(Shape.of(2, 3, 1), 2f, 3f, 5f, 1f, 0f, -1f);
        Variable y = causalConvolution(x, h);

        assertThat(y.shape()).isEqualTo(Shape.of(1, 2, 3, 1));
        assertThat(y.value()).containsExactly(new float[] {2f, 23f, 235f, 1f, 10f, 99f}, within(1e-4f));
        tape.backward(Sum.sum(y));
        assertThat(x.gradient()).containsExactly(new float[] {10f, 6f, 3f}, within(1e-5f));
        assertThat(h.gradient()).containsExactly(new float[] {111f, 11f, 1f, 111f, 11f, 1f}, within(1e-4f));
    }

    /** Longer than the sequences of the contract, which are summed as they stand. */
    @Test
    void longSequencesGoThroughSpectra() {
        for (int n : new int[] {CausalFilters.LONGEST_SUM, CausalFilters.LONGEST_SUM + 1, 127, 144}) {
            Draw draw = new Draw("long", n);
            DoubleTensor x = draw.normal(2, n, 3);
            DoubleTensor h = draw.normal(2, n, 3);
            DoubleTensor dy = draw.normal(2, 2, n, 3);
            Variable input = tape.input(x.toTensor());
            Variable responses = tape.input(h.toTensor());
            Variable y = causalConvolution(input, responses);
            System.arraycopy(dy.toTensor().data(), 0, y.gradient(), 0, y.shape().size());
            tape.backward();

            assertThat(y.value()).containsExactly(oracle(x, h).toTensor().data(), within(1e-4f));
            assertThat(input.gradient())
                    .containsExactly(
                            DoubleTensor.fill(x.shape(), at -> {
                                        double sum = 0;
                                        for (int p = 0; p < 2; p++) {
                                            for (int t = at[1]; t < n; t++) {
                                                sum += h.at(p, t - at[1], at[2]) * dy.at(at[0], p, t, at[2]);
                                            }
                                        }
                                        return sum;
                                    })
                                    .toTensor()
                                    .data(),
                            within(1e-4f));
            assertThat(responses.gradient())
                    .containsExactly(
                            DoubleTensor.fill(h.shape(), at -> {
                                        double sum = 0;
                                        for (int b = 0; b < 2; b++) {
                                            for (int t = at[1]; t < n; t++) {
                                                sum += x.at(b, t - at[1], at[2]) * dy.at(b, at[0], t, at[2]);
                                            }
                                        }
                                        return sum;
                                    })
                                    .toTensor()
                                    .data(),
                            within(1e-4f));
            tape.reset();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 150})
    void whatComesLaterDoesNotReachWhatCameBefore(int n) {
        int d = 3;
        float[] x = new Draw("causal", 0).normal(1, n, d).toTensor().data();
        Tensor h = new Draw("causal", 1).normal(1, n, d).toTensor();
        for (int t : new int[] {0, 1, 24, 48}) {
            float[] changed = x.clone();
            Arrays.fill(changed, (t + 1) * d, n * d, 0f);
            float[] before = convolve(n, d, x, h);
            float[] after = convolve(n, d, changed, h);
            // of values up to 10, the transform's rounding; sums are exact
            assertThat(Arrays.copyOf(after, (t + 1) * d))
                    .containsExactly(
                            Arrays.copyOf(before, (t + 1) * d), within(n > CausalFilters.LONGEST_SUM ? 2e-5f : 0f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {CausalFilters.LONGEST_SUM, CausalFilters.LONGEST_SUM + 1})
    void aLargeEndReachesTheStartOfALongSequenceByRoundingAlone(int n) {
        float[] x = new Draw("large end", 0).normal(1, n, 1).toTensor().data();
        Tensor h = new Draw("large end", 1).normal(1, n, 1).toTensor();
        float[] before = convolve(n, 1, x, h);
        x[n - 1] = 1e6f;
        float[] after = convolve(n, 1, x, h);
        float most = 0f;
        for (int t = 0; t < n - 1; t++) {
            most = Math.max(most, Math.abs(after[t] - before[t]));
        }
        if (n <= CausalFilters.LONGEST_SUM) {
            assertThat(most).isZero();
        } else {
            // measured 0.49, half a millionth of the largest value
            assertThat(most).isBetween(1e-3f, 1f);
        }
    }

    private static float[] convolve(int n, int d, float[] x, Tensor h) {
        Tape inference = Tape.inference();
        return causalConvolution(inference.constant(Tensor.of(Shape.of(1, n, d), x)), inference.constant(h))
                .value();
    }

    @Test
    void noSequences() {
        Variable x = input(Shape.of(0, 4, 2));
        Variable h = tape.input(new Draw("none", 0).normal(2, 4, 2).toTensor());
        Variable y = causalConvolution(x, h);
        assertThat(y.shape()).isEqualTo(Shape.of(0, 2, 4, 2));
        tape.backward(Sum.sum(y));
        assertThat(h.gradient()).containsOnly(0f);
    }

    @Test
    void wrongShapes() {
        Variable x = input(Shape.of(1, 3, 1), 1f, 2f, 3f);
        assertThatThrownBy(() -> causalConvolution(input(Shape.of(1), 1f), x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("causalConvolution: x has shape [1]; expected [B,N,d] with N and d at least 1");
        assertThatThrownBy(() -> causalConvolution(x, input(Shape.of(1, 2, 1), 1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("causalConvolution: h has shape [1,2,1]; expected [P,3,1] with P at least 1, to match x"
                        + " [1,3,1]");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
