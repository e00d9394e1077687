package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.DoubleTensor;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausalAttentionTest implements OpContract {
    @Override
    public OpCase opCase() {
        return new OpCase("causalAttention", draw -> {
            int b = 1 + draw.below(3);
            int n = draw.coin() ? draw.size() : 30 + draw.below(20);
            int m = draw.coin() ? n : draw.coin() ? 1 : 1 + draw.below(n);
            int heads = 1 + draw.below(3);
            int d = heads * draw.size();
            float[] padding = new float[b * n];
            boolean holes = draw.coin();
            for (int sequence = 0; sequence < b; sequence++) {
                for (int i = draw.below(n + 1); i < n; i++) {
                    padding[sequence * n + i] = holes && draw.below(4) == 0 ? 0f : 1f;
                }
            }
            return new Trial(
                    List.of(draw.normal(b, m, d), draw.normal(b, n, d), draw.normal(b, n, d)),
                    v -> CausalAttention.causalAttention(v.get(0), v.get(1), v.get(2), padding, heads),
                    v -> oracle(v.get(0), v.get(1), v.get(2), padding, heads));
        });
    }

    private static DoubleTensor oracle(DoubleTensor q, DoubleTensor k, DoubleTensor v, float[] padding, int heads) {
        int m = q.shape().dim(1);
        int n = k.shape().dim(1);
        int s = q.shape().dim(2) / heads;
        return DoubleTensor.fill(q.shape(), at -> {
            int firstChannel = at[2] / s * s;
            double[] weights = new double[n];
            double total = 0;
            for (int j = 0; j <= n - m + at[1]; j++) {
                if (padding[at[0] * n + j] != 0) {
                    double score = 0;
                    for (int c = firstChannel; c < firstChannel + s; c++) {
                        score += q.at(at[0], at[1], c) * k.at(at[0], j, c);
                    }
                    weights[j] = StrictMath.exp(score / Math.sqrt(s));
                    total += weights[j];
                }
            }
            double sum = 0;
            for (int j = 0; j < n; j++) {
                // a single weight is then exactly 1, and its derivative exactly 0
                sum += (total == 0 ? 1.0 / n : weights[j] / total) * v.at(at[0], j, at[2]);
            }
            return sum;
        });
    }

    // values

    @Test
    void values() {
        float ln3 = (float) StrictMath.log(3);
        float[] y = attend(
                        1, new float[] {1f, ln3, 0f}, new float[] {0f, 1f, 5f}, new float[] {4f, 8f, 36f}, 1f, 1f, 1f)
                .value();
        // the first sees itself, the second ¼ and ¾, the third all alike
        assertThat(y[0]).isEqualTo(4f);
        assertThat(y[1]).isBetween(6.99999f, 7.00001f);
        assertThat(y[2]).isBetween(15.99999f, 16.00001f);
    }

    private static Variable attend(int b, float[] q, float[] k, float[] v, float... padding) {
        Tape tape = Tape.inference();
        Shape shape = Shape.of(b, q.length / b, 1);
        return CausalAttention.causalAttention(
                tape.constant(Tensor.of(shape, q)),
                tape.constant(Tensor.of(shape, k)),
                tape.constant(Tensor.of(shape, v)),
                padding,
                1);
    }

    // oracle: the composition of small ops

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,7,3", "3,32,8", "2,33,8", "4,65,32"})
    void isTheCompositionOfSmallOps(int heads, int n, int s) {
        int b = 3;
        float[] padding = new float[b * n];
        Arrays.fill(padding, n / 3, 2 * n, 1f);
        for (int i = 2 * n; i < 3 * n; i += 2) {
            padding[i] = 1f;
        }
        AttentionComposition.assertSame(
                Shape.of(b, n, heads * s),
                heads,
                x -> CausalAttention.causalAttention(x.get(0), x.get(1), x.get(2), padding, heads),
                scaled -> MaskedSoftmax.maskedSoftmax(scaled, allowed(b, n, padding)));
    }

    /** 1 where a query [B,N] may see a key [N], q as long as k. */
    private static float[] allowed(int b, int n, float[] padding) {
        float[] allowed = new float[b * n * n];
        for (int sequence = 0; sequence < b; sequence++) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(padding, sequence * n, allowed, (sequence * n + i) * n, i + 1);
            }
        }
        return allowed;
    }

    // edges

    @Test
    void whoSeesNothingSeesAllAlike() {
        float[] y = attend(1, new float[] {9f, 9f, 9f}, new float[] {1f, 2f, 3f}, new float[] {4f, 8f, 36f}, 0f, 1f, 0f)
                .value();
        assertThat(y).containsExactly(16f, 8f, 8f);
        float[] none = attend(1, new float[] {9f, 9f}, new float[] {1f, 2f}, new float[] {4f, 8f}, 0f, 0f)
                .value();
        assertThat(none).containsExactly(6f, 6f);
    }

    @Test
    void neitherTheFutureNorOtherSequencesAreSeen() {
        int n = 37;
        float[] q = new Draw("q", 0).normal(2 * n).toTensor().data();
        float[] k = new Draw("k", 0).normal(2 * n).toTensor().data();
        float[] v = new Draw("v", 0).normal(2 * n).toTensor().data();
        float[] padding = new float[2 * n];
        Arrays.fill(padding, 1f);
        float[] y = attend(2, q, k, v, padding).value();
        for (int changed : new int[] {0, 4, 5, 30, 36}) {
            float[] otherK = k.clone();
            float[] otherV = v.clone();
            otherK[changed] += 3f;
            otherV[changed] += 3f;
            float[] z = attend(2, q, otherK, otherV, padding).value();
            for (int i = 0; i < 2 * n; i++) {
                if (i < changed || i >= n) {
                    assertThat(z[i]).as("%d after %d", i, changed).isEqualTo(y[i]);
                } else {
                    assertThat(z[i]).as("%d after %d", i, changed).isNotEqualTo(y[i]);
                }
            }
        }
    }

    @Test
    void largeScores() {
        float[] y = attend(1, new float[] {0f, 1e19f}, new float[] {1e19f, 2e19f}, new float[] {4f, 8f}, 1f, 1f)
                .value();
        assertThat(y).containsExactly(4f, 8f);
    }

    @Test
    void empty() {
        assertThat(attend(1, new float[0], new float[0], new float[0]).shape()).isEqualTo(Shape.of(1, 0, 1));
        Variable x = Tape.inference().constant(Tensor.zeros(Shape.of(0, 3, 4)));
        assertThat(CausalAttention.causalAttention(x, x, x, new float[0], 2).shape())
                .isEqualTo(x.shape());
    }

    @ParameterizedTest
    @CsvSource({"40,40", "40,1", "40,7"})
    void withoutARecordOneHeadHasRoomAndTheBitsAreTheSame(int n, int m) {
        int heads = 4;
        Draw draw = new Draw("room", n + m);
        Tensor q = draw.normal(8, m, 4 * heads).toTensor();
        Tensor k = draw.normal(8, n, 4 * heads).toTensor();
        float[] padding = new float[8 * n];
        Arrays.fill(padding, n / 2, 8 * n, 1f);
        Tape recording = Tape.recording();
        Variable key = recording.input(k);
        float[] recorded = CausalAttention.causalAttention(recording.input(q), key, key, padding, heads)
                .value();

        Tape inference = Tape.inference();
        Variable seen = inference.constant(k);
        float[] y = CausalAttention.causalAttention(inference.constant(q), seen, seen, padding, heads)
                .value();

        assertThat(y).isEqualTo(recorded);
        long result = 4L * y.length;
        assertThat(8 * heads * (inference.arena().bytes() - result))
                .isEqualTo(recording.arena().bytes() - result);
    }

    // errors

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable q = tape.constant(Tensor.zeros(Shape.of(1, 3, 4)));
        Variable narrow = tape.constant(Tensor.zeros(Shape.of(1, 3, 3)));
        Variable brief = tape.constant(Tensor.zeros(Shape.of(1, 2, 4)));
        Variable two = tape.constant(Tensor.zeros(Shape.of(2, 3, 4)));
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, narrow, q, new float[3], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "causalAttention: k has shape [1,3,3]; expected [1,N,4] with N at least 3, to match q [1,3,4]");
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, brief, brief, new float[2], 2))
                .hasMessage(
                        "causalAttention: k has shape [1,2,4]; expected [1,N,4] with N at least 3, to match q [1,3,4]");
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, two, two, new float[6], 2))
                .hasMessage(
                        "causalAttention: k has shape [2,3,4]; expected [1,N,4] with N at least 3, to match q [1,3,4]");
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, q, narrow, new float[3], 2))
                .hasMessage("causalAttention: v has shape [1,3,3]; expected [1,3,4], as k");
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, q, q, new float[6], 2))
                .hasMessage("causalAttention: padding has 6 elements; expected 3, that is [B,N], to match k [1,3,4]");
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, q, q, new float[3], 3))
                .hasMessage("causalAttention: heads is 3; it must be at least 1 and divide the width of q [1,3,4]");
        assertThatThrownBy(() -> CausalAttention.causalAttention(q, q, q, new float[3], 0))
                .hasMessage("causalAttention: heads is 0; it must be at least 1 and divide the width of q [1,3,4]");
        Variable flat = tape.constant(Tensor.zeros(Shape.of(3, 4)));
        assertThatThrownBy(() -> CausalAttention.causalAttention(flat, flat, flat, new float[3], 1))
                .hasMessage("causalAttention: q has shape [3,4]; expected [B,M,d] with d at least 1");
        Variable one = tape.constant(Tensor.zeros(Shape.of(1, 70_000, 1)));
        assertThatThrownBy(() -> CausalAttention.causalAttention(one, one, one, new float[70_000], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("causalAttention: k has shape [1,70000,1]; the weights of a head would have"
                        + " 2451120128 elements, and an array holds at most 2147483639. Take fewer or shorter"
                        + " sequences at"
                        + " once");
        Tape recording = Tape.recording();
        Variable newest = recording.input(Tensor.zeros(Shape.of(1, 2, 64)));
        Variable many = recording.constant(Shape.of(1, 1 << 20, 64), new float[0]);
        assertThatThrownBy(() -> CausalAttention.causalAttention(newest, many, many, new float[1 << 20], 64))
                .hasMessage("causalAttention: k has shape [1,1048576,64]; the weights of all heads would have"
                        + " 64·33554432 elements, and an array holds at most 2147483639. Take fewer or shorter"
                        + " sequences at"
                        + " once");
    }
}
