package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.OpRun;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class GumbelKeepTest implements OpContract {
    private static final RandomStream STREAM = RandomStream.of(11, "gumbel", 0);

    /** The oracle is the soft mask, whose gradient the op has; its value is the soft mask rounded. */
    @Override
    public OpCase opCase() {
        return new OpCase("gumbelKeep", draw -> {
            float tau = List.of(0.5f, 1f, 5f).get(draw.below(3));
            DoubleTensor margin = draw.normal(draw.shape(2));
            float[] noise = noise(margin.shape().size());
            return Trial.of(margin, v -> GumbelKeep.gumbelKeep(v, noise, tau), v -> soft(v, noise, tau));
        });
    }

    @Override
    @Test
    public void matchesTheDoubleOracle() {
        opCase().trials().forEach(trial -> {
            DoubleTensor soft = trial.oracle().apply(trial.inputs());
            assertThat(OpRun.of(trial).output().value())
                    .isEqualTo(soft.map(x -> x > 0.5 ? 1 : 0).toTensor().data());
        });
    }

    /** The softmax over (log π + g_keep, log(1 − π) + g_drop)/τ, as the paper has it. */
    private static DoubleTensor soft(DoubleTensor margin, float[] noise, double tau) {
        double[] y = new double[margin.data().length];
        for (int i = 0; i < y.length; i++) {
            double keep = 1 / (1 + StrictMath.exp(-margin.data()[i]));
            double a = StrictMath.exp((StrictMath.log(keep) + noise[2 * i]) / tau);
            double b = StrictMath.exp((StrictMath.log(1 - keep) + noise[2 * i + 1]) / tau);
            y[i] = a / (a + b);
        }
        return DoubleTensor.of(margin.shape(), y);
    }

    private static float[] noise(int n) {
        float[] noise = new float[2 * n];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = STREAM.gumbel(i);
        }
        return noise;
    }

    @Test
    void values() {
        Tape tape = Tape.recording();
        Variable margin = tape.input(Tensor.of(Shape.of(1, 3), 1f, -2f, 0.5f));
        float[] noise = {0.5f, 1f, 4f, 0.5f, 0f, 0.5f};
        // arguments ½/τ, 1½/τ and exactly 0, which is not more than one half
        Variable y = GumbelKeep.gumbelKeep(margin, noise, 0.5f);
        assertThat(y.value()).containsExactly(1f, 1f, 0f);
        y.gradient()[0] = 2f;
        y.gradient()[1] = -1f;
        y.gradient()[2] = 1f;
        tape.backward();
        // σ(1)σ(−1) = 0.19661193, σ(3)σ(−3) = 0.04517666
        float[] expected = {0.7864477f, -0.09035332f, 0.5f};
        assertThat(margin.gradient()).containsExactly(expected, within(1e-6f));
    }

    @Test
    void keepsAboutAsOftenAsTheProbabilitySays() {
        int n = 20_000;
        float[] margins = new float[n];
        Arrays.fill(margins, (float) Math.log(3));
        float[] y = GumbelKeep.gumbelKeep(Tape.inference().constant(Tensor.of(Shape.of(n), margins)), noise(n), 0.1f)
                .value();
        double kept = 0;
        for (float each : y) {
            kept += each;
        }
        // four standard deviations around σ(ln 3) = ¾
        assertThat(kept / n).isBetween(0.738, 0.762);
    }

    @Test
    void edges() {
        Tape tape = Tape.recording();
        Variable margin = tape.input(Tensor.of(Shape.of(2), 1e30f, -1e30f));
        Variable y = GumbelKeep.gumbelKeep(margin, new float[4], 1e-30f);
        assertThat(y.value()).containsExactly(1f, 0f);
        y.gradient()[0] = 1f;
        tape.backward();
        assertThat(margin.gradient()).containsExactly(0f, 0f);
    }

    @Test
    void errors() {
        Variable margin = Tape.inference().constant(Tensor.zeros(Shape.of(2, 3)));
        for (float tau : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> GumbelKeep.gumbelKeep(margin, new float[12], tau))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("gumbelKeep: tau is " + tau + "; it must be finite and greater than 0");
        }
        assertThatThrownBy(() -> GumbelKeep.gumbelKeep(margin, new float[6], 1f))
                .hasMessage("gumbelKeep: noise has 6 elements; expected 12, a value for keeping and one for dropping, "
                        + "for each element of margin [2,3]");
    }
}
