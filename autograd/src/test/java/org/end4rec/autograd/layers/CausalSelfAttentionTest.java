package org.end4rec.autograd.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.CausalAttention.causalAttention;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Slice.slice;

import java.util.Arrays;
import org.end4rec.autograd.GradientCheck;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class CausalSelfAttentionTest {
    private static final float[] PADDING = {0f, 1f, 1f, 1f, 1f, 1f, 1f, 1f};

    @Test
    void isAttentionBetweenProjections() {
        Parameters parameters = new Parameters();
        CausalSelfAttention layer = new CausalSelfAttention(parameters, "a", 6, 2, 1);
        assertThat(parameters)
                .extracting(Parameter::toString)
                .containsExactly("a.q[6,6]", "a.k[6,6]", "a.v[6,6]", "a.o[6,6]");
        Tensor x = new Draw("x", 0).normal(2, 4, 6).toTensor();
        Tape tape = Tape.inference();
        Variable input = tape.constant(x);
        Variable[] projected = new Variable[3];
        for (int i = 0; i < 3; i++) {
            projected[i] = linear(input, tape.leaf(parameters.get("a." + "qkv".charAt(i))));
        }
        Variable seen = causalAttention(projected[0], projected[1], projected[2], PADDING, 2);
        float[] expected = linear(seen, tape.leaf(parameters.get("a.o"))).value();
        assertThat(layer.apply(input, input, PADDING).value()).containsExactly(expected);
    }

    @Test
    void theNewestPositionsAlone() {
        CausalSelfAttention layer = new CausalSelfAttention(new Parameters(), "a", 6, 3, 1);
        Tensor x = new Draw("x", 0).normal(2, 4, 6).toTensor();
        Tape tape = Tape.inference();
        Variable input = tape.constant(x);
        float[] all = layer.apply(input, input, PADDING).value();
        float[] newest = layer.apply(slice(input, 1, 2, 4), input, PADDING).value();
        for (int row = 0; row < 2; row++) {
            assertThat(Arrays.copyOfRange(newest, row * 12, row * 12 + 12))
                    .containsExactly(Arrays.copyOfRange(all, row * 24 + 12, row * 24 + 24), within(1e-7f));
        }
    }

    @Test
    void gradient() {
        Parameters parameters = new Parameters();
        CausalSelfAttention layer = new CausalSelfAttention(parameters, "a", 4, 2, 1);
        for (Parameter parameter : parameters) {
            Tensor values =
                    new Draw(parameter.name(), 0).normal(parameter.shape()).toTensor();
            System.arraycopy(values.data(), 0, parameter.value().data(), 0, 16);
        }
        Parameter x = parameters.add(
                new Parameter("x", new Draw("x", 0).normal(2, 4, 4).toTensor()));
        GradientCheck.Report report =
                new GradientCheck().check(parameters, tape -> layer.apply(tape.leaf(x), tape.leaf(x), PADDING));
        assertThat(report.passed()).as(report.toString()).isTrue();
    }

    @Test
    void errors() {
        for (int heads : new int[] {0, 4}) {
            assertThatThrownBy(() -> new CausalSelfAttention(new Parameters(), "a", 6, heads, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("CausalSelfAttention: heads is " + heads
                            + "; it must be at least 1 and divide the hidden size 6");
        }
    }
}
