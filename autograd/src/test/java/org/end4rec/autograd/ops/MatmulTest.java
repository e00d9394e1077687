package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class MatmulTest implements OpContract {
    private final Tape tape = Tape.recording();

    @Override
    public OpCase opCase() {
        return new OpCase("matmul", draw -> {
            int[] leading = draw.shape(draw.below(3)).dims();
            int m = draw.size();
            int k = draw.size();
            int n = draw.size();
            return new Trial(
                    List.of(draw.normal(matrices(leading, m, k)), draw.normal(matrices(leading, k, n))),
                    v -> Matmul.matmul(v.get(0), v.get(1)),
                    x -> DoubleTensor.fill(matrices(leading, m, n), i -> product(x.get(0), x.get(1), k, i)));
        });
    }

    private static Shape matrices(int[] leading, int rows, int columns) {
        int[] dims = Arrays.copyOf(leading, leading.length + 2);
        dims[leading.length] = rows;
        dims[leading.length + 1] = columns;
        return Shape.of(dims);
    }

    private static double product(DoubleTensor a, DoubleTensor b, int k, int[] index) {
        int row = index.length - 2;
        int column = index.length - 1;
        int[] ai = index.clone();
        int[] bi = index.clone();
        double sum = 0;
        for (int l = 0; l < k; l++) {
            ai[column] = l;
            bi[row] = l;
            sum += a.at(ai) * b.at(bi);
        }
        return sum;
    }

    @Test
    void values() {
        Variable a = input(Shape.of(1, 2), 2f, 3f);
        Variable b = input(Shape.of(2, 3), 1f, 10f, 100f, 5f, 6f, 7f);
        Variable y = Matmul.matmul(a, b);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 3));
        assertThat(y.value()).containsExactly(17f, 38f, 221f);
        System.arraycopy(new float[] {1, 0, 2}, 0, y.gradient(), 0, 3);
        tape.backward();
        assertThat(a.gradient()).containsExactly(201f, 19f);
        assertThat(b.gradient()).containsExactly(2f, 0f, 4f, 3f, 0f, 6f);
    }

    @Test
    void edges() {
        Variable empty = Matmul.matmul(input(Shape.of(0, 2)), input(Shape.of(2, 3), new float[6]));
        assertThat(empty.shape()).isEqualTo(Shape.of(0, 3));
        Variable overNothing = Matmul.matmul(input(Shape.of(2, 0)), input(Shape.of(0, 1)));
        assertThat(overNothing.value()).containsExactly(0f, 0f);
        assertThat(Matmul.matmul(input(Shape.of(1, 1), Float.NaN), input(Shape.of(1, 1), 0f))
                        .value())
                .containsExactly(Float.NaN);
    }

    @Test
    void innerAxesSoLongThatNoArrayHoldsTheirSquare() {
        float[] a = new float[100_000];
        float[] b = new float[150_000];
        a[99_999] = 2f;
        b[149_999] = 3f;
        Variable y = Matmul.matmul(input(Shape.of(2, 50_000), a), input(Shape.of(50_000, 3), b));
        assertThat(y.value()).containsExactly(0f, 0f, 0f, 0f, 0f, 6f);
        Variable many = Matmul.matmul(
                input(Shape.of(512, 1, 2048), new float[1 << 20]), input(Shape.of(512, 2048, 1), new float[1 << 20]));
        assertThat(many.shape()).isEqualTo(Shape.of(512, 1, 1));
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> Matmul.matmul(input(Shape.of(2), 1f, 2f), input(Shape.of(2, 1), 1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("matmul: a has shape [2]; expected two axes or more, [...,m,k]");
        assertThatThrownBy(
                        () -> Matmul.matmul(input(Shape.of(2, 5), new float[10]), input(Shape.of(3, 4), new float[12])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("matmul: b has shape [3,4]; expected [5,n], to match a [2,5]");
        assertThatThrownBy(() ->
                        Matmul.matmul(input(Shape.of(2, 1, 5), new float[10]), input(Shape.of(1, 5, 1), new float[5])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("matmul: b has shape [1,5,1]; expected [2,5,n], to match a [2,1,5]");
        assertThatThrownBy(
                        () -> Matmul.matmul(input(Shape.of(1, 1, 5), new float[5]), input(Shape.of(5), new float[5])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("matmul: b has shape [5]; expected [1,5,n], to match a [1,1,5]");
    }

    private Variable input(Shape shape, float... values) {
        return tape.input(Tensor.of(shape, values));
    }
}
