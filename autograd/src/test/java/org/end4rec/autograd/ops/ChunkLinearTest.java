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

class ChunkLinearTest implements OpContract {
    @Override
    public OpCase opCase() {
        return new OpCase("chunkLinear", draw -> {
            int k = 1 + draw.below(4);
            int s = draw.size();
            List<DoubleTensor> inputs = List.of(
                    draw.normal(1 + draw.below(3), 2, draw.size(), k * s),
                    draw.normal(2, k, s, s),
                    draw.normal(2, k, s));
            return new Trial(
                    inputs,
                    v -> ChunkLinear.chunkLinear(v.get(0), v.get(1), v.get(2)),
                    v -> Spectra.chunkLinear(v.get(0), v.get(1), v.get(2)));
        });
    }

    @Test
    void values() {
        Tape tape = Tape.inference();
        // two chunks of width 1: (1 + 3i)·(2 + 5i) + (10 + 30i) and (2 + 4i)·(3 − i) + (20 − 40i)
        Variable x = tape.constant(Tensor.of(Shape.of(1, 2, 1, 2), 1f, 2f, 3f, 4f));
        Variable w = tape.constant(Tensor.of(Shape.of(2, 2, 1, 1), 2f, 3f, 5f, -1f));
        Variable b = tape.constant(Tensor.of(Shape.of(2, 2, 1), 10f, 20f, 30f, -40f));
        assertThat(ChunkLinear.chunkLinear(x, w, b).value()).containsExactly(-3f, 30f, 41f, -30f);
    }

    @Test
    void edges() {
        Tape tape = Tape.inference();
        Variable y = ChunkLinear.chunkLinear(
                constant(tape, 0, 2, 3, 4), constant(tape, 2, 2, 2, 2), constant(tape, 2, 2, 2));
        assertThat(y.shape()).isEqualTo(Shape.of(0, 2, 3, 4));
    }

    @Test
    void errors() {
        Tape tape = Tape.inference();
        Variable x = constant(tape, 1, 2, 3, 6);
        Variable b = constant(tape, 2, 2, 3);
        Variable w = constant(tape, 2, 2, 3, 3);
        assertThatThrownBy(() -> ChunkLinear.chunkLinear(constant(tape, 1, 3, 6), w, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chunkLinear: x has shape [1,3,6]; expected [B,2,F,d]");
        assertThatThrownBy(() -> ChunkLinear.chunkLinear(x, constant(tape, 2, 4, 1, 1), b))
                .hasMessage("chunkLinear: w has shape [2,4,1,1]; expected [2,k,s,s] with a k that divides d = 6");
        assertThatThrownBy(() -> ChunkLinear.chunkLinear(x, constant(tape, 2, 3, 3, 3), b))
                .hasMessage("chunkLinear: w has shape [2,3,3,3]; expected [2,3,2,2], to match d = 6");
        assertThatThrownBy(() -> ChunkLinear.chunkLinear(x, w, constant(tape, 2, 6)))
                .hasMessage("chunkLinear: b has shape [2,6]; expected [2,2,3], to match w [2,2,3,3]");
    }

    private static Variable constant(Tape tape, int... dims) {
        return tape.constant(Tensor.zeros(Shape.of(dims)));
    }
}
