package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class VariableTest {
    private final Tape tape = Tape.recording();

    @Test
    void scalarIsTheOnlyElement() {
        assertThat(tape.constant(Shape.of(1, 1), new float[] {4f}).scalar()).isEqualTo(4f);
        assertThatThrownBy(() -> tape.constant(Shape.of(2), new float[2]).scalar())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Variable.scalar: the shape is [2], not a single element");
    }

    @Test
    void tensorIsACopy() {
        float[] values = {1f, 2f};
        Tensor copy = tape.constant(Shape.of(2), values).toTensor();
        values[0] = 9f;
        assertThat(copy.data()).containsExactly(1f, 2f);
        assertThat(copy.shape()).isEqualTo(Shape.of(2));
    }

    @Test
    void gradientIsZeroBeforeTheFirstContribution() {
        Variable x = tape.input(Tensor.of(Shape.of(2), 1f, 2f));
        assertThat(x.hasGradient()).isFalse();
        assertThat(x.gradient()).containsExactly(0f, 0f);
        assertThat(x.hasGradient()).isTrue();
    }

    @Test
    void printsItsNameAndShape() {
        assertThat(tape.constant(Shape.of(2, 1), new float[2])).hasToString("Variable[2,1]");
        assertThat(tape.leaf(new Parameter("w", Tensor.zeros(Shape.of(3))))).hasToString("w[3]");
    }
}
