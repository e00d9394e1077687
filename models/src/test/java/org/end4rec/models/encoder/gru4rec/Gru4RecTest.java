package org.end4rec.models.encoder.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.BaselineContract;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.SequenceEncoder;
import org.junit.jupiter.api.Test;

class Gru4RecTest implements BaselineContract {
    @Override
    public SequenceEncoder make(EncoderConfig config, long seed) {
        return new Gru4Rec(config, seed);
    }

    @Override
    public String baseName() {
        return "gru4rec";
    }

    /**
     * PyTorch's equations in double, of one layer: {@code r = σ(W_r·x + c_r + U_r·h + e_r)}, u likewise, {@code n =
     * tanh(W_n·x + c_n + r ⊙ (U_n·h + e_n))}, {@code h = (1 − u) ⊙ n + u ⊙ h}, and {@code z = h·W + c}. The gate r
     * holds back the bias of the state, not the bias of the input.
     */
    @Test
    void equalsTheRecurrenceWrittenOut() {
        int d = 4;
        SequenceEncoder model = make(new EncoderConfig(5, 1, 6, d, 1, 1, 0f, false), 1);
        for (Parameter parameter : model.parameters()) {
            RandomStream stream = RandomStream.of(2, parameter.name(), 0);
            float[] values = parameter.value().data();
            for (int i = parameter.name().equals("item_embedding") ? d : 0; i < values.length; i++) {
                values[i] = (float) stream.normal(i);
            }
        }
        float[] table = model.itemEmbedding().value().data();
        double[] h = new double[d];
        int[] items = {0, 0, 3, 1, 5, 2};
        for (int at = 2; at < items.length; at++) {
            double[] x = new double[d];
            for (int i = 0; i < d; i++) {
                x[i] = table[items[at] * d + i];
            }
            double[] input = linear(model, "gru.0.weight_ih", "gru.0.bias_ih", x);
            double[] state = linear(model, "gru.0.weight_hh", "gru.0.bias_hh", h);
            double[] next = new double[d];
            for (int i = 0; i < d; i++) {
                double r = 1 / (1 + Math.exp(-input[i] - state[i]));
                double u = 1 / (1 + Math.exp(-input[d + i] - state[d + i]));
                double n = Math.tanh(input[2 * d + i] + r * state[2 * d + i]);
                next[i] = (1 - u) * n + u * h[i];
            }
            h = next;
        }
        float[] weight = model.parameters().get("output.weight").value().data();
        float[] bias = model.parameters().get("output.bias").value().data();
        Batch batch = new Batch(1, 6, items, new int[] {0, 0, 1, 1, 1, 1}, new int[1]);
        float[] z = model.encode(Tape.inference(), batch, ForwardMode.evaluation(), model.lastStage())
                .representation()
                .value();
        for (int j = 0; j < d; j++) {
            double expected = bias[j];
            for (int i = 0; i < d; i++) {
                expected += h[i] * weight[i * d + j];
            }
            assertThat((double) z[j]).isCloseTo(expected, within(1e-5));
        }
    }

    /** Rows of weights times x, and the bias. */
    private static double[] linear(SequenceEncoder model, String weightName, String biasName, double[] x) {
        float[] weight = model.parameters().get(weightName).value().data();
        float[] bias = model.parameters().get(biasName).value().data();
        double[] y = new double[bias.length];
        for (int row = 0; row < y.length; row++) {
            y[row] = bias[row];
            for (int i = 0; i < x.length; i++) {
                y[row] += weight[row * x.length + i] * x[i];
            }
        }
        return y;
    }
}
