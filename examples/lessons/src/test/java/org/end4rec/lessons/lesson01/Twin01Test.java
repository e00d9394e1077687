package org.end4rec.lessons.lesson01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Tanh.tanh;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

/** The library's tape gives the gradients of the lesson: tanh(a·b)·a + b·b, where both numbers are used twice. */
class Twin01Test {
    @Test
    void theLibraryAddsEveryShare() {
        for (float[] point : new float[][] {{0.5f, 2}, {-1, 0.25f}, {0.75f, -1.5f}}) {
            Tape tape = Tape.recording();
            Variable a = tape.input(Tensor.of(Shape.of(1), point[0]));
            Variable b = tape.input(Tensor.of(Shape.of(1), point[1]));
            Variable result = add(multiply(tanh(multiply(a, b)), a), multiply(b, b));
            tape.backward(result);
            double y = StrictMath.tanh((double) point[0] * point[1]);
            double slope = 1 - y * y;
            assertThat((double) a.gradient()[0]).isCloseTo(y + point[0] * slope * point[1], within(1e-6));
            assertThat((double) b.gradient()[0])
                    .isCloseTo((double) point[0] * point[0] * slope + 2 * point[1], within(1e-6));
        }
    }

    /** tanh(a)·a: the tape reaches tanh last, when a has its other share. */
    @Test
    void theLibrarysTanhAddsToTheShareThatIsThere() {
        Tape tape = Tape.recording();
        Variable a = tape.input(Tensor.of(Shape.of(1), 0.5f));
        tape.backward(multiply(tanh(a), a));
        double y = StrictMath.tanh(0.5);
        assertThat((double) a.gradient()[0]).isCloseTo(y + 0.5 * (1 - y * y), within(1e-6));
    }
}
