package org.end4rec.autograd.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.LayerNorm;
import org.end4rec.autograd.testing.Draw;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class LayerNormalizationTest {
    private final Parameters parameters = new Parameters();
    private final LayerNormalization layer = new LayerNormalization(parameters, "norm1", 3);

    @Test
    void ownsNamedParameters() {
        assertThat(parameters.all()).extracting(Object::toString).containsExactly("norm1.weight[3]", "norm1.bias[3]");
        assertThat(parameters.get("norm1.weight").value().data()).containsExactly(1f, 1f, 1f);
        assertThat(parameters.get("norm1.bias").value().data()).containsExactly(0f, 0f, 0f);
    }

    @Test
    void isLayerNormWithItsParameters() {
        parameters.get("norm1.weight").value().data()[1] = 3f;
        parameters.get("norm1.bias").value().data()[2] = -2f;
        Tape tape = Tape.inference();
        Variable x =
                tape.constant(new Draw("layer normalization", 0).normal(4, 3).toTensor());
        Variable weight = tape.constant(Tensor.of(Shape.of(3), 1f, 3f, 1f));
        Variable bias = tape.constant(Tensor.of(Shape.of(3), 0f, 0f, -2f));
        assertThat(layer.apply(x).value())
                .isEqualTo(LayerNorm.layerNorm(x, weight, bias, 1e-5).value());
    }
}
