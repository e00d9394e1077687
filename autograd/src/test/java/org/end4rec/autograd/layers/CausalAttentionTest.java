package org.end4rec.autograd.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Tolerances;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class CausalAttentionTest {
    @Test
    void values() {
        Tape tape = Tape.inference();
        float ln3 = (float) StrictMath.log(3);
        Shape shape = Shape.of(1, 1, 3, 1);
        Variable q = tape.constant(Tensor.of(shape, 1f, ln3, 0f));
        Variable k = tape.constant(Tensor.of(shape, 0f, 1f, 5f));
        Variable v = tape.constant(Tensor.of(shape, 4f, 8f, 36f));
        float[] y = CausalAttention.causalAttention(q, k, v, new float[] {1f, 1f, 1f})
                .value();
        // the first sees itself, the second ¼ and ¾, the third all alike
        assertThat(y[0]).isEqualTo(4f);
        assertThat(y[1]).isBetween(6.99999f, 7.00001f);
        assertThat(y[2]).isBetween(15.99999f, 16.00001f);
    }

    @Test
    void matchesNaiveLoops() {
        for (int n : new int[] {1, 2, 7, 13}) {
            Draw draw = new Draw("attention", n);
            DoubleTensor q = draw.normal(2, 3, n, 5);
            DoubleTensor k = draw.normal(2, 3, n, 5);
            DoubleTensor v = draw.normal(2, 3, n, 5);
            float[] padding = new float[2 * n];
            Arrays.fill(padding, n / 3, 2 * n, 1f);
            Tape tape = Tape.inference();
            Variable y = CausalAttention.causalAttention(
                    tape.constant(q.toTensor()), tape.constant(k.toTensor()), tape.constant(v.toTensor()), padding);
            OpContract.assertClose(
                    DoubleTensor.of(y.toTensor()), oracle(q, k, v, padding), Tolerances.VALUE, "N = " + n);
        }
    }

    private static DoubleTensor oracle(DoubleTensor q, DoubleTensor k, DoubleTensor v, float[] padding) {
        int n = q.shape().dim(2);
        int s = q.shape().dim(3);
        return DoubleTensor.fill(q.shape(), at -> {
            double total = 0;
            double sum = 0;
            double mean = 0;
            for (int j = 0; j < n; j++) {
                mean += v.at(at[0], at[1], j, at[3]) / n;
                if (j <= at[2] && padding[at[0] * n + j] != 0) {
                    double score = 0;
                    for (int c = 0; c < s; c++) {
                        score += q.at(at[0], at[1], at[2], c) * k.at(at[0], at[1], j, c);
                    }
                    double weight = StrictMath.exp(score / Math.sqrt(s));
                    total += weight;
                    sum += weight * v.at(at[0], at[1], j, at[3]);
                }
            }
            return total == 0 ? mean : sum / total;
        });
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable q = tape.constant(Tensor.zeros(Shape.of(1, 2, 3, 4)));
        Variable other = tape.constant(Tensor.zeros(Shape.of(1, 2, 4, 3)));
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, other, q, new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("causalAttention: k has shape [1,2,4,3]; expected [1,2,3,4], as q");
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, q, other, new float[3]))
                .hasMessage("causalAttention: v has shape [1,2,4,3]; expected [1,2,3,4], as q");
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, q, q, new float[6]))
                .hasMessage("causalAttention: padding has 6 elements; expected 3, that is [B,N], to match q [1,2,3,4]");
        Variable flat = tape.constant(Tensor.zeros(Shape.of(3, 4)));
        assertThatThrownBy(() -> CausalAttention.causalAttention(flat, flat, flat, new float[3]))
                .hasMessage("causalAttention: q has shape [3,4]; expected [B,H,N,s] with N and s at least 1");
    }
}
