package org.end4rec.lessons.lesson02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.end4rec.autograd.ops.Linear.linear;

import java.util.Arrays;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

/** The library's op has the gradients of the lesson: dx = dy·wᵀ, dw = xᵀ·dy, and db adds up the rows of dy. */
class Twin02Test {
    /** All numbers are small and whole, so floats hold them exactly. */
    @Test
    void theLibraryHasTheSameGradients() {
        for (int[] size : new int[][] {{1, 1, 1}, {2, 2, 2}, {3, 4, 2}, {5, 1, 7}, {17, 13, 8}}) {
            double[][] x = numbers(size[0], size[1], 3);
            double[][] w = numbers(size[1], size[2], 5);
            double[][] dy = numbers(size[0], size[2], 7);
            Tape tape = Tape.recording();
            Variable vx = tape.input(Tensor.of(Shape.of(size[0], size[1]), flat(x)));
            Variable vw = tape.input(Tensor.of(Shape.of(size[1], size[2]), flat(w)));
            Variable vb = tape.input(Tensor.zeros(Shape.of(size[2])));
            Variable y = linear(vx, vw, vb);
            System.arraycopy(flat(dy), 0, y.gradient(), 0, y.gradient().length);
            tape.backward();

            double[][] ones = new double[1][size[0]];
            Arrays.fill(ones[0], 1);
            assertThat(y.value()).isEqualTo(flat(Check02.product(x, w)));
            assertThat(vx.gradient()).isEqualTo(flat(Check02.product(dy, Check02.transposed(w))));
            assertThat(vw.gradient()).isEqualTo(flat(Check02.product(Check02.transposed(x), dy)));
            assertThat(vb.gradient()).isEqualTo(flat(Check02.product(ones, dy)));
        }
    }

    private static double[][] numbers(int rows, int columns, int step) {
        double[][] numbers = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                numbers[r][c] = (r * r * step + c * 11 + r * c) % 9 - 4;
            }
        }
        return numbers;
    }

    private static float[] flat(double[][] values) {
        float[] flat = new float[values.length * values[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) values[i / values[0].length][i % values[0].length];
        }
        return flat;
    }
}
