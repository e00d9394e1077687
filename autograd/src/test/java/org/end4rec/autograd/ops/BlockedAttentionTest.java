package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockedAttentionTest implements OpContract {
    @Override
    public OpCase opCase() {
        return new OpCase("blockedAttention", draw -> {
            int b = 1 + draw.below(3);
            int n = draw.coin() ? draw.size() : 30 + draw.below(40);
            int heads = 1 + draw.below(3);
            int d = heads * draw.size();
            return new Trial(
                    List.of(draw.normal(b, n, d), draw.normal(b, n, d), draw.normal(b, n, d)),
                    v -> BlockedAttention.blockedAttention(v.get(0), v.get(1), v.get(2), heads),
                    v -> oracle(v.get(0), v.get(1), v.get(2), heads));
        });
    }

    private static DoubleTensor oracle(DoubleTensor q, DoubleTensor k, DoubleTensor v, int heads) {
        int n = q.shape().dim(1);
        int s = q.shape().dim(2) / heads;
        return DoubleTensor.fill(q.shape(), at -> {
            int firstChannel = at[2] / s * s;
            double[] weights = new double[n];
            double total = 0;
            for (int j = 0; j < n; j++) {
                double score = 0;
                for (int c = firstChannel; c < firstChannel + s; c++) {
                    score += q.at(at[0], at[1], c) * k.at(at[0], j, c);
                }
                weights[j] = StrictMath.exp(score / Math.sqrt(s));
                total += weights[j];
            }
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += weights[j] / total * v.at(at[0], j, at[2]);
            }
            return sum;
        });
    }

    // values

    @Test
    void values() {
        float ln3 = (float) StrictMath.log(3);
        float[] y = attend(1, new float[] {0f, ln3}, new float[] {0f, 1f}, new float[] {4f, 8f})
                .value();
        // the first sees both alike, the second ¼ and ¾
        assertThat(y[0]).isEqualTo(6f);
        assertThat(y[1]).isBetween(6.99999f, 7.00001f);
    }

    private static Variable attend(int b, float[] q, float[] k, float[] v) {
        Tape tape = Tape.inference();
        Shape shape = Shape.of(b, q.length / b, 1);
        return BlockedAttention.blockedAttention(
                tape.constant(Tensor.of(shape, q)),
                tape.constant(Tensor.of(shape, k)),
                tape.constant(Tensor.of(shape, v)),
                1);
    }

    // oracle: the composition of small ops

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,7,3", "3,32,8", "2,33,8", "4,65,32", "2,128,32"})
    void isTheCompositionOfSmallOps(int heads, int n, int s) {
        AttentionComposition.assertSame(
                Shape.of(2, n, heads * s),
                heads,
                x -> BlockedAttention.blockedAttention(x.get(0), x.get(1), x.get(2), heads),
                Softmax::softmax);
    }

    // edges

    @Test
    void largeScores() {
        float[] y = attend(1, new float[] {0f, 1e19f}, new float[] {1e19f, 2e19f}, new float[] {4f, 8f})
                .value();
        assertThat(y).containsExactly(6f, 8f);
    }

    @Test
    void empty() {
        assertThat(attend(1, new float[0], new float[0], new float[0]).shape()).isEqualTo(Shape.of(1, 0, 1));
        Variable x = Tape.inference().constant(Tensor.zeros(Shape.of(0, 3, 4)));
        assertThat(BlockedAttention.blockedAttention(x, x, x, 2).shape()).isEqualTo(x.shape());
    }

    @Test
    void memoryIsLinearInTheLength() {
        assertThat(bytes(1024)).isLessThanOrEqualTo(2 * bytes(512)).isLessThan(4L * 1024 * 1024);
    }

    private static long bytes(int n) {
        Tape tape = Tape.training();
        Variable x = tape.input(Tensor.zeros(Shape.of(1, n, 4)));
        Variable y = BlockedAttention.blockedAttention(x, x, x, 1);
        y.gradient()[0] = 1f;
        tape.backward();
        return tape.arena().bytes();
    }

    // errors

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable q = tape.constant(Tensor.zeros(Shape.of(1, 3, 4)));
        Variable narrow = tape.constant(Tensor.zeros(Shape.of(1, 3, 3)));
        assertThatThrownBy(() -> BlockedAttention.blockedAttention(q, narrow, q, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("blockedAttention: k has shape [1,3,3]; expected [1,3,4], as q");
        assertThatThrownBy(() -> BlockedAttention.blockedAttention(q, q, narrow, 2))
                .hasMessage("blockedAttention: v has shape [1,3,3]; expected [1,3,4], as q");
        assertThatThrownBy(() -> BlockedAttention.blockedAttention(q, q, q, 3))
                .hasMessage("blockedAttention: heads is 3; it must be at least 1 and divide the width of q [1,3,4]");
        assertThatThrownBy(() -> BlockedAttention.blockedAttention(q, q, q, 0))
                .hasMessage("blockedAttention: heads is 0; it must be at least 1 and divide the width of q [1,3,4]");
        Variable flat = tape.constant(Tensor.zeros(Shape.of(3, 4)));
        assertThatThrownBy(() -> BlockedAttention.blockedAttention(flat, flat, flat, 1))
                .hasMessage("blockedAttention: q has shape [3,4]; expected [B,N,d] with d at least 1");
    }
}
