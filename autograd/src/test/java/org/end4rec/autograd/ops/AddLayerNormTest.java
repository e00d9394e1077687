package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddLayerNormTest implements OpContract {
    // not 2, where x̂ is ±1 whatever x is: the gradient is what rounding leaves of it
    private static final int[] SIZES = {1, 5, 7, 8, 13, 16, 31, 64};
    private static final double EPS = 1e-5;

    @Override
    public OpCase opCase() {
        return new OpCase("addLayerNorm", draw -> {
            int d = SIZES[draw.below(SIZES.length)];
            Shape shape = draw.coin() ? Shape.of(d) : Shape.of(draw.size(), draw.size(), d);
            float[] factor = factors(draw, shape.size() / d);
            return new Trial(
                    List.of(draw.normal(shape), draw.normal(shape), draw.normal(d), draw.normal(d)),
                    v -> AddLayerNorm.addLayerNorm(v.get(0), v.get(1), v.get(2), v.get(3), EPS, factor),
                    v -> oracle(v.get(0).plus(1, v.get(1)), v.get(2), v.get(3), factor));
        });
    }

    private static float @Nullable [] factors(Draw draw, int rows) {
        if (draw.coin()) {
            return null;
        }
        float[] factor = new float[rows];
        for (int row = 0; row < rows; row++) {
            factor[row] = draw.below(4) / 2f;
        }
        return factor;
    }

    private static DoubleTensor oracle(
            DoubleTensor x, DoubleTensor weight, DoubleTensor bias, float @Nullable [] factor) {
        int d = weight.shape().dim(0);
        double[] y = new double[x.data().length];
        for (int row = 0; row < y.length / d; row++) {
            double mean = 0;
            for (int i = 0; i < d; i++) {
                mean += x.data()[row * d + i] / d;
            }
            double variance = 0;
            for (int i = 0; i < d; i++) {
                variance += (x.data()[row * d + i] - mean) * (x.data()[row * d + i] - mean) / d;
            }
            double f = factor == null ? 1 : factor[row];
            for (int i = 0; i < d; i++) {
                double normalized = (x.data()[row * d + i] - mean) / Math.sqrt(variance + EPS);
                y[row * d + i] = f * (normalized * weight.at(i) + bias.at(i));
            }
        }
        return DoubleTensor.of(x.shape(), y);
    }

    @Test
    void values() {
        Tape tape = Tape.inference();
        // sums 1, 5, 1, 1: mean 2, variance 3 + eps 1: x̂ = −½, ½·3, −½, −½
        Variable x = tape.constant(Tensor.of(Shape.of(2, 4), 0f, 2f, 4f, -1f, 1f, 1f, 1f, 1f));
        Variable r = tape.constant(Tensor.of(Shape.of(2, 4), 1f, 3f, -3f, 2f, 0f, 4f, 0f, 0f));
        Variable weight = tape.constant(Tensor.of(Shape.of(4), 2f, 4f, -1f, 0f));
        Variable bias = tape.constant(Tensor.of(Shape.of(4), 10f, 20f, 30f, 40f));
        assertThat(AddLayerNorm.addLayerNorm(x, r, weight, bias, 1, new float[] {1f, 0.5f})
                        .value())
                .containsExactly(9f, 26f, 30.5f, 40f, 4.5f, 13f, 15.25f, 20f);
    }

    @Test
    void equalsItsCompositionBitForBit() {
        for (int d : new int[] {3, 16, 50, 64}) {
            for (boolean masked : new boolean[] {false, true}) {
                List<float[]> fused = run(d, masked, true);
                List<float[]> apart = run(d, masked, false);
                for (int i = 0; i < fused.size(); i++) {
                    // a first gradient is stored, not added to 0, which would turn −0 into 0
                    assertThat(positiveZeros(fused.get(i)))
                            .as("d %d, array %d", d, i)
                            .isEqualTo(positiveZeros(apart.get(i)));
                }
            }
        }
    }

    private static float[] positiveZeros(float[] x) {
        float[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] += 0f;
        }
        return y;
    }

    /** The value and the gradients of all inputs, of more rows than one block holds. */
    private static List<float[]> run(int d, boolean masked, boolean fused) {
        Draw draw = new Draw("addLayerNorm", d);
        Tape tape = Tape.recording();
        Shape shape = Shape.of(6, 60, d);
        Variable x = tape.input(draw.normal(shape).toTensor());
        Variable r = tape.input(draw.normal(shape).toTensor());
        Variable weight = tape.input(draw.normal(d).toTensor());
        Variable bias = tape.input(draw.normal(d).toTensor());
        float[] factor = new float[360];
        for (int row = 0; row < factor.length; row++) {
            factor[row] = row > 100 && draw.coin() ? 0f : 1f;
        }
        Variable y;
        if (fused) {
            y = AddLayerNorm.addLayerNorm(x, r, weight, bias, EPS, masked ? factor : null);
        } else {
            y = LayerNorm.layerNorm(Add.add(x, r), weight, bias, EPS);
            if (masked) {
                y = Multiply.multiply(y, tape.constant(Shape.of(6, 60, 1), factor));
            }
        }
        System.arraycopy(draw.normal(shape).toTensor().data(), 0, y.gradient(), 0, shape.size());
        tape.backward();
        List<float[]> results = new ArrayList<>();
        results.add(y.value());
        for (Variable input : List.of(x, r, weight, bias)) {
            results.add(input.gradient());
        }
        return results;
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = tape.constant(Tensor.zeros(Shape.of(2, 3)));
        Variable right = tape.constant(Tensor.zeros(Shape.of(3)));
        Variable wrong = tape.constant(Tensor.zeros(Shape.of(2)));
        Variable scalar = tape.constant(Tensor.zeros(Shape.of()));
        assertThatThrownBy(() -> AddLayerNorm.addLayerNorm(scalar, scalar, right, right, EPS, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("addLayerNorm: x has shape []; expected [...,d] with d at least 1");
        assertThatThrownBy(() -> AddLayerNorm.addLayerNorm(x, right, right, right, EPS, null))
                .hasMessage("addLayerNorm: r has shape [3]; expected [2,3], as x");
        assertThatThrownBy(() -> AddLayerNorm.addLayerNorm(x, x, wrong, right, EPS, null))
                .hasMessage("addLayerNorm: weight has shape [2]; expected [3], to match x [2,3]");
        assertThatThrownBy(() -> AddLayerNorm.addLayerNorm(x, x, right, wrong, EPS, null))
                .hasMessage("addLayerNorm: bias has shape [2]; expected [3], to match x [2,3]");
        assertThatThrownBy(() -> AddLayerNorm.addLayerNorm(x, x, right, right, -1, null))
                .hasMessage("addLayerNorm: eps is -1.0; it must be finite and greater than 0");
        assertThatThrownBy(() -> AddLayerNorm.addLayerNorm(x, x, right, right, EPS, new float[3]))
                .hasMessage("addLayerNorm: rowFactor has 3 elements; expected 2, one for each row of x [2,3]");
    }
}
