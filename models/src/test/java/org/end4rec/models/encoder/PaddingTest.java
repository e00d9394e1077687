package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.bert4rec.Bert4Rec;
import org.end4rec.models.encoder.gru4rec.Gru4Rec;
import org.end4rec.models.encoder.mbstr.MbStr;
import org.end4rec.models.encoder.sasrec.SasRec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same history with more padding before it has the same representation, where no filter is as long as the sequence.
 */
class PaddingTest {
    private static final int D = 6;
    private static final int[] ITEMS = {3, 1, 4, 2};
    private static final int[] BEHAVIORS = {1, 2, 2, 1};

    private static SequenceEncoder make(String name, EncoderConfig config) {
        return switch (name) {
            case "sasrec" -> new SasRec(config, 1);
            case "mbstr" -> new MbStr(config, 1);
            case "gru4rec" -> new Gru4Rec(config, 1);
            default -> new Bert4Rec(config, 1);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"sasrec", "mbstr", "gru4rec", "bert4rec"})
    void howMuchThereIsDoesNotMatter(String name) {
        float[] expected = encode(name, 5);
        for (int length : new int[] {6, 8}) {
            assertThat(encode(name, length)).as("length %d", length).containsExactly(expected, within(1e-5f));
        }
    }

    /** MB-STR distinguishes as many distances at each of these lengths. */
    private static float[] encode(String name, int length) {
        SequenceEncoder model = make(name, new EncoderConfig(5, 2, length, D, 2, 2, 0f, true));
        for (Parameter parameter : model.parameters()) {
            RandomStream stream = RandomStream.of(4, parameter.name(), 0);
            float[] values = parameter.value().data();
            boolean table = parameter.name().equals("item_embedding")
                    || parameter.name().equals("behavior_embedding");
            // counted from the end: the newest position is the same one at each length
            for (int i = table ? D : 0; i < values.length; i++) {
                values[values.length - 1 - (table ? i - D : i)] = (float) (0.5 * stream.normal(i));
            }
        }
        int[] items = new int[length];
        int[] behaviors = new int[length];
        System.arraycopy(ITEMS, 0, items, length - ITEMS.length, ITEMS.length);
        System.arraycopy(BEHAVIORS, 0, behaviors, length - ITEMS.length, ITEMS.length);
        Batch batch = new Batch(1, length, items, behaviors, new int[1]);
        float[] z = model.encode(Tape.inference(), batch, ForwardMode.evaluation(), model.lastStage())
                .representation()
                .value();
        return Arrays.copyOf(z, D);
    }
}
