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

class SoftmaxTest implements OpContract {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Override
    public OpCase opCase() {
        return new OpCase("softmax", draw -> {
            DoubleTensor x = draw.normal(draw.shape(1 + draw.below(3)));
            return Trial.of(x, Softmax::softmax, SoftmaxTest::oracle);
        });
    }

    static DoubleTensor oracle(DoubleTensor x) {
        int n = x.shape().dim(-1);
        double[] y = new double[x.data().length];
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            for (int j = i / n * n; j < i / n * n + n; j++) {
                sum += StrictMath.exp(x.data()[j] - x.data()[i]);
            }
            y[i] = 1 / sum;
        }
        return DoubleTensor.of(x.shape(), y);
    }

    @Test
    void values() {
        float[] y = softmax(0f, (float) Math.log(2), (float) Math.log(5));
        float[] expected = {0.125f, 0.25f, 0.625f};
        assertThat(y).containsExactly(expected, within(1e-6f));
    }

    @Test
    void edges() {
        assertThat(softmax(1e30f, -1e30f)).containsExactly(1f, 0f);
        assertThat(softmax(300f, 300f)).containsExactly(0.5f, 0.5f);
        assertThat(softmax(-INFINITY, 2f, 2f)).containsExactly(0f, 0.5f, 0.5f);
        assertThat(softmax(-INFINITY, -INFINITY)).containsExactly(0.5f, 0.5f);
        assertThat(softmax(INFINITY, 1f)[0]).isNaN();
        assertThat(softmax(Float.NaN, 1f)).containsExactly(Float.NaN, Float.NaN);
    }

    private static float[] softmax(float... x) {
        return Softmax.softmax(Tape.inference().constant(Tensor.of(Shape.of(x.length), x)))
                .value();
    }

    @Test
    void errors() {
        Variable scalar = Tape.inference().constant(Tensor.of(Shape.of(), 1f));
        assertThatThrownBy(() -> Softmax.softmax(scalar))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("softmax: x has shape []; expected [...,n] with n at least 1");
    }
}
