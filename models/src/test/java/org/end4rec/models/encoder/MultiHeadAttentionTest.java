package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.CausalAttention.causalAttention;
import static org.end4rec.models.encoder.MultiHeadAttention.attend;

import java.util.Arrays;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class MultiHeadAttentionTest {
    private final Tape tape = Tape.inference();

    @Test
    void ofThePastAloneItIsCausalAttention() {
        int n = 5;
        Variable q = random("q", 2, n, 6);
        Variable k = random("k", 2, n, 6);
        Variable v = random("v", 2, n, 6);
        float[] padding = new float[2 * n];
        Arrays.fill(padding, 1f);
        float[] seen = new float[2 * n * n];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = i % n <= i / n % n ? 1f : 0f;
        }
        for (int heads : new int[] {1, 2, 3}) {
            assertThat(attend(q, k, v, heads, null, seen).value())
                    .containsExactly(causalAttention(q, k, v, padding, heads).value(), within(1e-6f));
        }
    }

    @Test
    void aLargeBiasChoosesTheKey() {
        int n = 3;
        Variable v = random("v", 1, n, 4);
        float[] bias = new float[2 * n * n];
        for (int query = 0; query < n; query++) {
            bias[query * n + 2] = 100;
            bias[(n + query) * n] = 100;
        }
        float[] seen = new float[n * n];
        Arrays.fill(seen, 1f);
        float[] y = attend(
                        random("q", 1, n, 4),
                        random("k", 1, n, 4),
                        v,
                        2,
                        tape.constant(Shape.of(1, 2, n, n), bias),
                        seen)
                .value();
        for (int query = 0; query < n; query++) {
            assertThat(Arrays.copyOfRange(y, query * 4, query * 4 + 2))
                    .containsExactly(Arrays.copyOfRange(v.value(), 8, 10), within(1e-6f));
            assertThat(Arrays.copyOfRange(y, query * 4 + 2, query * 4 + 4))
                    .containsExactly(Arrays.copyOfRange(v.value(), 2, 4), within(1e-6f));
        }
    }

    @Test
    void errors() {
        Variable q = random("q", 1, 2, 4);
        assertThatThrownBy(() -> attend(q, random("k", 1, 3, 4), q, 2, null, new float[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "MultiHeadAttention: q, k and v have shapes [1,2,4], [1,3,4] and [1,2,4]; expected one shape"
                                + " [B,N,d], and the 2 heads must divide d");
        assertThatThrownBy(() -> attend(q, q, q, 3, null, new float[4])).isInstanceOf(IllegalArgumentException.class);
    }

    private Variable random(String name, int... dimensions) {
        Shape shape = Shape.of(dimensions);
        RandomStream stream = RandomStream.of(3, name, 0);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) stream.normal(i);
        }
        return tape.input(Tensor.of(shape, values));
    }
}
