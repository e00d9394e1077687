package org.end4rec.models.encoder.fmlprec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.ComplexMultiply.complexMultiply;
import static org.end4rec.autograd.ops.Irfft.irfft;
import static org.end4rec.autograd.ops.LayerNorm.layerNorm;
import static org.end4rec.autograd.ops.Rfft.rfft;
import static org.end4rec.autograd.ops.Select.select;

import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.Add;
import org.end4rec.autograd.ops.PositionwiseFeedForward;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.BaselineContract;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.EventEmbedding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.SequenceEncoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FmlpRecTest implements BaselineContract {
    @Override
    public SequenceEncoder make(EncoderConfig config, long seed) {
        return new FmlpRec(config, seed);
    }

    @Override
    public String baseName() {
        return "fmlprec";
    }

    /** The newest position of the whole filter: what the sum over impulse responses must give. */
    @ParameterizedTest
    @ValueSource(ints = {6, 7})
    void oneLayerIsItsComposition(int n) {
        FmlpRec model = new FmlpRec(new EncoderConfig(9, 2, n, 6, 1, 2, 0f, true), 1);
        model.parameters().forEach(parameter -> {
            RandomStream stream = RandomStream.of(2, parameter.name(), 0);
            float[] values = parameter.value().data();
            for (int i = 6; i < values.length; i++) {
                values[i] += (float) stream.normal(i);
            }
        });
        int[] items = new int[n];
        int[] behaviors = new int[n];
        for (int i = 2; i < n; i++) {
            items[i] = 1 + i;
            behaviors[i] = 1 + i % 2;
        }
        Batch batch = new Batch(1, n, items, behaviors, new int[] {1});
        Tape tape = Tape.inference();
        float[] z = model.encode(tape, batch, ForwardMode.evaluation(), model.lastStage())
                .representation()
                .value();
        Parameters p = model.parameters();
        Variable s = model.embed(tape, batch, EventEmbedding.mask(tape, batch), ForwardMode.evaluation());
        Variable filtered = irfft(complexMultiply(rfft(s), leaf(tape, p, "weight")), n);
        Variable y = layerNorm(Add.add(s, filtered), leaf(tape, p, "norm1.weight"), leaf(tape, p, "norm1.bias"), 1e-5);
        Variable h = PositionwiseFeedForward.positionwiseFeedForward(
                y, leaf(tape, p, "ffn.w1"), leaf(tape, p, "ffn.b1"), leaf(tape, p, "ffn.w2"), leaf(tape, p, "ffn.b2"));
        Variable all = layerNorm(Add.add(y, h), leaf(tape, p, "norm2.weight"), leaf(tape, p, "norm2.bias"), 1e-5);
        assertThat(z).containsExactly(select(all, 1, -1).value(), within(2e-5f));
    }

    private static Variable leaf(Tape tape, Parameters parameters, String name) {
        return tape.leaf(parameters.get("filter.0." + name));
    }
}
