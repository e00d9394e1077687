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

class LogSoftmaxTest implements OpContract {
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float LN_2 = 0.6931472f;

    @Override
    public OpCase opCase() {
        return new OpCase("logSoftmax", draw -> {
            DoubleTensor x = draw.normal(draw.shape(1 + draw.below(3)));
            return Trial.of(
                    x, LogSoftmax::logSoftmax, v -> SoftmaxTest.oracle(v).map(StrictMath::log));
        });
    }

    @Test
    void values() {
        float[] y = logSoftmax(0f, (float) Math.log(3));
        // ln ¼ and ln ¾
        float[] expected = {-1.3862944f, -0.2876821f};
        assertThat(y).containsExactly(expected, within(2e-7f));
    }

    @Test
    void edges() {
        assertThat(logSoftmax(1e30f, -1e30f)).containsExactly(0f, -2e30f);
        assertThat(logSoftmax(88f, 388f)).containsExactly(-300f, 0f);
        assertThat(logSoftmax(-INFINITY, 2f)).containsExactly(-INFINITY, 0f);
        float[] uniform = {-LN_2, -LN_2};
        assertThat(logSoftmax(-INFINITY, -INFINITY)).containsExactly(uniform, within(1e-7f));
        assertThat(logSoftmax(Float.NaN, 1f)).containsExactly(Float.NaN, Float.NaN);
    }

    @Test
    void gradientOfAnImpossibleClassIsItsOwn() {
        Tape tape = Tape.recording();
        Variable x = tape.input(Tensor.of(Shape.of(2), 0f, -300f));
        Variable y = LogSoftmax.logSoftmax(x);
        y.gradient()[1] = 1f;
        tape.backward();
        assertThat(x.gradient()).containsExactly(-1f, 1f);
    }

    private static float[] logSoftmax(float... x) {
        return LogSoftmax.logSoftmax(Tape.inference().constant(Tensor.of(Shape.of(x.length), x)))
                .value();
    }

    @Test
    void errors() {
        Variable empty = Tape.inference().constant(Tensor.zeros(Shape.of(3, 0)));
        assertThatThrownBy(() -> LogSoftmax.logSoftmax(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("logSoftmax: x has shape [3,0]; expected [...,n] with n at least 1");
    }
}
