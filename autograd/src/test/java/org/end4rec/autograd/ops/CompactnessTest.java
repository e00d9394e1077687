package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class CompactnessTest implements OpContract {
    @Override
    public OpCase opCase() {
        return new OpCase("compactness", draw -> {
            double eps = draw.coin() ? 0.5 : 2;
            DoubleTensor s = draw.normal(draw.shape(3));
            return Trial.of(s, v -> Compactness.compactness(v, eps), v -> oracle(v, eps));
        });
    }

    /** ½ ln det of the [d,d] matrix by elimination, which needs no pivots for a positive definite one. */
    private static DoubleTensor oracle(DoubleTensor s, double eps) {
        int n = s.shape().dim(1);
        int d = s.shape().dim(2);
        return DoubleTensor.fill(Shape.of(s.shape().dim(0)), at -> {
            double[][] matrix = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    double sum = 0;
                    for (int t = 0; t < n; t++) {
                        sum += s.at(at[0], t, i) * s.at(at[0], t, j);
                    }
                    matrix[i][j] = (i == j ? 1 : 0) + d / (n * eps * eps) * sum;
                }
            }
            return 0.5 * logDeterminant(matrix);
        });
    }

    private static double logDeterminant(double[][] matrix) {
        double log = 0;
        for (int pivot = 0; pivot < matrix.length; pivot++) {
            log += StrictMath.log(matrix[pivot][pivot]);
            for (int i = pivot + 1; i < matrix.length; i++) {
                double factor = matrix[i][pivot] / matrix[pivot][pivot];
                for (int j = pivot; j < matrix.length; j++) {
                    matrix[i][j] -= factor * matrix[pivot][j];
                }
            }
        }
        return log;
    }

    @Test
    void values() {
        Tape tape = Tape.recording();
        // N = 1, d = 2, eps = 1: ½ ln(1 + 2·(3² + 1²)) and c·s/(1 + c·|s|²)
        Variable s = tape.input(Tensor.of(Shape.of(1, 1, 2), 3f, 1f));
        Variable y = Compactness.compactness(s, 1);
        assertThat(y.value()).containsExactly(new float[] {1.5222612f}, within(1e-6f));
        y.gradient()[0] = 1f;
        tape.backward();
        assertThat(s.gradient()).containsExactly(new float[] {6 / 21f, 2 / 21f}, within(1e-6f));
    }

    @Test
    void edges() {
        Tape tape = Tape.inference();
        assertThat(Compactness.compactness(tape.constant(Tensor.zeros(Shape.of(2, 3, 4))), 0.5)
                        .value())
                .containsExactly(0f, 0f);
        assertThat(Compactness.compactness(tape.constant(Tensor.zeros(Shape.of(0, 3, 4))), 0.5)
                        .value())
                .isEmpty();
        Variable missing = tape.constant(Tensor.of(Shape.of(1, 1, 2), Float.NaN, 1f));
        assertThatThrownBy(() -> Compactness.compactness(missing, 1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void anotherShapeOnTheSameThread() {
        Tape tape = Tape.recording();
        Tensor s = Tensor.of(Shape.of(1, 2, 2), 3f, 1f, 0f, 2f);
        float[] before = Compactness.compactness(tape.input(s), 1).value().clone();
        Compactness.compactness(tape.input(Tensor.of(Shape.of(2, 1, 3), 1f, 2f, 3f, 4f, 5f, 6f)), 1);
        assertThat(Compactness.compactness(tape.constant(s), 1).value()).isEqualTo(before);
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable s = tape.constant(Tensor.zeros(Shape.of(2, 3, 4)));
        assertThatThrownBy(() -> Compactness.compactness(tape.constant(Tensor.zeros(Shape.of(2, 0, 4))), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("compactness: s has shape [2,0,4]; expected [B,N,d] with N and d at least 1");
        for (double eps : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Compactness.compactness(s, eps))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("compactness: eps is " + eps + "; it must be finite and greater than 0");
        }
    }
}
