package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

class LayerNormTest implements OpContract {
    // not 2, where x̂ is ±1 whatever x is: the gradient is what rounding leaves of it
    private static final int[] SIZES = {1, 5, 7, 8, 13, 16, 31};
    private static final double EPS = 1e-5;

    @Override
    public OpCase opCase() {
        return new OpCase("layerNorm", draw -> {
            int d = SIZES[draw.below(SIZES.length)];
            Shape shape = draw.coin() ? Shape.of(draw.size(), d) : Shape.of(draw.size(), draw.size(), d);
            return new Trial(
                    List.of(draw.normal(shape), draw.normal(d), draw.normal(d)),
                    v -> LayerNorm.layerNorm(v.get(0), v.get(1), v.get(2), EPS),
                    v -> oracle(v.get(0), v.get(1), v.get(2)));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, DoubleTensor weight, DoubleTensor bias) {
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
            for (int i = 0; i < d; i++) {
                y[row * d + i] = (x.data()[row * d + i] - mean) / Math.sqrt(variance + EPS) * weight.at(i) + bias.at(i);
            }
        }
        return DoubleTensor.of(x.shape(), y);
    }

    @Test
    void values() {
        Tape tape = Tape.inference();
        // mean 2, variance 3 + eps 1: x̂ = −½, ½·3, −½, −½
        Variable x = tape.constant(Tensor.of(Shape.of(1, 4), 1f, 5f, 1f, 1f));
        Variable weight = tape.constant(Tensor.of(Shape.of(4), 2f, 4f, -1f, 0f));
        Variable bias = tape.constant(Tensor.of(Shape.of(4), 10f, 20f, 30f, 40f));
        assertThat(LayerNorm.layerNorm(x, weight, bias, 1).value()).containsExactly(9f, 26f, 30.5f, 40f);
    }

    @Test
    void aLargeMeanCostsNoPrecision() {
        Tape tape = Tape.inference();
        Variable x = tape.constant(Tensor.of(Shape.of(4), 1e6f, 1e6f + 1, 1e6f + 2, 1e6f + 3));
        Variable weight = tape.constant(Tensor.of(Shape.of(4), 1f, 2f, 3f, 4f));
        float[] y = LayerNorm.layerNorm(x, weight, tape.constant(Tensor.zeros(Shape.of(4))), 1e-12)
                .value();
        // (−1.5, −0.5, 0.5, 1.5)/√1.25 times the weights
        float[] expected = {-1.3416408f, -0.8944272f, 1.3416408f, 5.3665631f};
        assertThat(y).containsExactly(expected, within(1e-6f));
    }

    @Test
    void edges() {
        Tape tape = Tape.inference();
        Variable weight = tape.constant(Tensor.of(Shape.of(2), 3f, 4f));
        Variable bias = tape.constant(Tensor.of(Shape.of(2), 0.25f, -7f));
        Variable equal = tape.constant(Tensor.of(Shape.of(2), 1e30f, 1e30f));
        assertThat(LayerNorm.layerNorm(equal, weight, bias, EPS).value()).containsExactly(0.25f, -7f);
        Variable huge = tape.constant(Tensor.of(Shape.of(2), 1e30f, -1e30f));
        assertThat(LayerNorm.layerNorm(huge, weight, bias, EPS).value()).containsExactly(3.25f, -11f);
        Variable empty = tape.constant(Tensor.zeros(Shape.of(0, 2)));
        assertThat(LayerNorm.layerNorm(empty, weight, bias, EPS).value()).isEmpty();
        Variable missing = tape.constant(Tensor.of(Shape.of(2), Float.NaN, 1f));
        assertThat(LayerNorm.layerNorm(missing, weight, bias, EPS).value()).containsExactly(Float.NaN, Float.NaN);
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = tape.constant(Tensor.zeros(Shape.of(2, 3)));
        Variable right = tape.constant(Tensor.zeros(Shape.of(3)));
        Variable wrong = tape.constant(Tensor.zeros(Shape.of(2)));
        assertThatThrownBy(() -> LayerNorm.layerNorm(tape.constant(Tensor.zeros(Shape.of())), right, right, EPS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layerNorm: x has shape []; expected [...,d] with d at least 1");
        assertThatThrownBy(() -> LayerNorm.layerNorm(x, wrong, right, EPS))
                .hasMessage("layerNorm: weight has shape [2]; expected [3], to match x [2,3]");
        assertThatThrownBy(() -> LayerNorm.layerNorm(x, right, wrong, EPS))
                .hasMessage("layerNorm: bias has shape [2]; expected [3], to match x [2,3]");
        assertThatThrownBy(() -> LayerNorm.layerNorm(x, right, right, 0))
                .hasMessage("layerNorm: eps is 0.0; it must be finite and greater than 0");
        assertThatThrownBy(() -> LayerNorm.layerNorm(x, right, right, Double.NaN))
                .hasMessage("layerNorm: eps is NaN; it must be finite and greater than 0");
    }
}
