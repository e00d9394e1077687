package org.end4rec.models.encoder.bert4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.BaselineContract;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.SequenceEncoder;
import org.junit.jupiter.api.Test;

class Bert4RecTest implements BaselineContract {
    @Override
    public SequenceEncoder make(EncoderConfig config, long seed) {
        return new Bert4Rec(config, seed);
    }

    @Override
    public String baseName() {
        return "bert4rec";
    }

    /** The token stands for the hidden newest event; where nothing is hidden it is nowhere. */
    @Test
    void theMaskTokenStandsForWhatIsHidden() {
        SequenceEncoder model = make(new EncoderConfig(5, 1, 4, 6, 2, 2, 0f, true), 1);
        int[] items = {1, 2, 3, 4};
        int[] behaviors = {1, 1, 1, 1};
        Batch newest = new Batch(1, 4, items, behaviors, new int[1]);
        Batch second = new Batch(1, 4, new int[] {1, 0, 3, 4}, behaviors, new int[1], new int[] {0, 2, 0, 0});
        Batch shown = new Batch(1, 4, items, behaviors, new int[1], new int[4]);
        List<float[]> before = List.of(encode(model, newest), encode(model, second), encode(model, shown));
        float[] token = model.parameters().get("mask_token").value().data();
        for (int i = 0; i < token.length; i++) {
            token[i] += i % 2 == 0 ? 1 : -1;
        }
        assertThat(encode(model, newest)).isNotEqualTo(before.get(0));
        assertThat(encode(model, second)).isNotEqualTo(before.get(1));
        assertThat(encode(model, shown)).isEqualTo(before.get(2));
    }

    /**
     * Without layers the hidden newest event is its token and its position: {@code z = LN(GELU(LN(token + position)·W +
     * c))}.
     */
    @Test
    void theReadoutIsTheFormula() {
        int d = 6;
        SequenceEncoder model = make(new EncoderConfig(5, 1, 4, d, 0, 2, 0f, true), 1);
        for (Parameter parameter : model.parameters()) {
            RandomStream stream = RandomStream.of(2, parameter.name(), 0);
            boolean drawn = List.of("mask_token", "position_embedding", "output.weight", "output.bias")
                    .contains(parameter.name());
            float[] values = parameter.value().data();
            for (int i = 0; drawn && i < values.length; i++) {
                values[i] = (float) stream.normal(i);
            }
        }
        float[] token = model.parameters().get("mask_token").value().data();
        float[] positions = model.parameters().get("position_embedding").value().data();
        float[] weight = model.parameters().get("output.weight").value().data();
        float[] bias = model.parameters().get("output.bias").value().data();
        double[] event = new double[d];
        for (int i = 0; i < d; i++) {
            event[i] = token[i] + positions[3 * d + i];
        }
        double[] s = normalized(event);
        double[] y = new double[d];
        for (int j = 0; j < d; j++) {
            double x = bias[j];
            for (int i = 0; i < d; i++) {
                x += s[i] * weight[i * d + j];
            }
            y[j] = 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
        }
        Batch batch = new Batch(1, 4, new int[] {1, 2, 3, 4}, new int[] {1, 1, 1, 1}, new int[1]);
        float[] z = encode(model, batch);
        double[] expected = normalized(y);
        for (int i = 0; i < d; i++) {
            assertThat((double) z[i]).isCloseTo(expected[i], within(2e-3));
        }
    }

    private static double[] normalized(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        return Arrays.stream(x).map(v -> (v - mean) / Math.sqrt(variance)).toArray();
    }

    private static float[] encode(SequenceEncoder model, Batch batch) {
        return model.encode(Tape.inference(), batch, ForwardMode.evaluation(), model.lastStage())
                .representation()
                .value()
                .clone();
    }
}
