package org.end4rec.autograd.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.Rfft.rfft;

import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class ChunkedDiagonalFusionTest {
    private final Parameters parameters = new Parameters();

    @Test
    void ownsNamedParameters() {
        ChunkedDiagonalFusion layer = new ChunkedDiagonalFusion(parameters, "ebm.0.fusion", 6, 2, 42);
        assertThat(layer).isNotNull();
        assertThat(parameters.all())
                .extracting(Object::toString)
                .containsExactly(
                        "ebm.0.fusion.w1[2,2,3,3]",
                        "ebm.0.fusion.b1[2,2,3]",
                        "ebm.0.fusion.w2[2,2,3,3]",
                        "ebm.0.fusion.b2[2,2,3]");
        // 4k(s² + s)
        assertThat(parameters.size()).isEqualTo(96);
    }

    @Test
    void values() {
        ChunkedDiagonalFusion layer = new ChunkedDiagonalFusion(parameters, "f", 1, 1, 42);
        set("f.w1", 2f, 5f);
        set("f.b1", 10f, -30f);
        set("f.w2", 3f, -1f);
        set("f.b2", 0.5f, 0.25f);
        Variable x = Tape.inference().constant(Tensor.of(Shape.of(1, 2, 2, 1), 1f, -1f, 3f, -3f));
        // (1 + 3i)(2 + 5i) + 10 − 30i = −3 − 19i → 0; −(1 + 3i)(2 + 5i) + 10 − 30i = 23 − 41i → 23
        assertThat(layer.apply(x).value()).containsExactly(0.5f, 69.5f, 0.25f, -22.75f);
    }

    @Test
    void mixesInTheFrequencyDomain() {
        ChunkedDiagonalFusion layer = new ChunkedDiagonalFusion(parameters, "f", 6, 2, 42);
        set("f.b1", 0.5f, -0.25f, 1f);
        Variable x =
                Tape.inference().constant(new Draw("mix", 0).normal(2, 5, 6).toTensor());
        assertThat(layer.mix(x).value())
                .isEqualTo(irfft(layer.apply(rfft(x)), 5).value());
    }

    private void set(String name, float... values) {
        System.arraycopy(values, 0, parameters.get(name).value().data(), 0, values.length);
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> new ChunkedDiagonalFusion(parameters, "f", 6, 4, 42))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ChunkedDiagonalFusion: chunks is 4; it must be at least 1 and divide the hidden size 6");
        assertThatThrownBy(() -> new ChunkedDiagonalFusion(parameters, "f", 6, 0, 42))
                .hasMessage("ChunkedDiagonalFusion: chunks is 0; it must be at least 1 and divide the hidden size 6");
        assertThat(parameters.all()).isEmpty();
    }
}
