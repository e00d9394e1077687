package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.NewestConvolution.newestConvolution;

import java.util.Arrays;
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

class NewestConvolutionTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("newestConvolution", draw -> {
            Shape x = draw.shape(3);
            int types = draw.size();
            int[] type = draw.indices(x.dim(0) * x.dim(1), types + 1);
            return new Trial(
                    List.of(draw.normal(x), draw.normal(types, x.dim(1), x.dim(2))),
                    v -> newestConvolution(v.get(0), v.get(1), type),
                    inputs -> oracle(inputs.get(0), inputs.get(1), type));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, DoubleTensor h, int[] type) {
        int n = x.shape().dim(1);
        return DoubleTensor.fill(Shape.of(x.shape().dim(0), x.shape().dim(2)), at -> {
            double sum = 0;
            for (int t = 0; t < n; t++) {
                int r = type[at[0] * n + t];
                sum += r == 0 ? 0 : h.at(r - 1, n - 1 - t, at[1]) * x.at(at[0], t, at[1]);
            }
            return sum;
        });
    }

    @Test
    void values() {
        Variable x = input(Shape.of(1, 3, 1), 1f, 10f, 100f);
        Variable h = input(Shape.of(2, 3, 1), 2f, 3f, 5f, 7f, 11f, 13f);
        Variable y = newestConvolution(x, h, new int[] {1, 0, 2});
        assertThat(y.scalar()).isEqualTo(1f * 5f + 100f * 7f);
        tape.backward(y);
        assertThat(x.gradient()).containsExactly(5f, 0f, 7f);
        assertThat(h.gradient()).containsExactly(0f, 0f, 1f, 100f, 0f, 0f);
    }

    @Test
    void isTheNewestPositionOfTheFilterInTheFrequencyDomain() {
        // of one type: irfft(rfft(h)·√N ⊙ rfft(x)) at N−1, for even and odd N; values reach 7
        for (int n : new int[] {1, 2, 5, 8, 13}) {
            float[] values = new float[4 * n];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) StrictMath.sin(1 + 7 * i);
            }
            Variable x = input(Shape.of(2, n, 2), values);
            Variable h = input(Shape.of(1, n, 2), Arrays.copyOf(values, 2 * n));
            Variable kernel = Scale.scale(Rfft.rfft(h), (float) Math.sqrt(n));
            Variable spectrum = ComplexMultiply.complexMultiply(Rfft.rfft(x), Select.select(kernel, 0, 0));
            Variable expected = Select.select(Irfft.irfft(spectrum, n), 1, -1);
            int[] types = new int[2 * n];
            Arrays.fill(types, 1);
            assertThat(newestConvolution(x, h, types).value()).containsExactly(expected.value(), within(5e-6f));
        }
    }

    @Test
    void edges() {
        Variable h = input(Shape.of(1, 2, 1), 1f, 2f);
        assertThat(newestConvolution(input(Shape.of(0, 2, 1)), h, new int[0]).shape())
                .isEqualTo(Shape.of(0, 1));
        // what takes no part may be anything
        Variable x = input(Shape.of(1, 2, 1), Float.NaN, 3f);
        assertThat(newestConvolution(x, h, new int[] {0, 1}).value()).containsExactly(3f);
        assertThat(newestConvolution(x, h, new int[] {1, 0}).value()).containsExactly(Float.NaN);
    }

    @Test
    void errors() {
        Variable x = input(Shape.of(1, 2, 1), 1f, 2f);
        Variable h = input(Shape.of(1, 2, 1), 1f, 2f);
        assertRefused(input(Shape.of(2), 1f, 2f), h, new int[2], "x has shape [2]; expected [B,N,d]");
        assertRefused(
                x,
                input(Shape.of(1, 1, 2), 1f, 2f),
                new int[2],
                "h has shape [1,1,2]; expected [R,2,1], to match x [1,2,1]");
        assertRefused(x, h, new int[3], "types has 3 elements; expected 2, one for each event of x [1,2,1]");
        assertRefused(x, h, new int[] {0, 2}, "types[1] is 2; expected 0…1, to match h [1,2,1]");
        assertRefused(x, h, new int[] {-1, 0}, "types[0] is -1; expected 0…1, to match h [1,2,1]");
    }

    private static void assertRefused(Variable x, Variable h, int[] types, String message) {
        assertThatThrownBy(() -> newestConvolution(x, h, types))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("newestConvolution: " + message);
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
