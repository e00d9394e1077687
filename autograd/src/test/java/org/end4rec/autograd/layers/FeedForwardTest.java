package org.end4rec.autograd.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Tolerances;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class FeedForwardTest {
    private final Parameters parameters = new Parameters();
    private final FeedForward layer = new FeedForward(parameters, "ffn", 3, 42);

    @Test
    void ownsNamedParameters() {
        assertThat(parameters.all())
                .extracting(Object::toString)
                .containsExactly("ffn.w1[3,12]", "ffn.b1[12]", "ffn.w2[12,3]", "ffn.b2[3]");
        assertThat(parameters.get("ffn.b1").value().data()).containsOnly(0f);
        assertThat(parameters.get("ffn.w1").value().data())
                .isNotEqualTo(parameters.get("ffn.w2").value().data());
    }

    @Test
    void matchesItsFormula() {
        DoubleTensor x = new Draw("feed forward", 0).normal(2, 5, 3);
        int number = 1;
        for (Parameter parameter : parameters) {
            float[] values = new Draw("feed forward", number++)
                    .normal(parameter.shape())
                    .toTensor()
                    .data();
            System.arraycopy(values, 0, parameter.value().data(), 0, values.length);
        }
        Variable y = layer.apply(Tape.inference().constant(x.toTensor()));
        DoubleTensor w1 = value("ffn.w1");
        DoubleTensor b1 = value("ffn.b1");
        DoubleTensor w2 = value("ffn.w2");
        DoubleTensor b2 = value("ffn.b2");
        DoubleTensor hidden = DoubleTensor.fill(Shape.of(2, 5, 12), at -> {
            double sum = b1.at(at[2]);
            for (int i = 0; i < 3; i++) {
                sum += x.at(at[0], at[1], i) * w1.at(i, at[2]);
            }
            return sum * normalDistribution(sum);
        });
        DoubleTensor expected = DoubleTensor.fill(Shape.of(2, 5, 3), at -> {
            double sum = b2.at(at[2]);
            for (int i = 0; i < 12; i++) {
                sum += hidden.at(at[0], at[1], i) * w2.at(i, at[2]);
            }
            return sum;
        });
        OpContract.assertClose(DoubleTensor.of(y.toTensor()), expected, Tolerances.VALUE, "feed forward");
    }

    private DoubleTensor value(String name) {
        return DoubleTensor.of(parameters.get(name).value());
    }

    /** Φ(x) by the midpoint rule, which errs by less than 1e-9 with these intervals. */
    private static double normalDistribution(double x) {
        int intervals = 20_000;
        double sum = 0;
        for (int i = 0; i < intervals; i++) {
            double t = x * (i + 0.5) / intervals;
            sum += StrictMath.exp(-t * t / 2);
        }
        return 0.5 + sum * x / intervals / Math.sqrt(2 * Math.PI);
    }

    @Test
    void everyParameterGetsAGradient() {
        Tape tape = Tape.recording();
        Variable y = layer.apply(
                tape.constant(new Draw("feed forward", 9).normal(4, 3).toTensor()));
        y.gradient()[2] = 1.5f;
        tape.backward();
        tape.accumulateGradients();
        for (Parameter parameter : parameters) {
            assertThat(DoubleTensor.of(Tensor.of(parameter.shape(), parameter.gradient()))
                            .largest())
                    .as(parameter.name())
                    .isPositive();
        }
    }
}
