package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.end4rec.autograd.ops.Add;
import org.end4rec.autograd.ops.Exp;
import org.end4rec.autograd.ops.Log;
import org.end4rec.autograd.ops.Sum;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class FiniteCheckTest {
    @Test
    void namesTheOpWhoseValueIsNotFinite() {
        Tape tape = Tape.inference();
        tape.observe(new FiniteCheck());
        Variable x = tape.constant(Tensor.of(Shape.of(2), 1f, 100f));
        Variable sum = Add.add(x, x);
        assertThatThrownBy(() -> Exp.exp(sum))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("exp [2], op 1 of its tape, is Infinity at element 1");
    }

    @Test
    void namesTheOpWhoseGradientIsNotFinite() {
        Tape tape = Tape.recording();
        tape.observe(new FiniteCheck());
        Variable x = tape.input(Tensor.of(Shape.of(3), 1f, 1e-39f, 2f));
        Variable loss = Sum.sum(Log.log(x));
        assertThatThrownBy(() -> tape.backward(loss))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("backward of log [3]: the gradient of its input 0, Variable[3], is Infinity at element 1");
    }

    @Test
    void countsFromZeroAfterAReset() {
        Tape tape = Tape.recording();
        tape.observe(new FiniteCheck());
        Variable x = tape.constant(Tensor.of(Shape.of(1), 100f));
        Add.add(x, x);
        tape.reset();
        assertThatThrownBy(() -> Exp.exp(tape.constant(Tensor.of(Shape.of(1), 100f))))
                .hasMessage("exp [1], op 0 of its tape, is Infinity at element 0");
        tape.observe(null);
        assertThat(Exp.exp(tape.constant(Tensor.of(Shape.of(1), 100f))).scalar())
                .isInfinite();
    }

    @Test
    void findsTheFirst() {
        assertThat(FiniteCheck.firstNotFinite(new float[] {0, -1, Float.NaN, Float.NaN}, 4))
                .isEqualTo(2);
        assertThat(FiniteCheck.firstNotFinite(new float[] {Float.MAX_VALUE, Float.NaN}, 1))
                .isEqualTo(-1);
    }
}
