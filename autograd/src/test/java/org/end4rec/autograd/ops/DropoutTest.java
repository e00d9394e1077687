package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.LinearOpContract;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class DropoutTest implements LinearOpContract {
    private static final RandomStream STREAM = RandomStream.of(7, "dropout", 3);

    @Override
    public OpCase opCase() {
        return new OpCase("dropout", draw -> {
            float rate = List.of(0.1f, 0.5f, 0.9f).get(draw.below(3));
            DoubleTensor x = draw.normal(draw.anyShape());
            return Trial.of(x, v -> Dropout.dropout(v, rate, STREAM), v -> oracle(v, rate));
        });
    }

    private static DoubleTensor oracle(DoubleTensor x, double rate) {
        double[] y = new double[x.data().length];
        for (int i = 0; i < y.length; i++) {
            y[i] = STREAM.uniform(i) < rate ? 0 : x.data()[i] / (1 - rate);
        }
        return DoubleTensor.of(x.shape(), y);
    }

    @Test
    void zeroesTheShareAskedForAndKeepsTheMean() {
        int n = 20_000;
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = 1 + i % 7;
        }
        float[] y = Dropout.dropout(Tape.inference().constant(Tensor.of(Shape.of(n), values)), 0.25f, STREAM)
                .value();
        int zeros = 0;
        double sum = 0;
        for (float each : y) {
            zeros += each == 0 ? 1 : 0;
            sum += each;
        }
        // four standard deviations: √(0.25·0.75/20,000) = 0.003
        assertThat(zeros / (double) n).isBetween(0.238, 0.262);
        assertThat(sum / n).isBetween(3.9, 4.1);
    }

    @Test
    void anotherStepDropsOtherElements() {
        Variable x = Tape.inference().constant(Tensor.of(Shape.of(8), 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f));
        assertThat(Dropout.dropout(x, 0.5f, STREAM).value())
                .isEqualTo(Dropout.dropout(x, 0.5f, STREAM).value())
                .isNotEqualTo(Dropout.dropout(x, 0.5f, RandomStream.of(7, "dropout", 4))
                        .value());
    }

    @Test
    void edges() {
        Variable x = Tape.inference().constant(Tensor.of(Shape.of(2), 1f, 2f));
        assertThat(Dropout.dropout(x, 0f, STREAM)).isSameAs(x);
    }

    @Test
    void errors() {
        Variable x = Tape.inference().constant(Tensor.of(Shape.of(2), 1f, 2f));
        assertThatThrownBy(() -> Dropout.dropout(x, 1f, STREAM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dropout: rate is 1.0; it must be at least 0 and less than 1");
        assertThatThrownBy(() -> Dropout.dropout(x, -0.1f, STREAM))
                .hasMessage("dropout: rate is -0.1; it must be at least 0 and less than 1");
        assertThatThrownBy(() -> Dropout.dropout(x, Float.NaN, STREAM))
                .hasMessage("dropout: rate is NaN; it must be at least 0 and less than 1");
    }
}
