package org.end4rec.lessons.lesson03;

import static org.assertj.core.api.Assertions.assertThat;
import static org.end4rec.autograd.ops.Add.add;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

/** The library sums what was repeated, on either side of an op, as the lesson does. */
class Twin03Test {
    private static final int[][][] PAIRS = {
        {{2, 3}, {3}},
        {{2, 3}, {2, 1}},
        {{2, 3}, {1}},
        {{2, 3}, {}},
        {{3, 3}, {3}},
        {{2, 3, 4}, {4}},
        {{2, 3, 4}, {2, 3, 1}},
        {{2, 3, 4}, {2, 1, 4}},
        {{2, 3, 4}, {3, 1}},
        {{5, 7, 17}, {5, 1, 1}},
        {{5, 7, 17}, {7, 17}},
    };

    /** All numbers are whole and small, so floats hold their sums exactly. */
    @Test
    void theLibraryHasTheSameSums() {
        for (int[][] pair : PAIRS) {
            Tape tape = Tape.recording();
            Variable large = tape.constant(Tensor.zeros(Shape.of(pair[0])));
            Variable second = tape.input(Tensor.zeros(Shape.of(pair[1])));
            Variable first = tape.input(Tensor.zeros(Shape.of(pair[1])));
            Variable y = add(add(first, large), second);
            double[] values = new double[y.shape().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = i * i % 23 - 9;
                y.gradient()[i] = (float) values[i];
            }
            tape.backward();
            double[] right =
                    Check03.sumTo(new Numbers(pair[0], values), pair[1]).values();
            for (int i = 0; i < right.length; i++) {
                assertThat((double) second.gradient()[i]).isEqualTo(right[i]);
                assertThat((double) first.gradient()[i]).isEqualTo(right[i]);
            }
        }
    }
}
