package org.end4rec.models.encoder.sasrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Sum.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.GradientCheck;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.BaselineContract;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.SequenceEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SasRecTest implements BaselineContract {
    private static final int ITEMS = 9;
    private static final int LENGTH = 7;
    private static final int DIM = 6;

    @Override
    public SequenceEncoder make(EncoderConfig config, long seed) {
        return new SasRec(config, seed);
    }

    @Override
    public String baseName() {
        return "sasrec";
    }

    @Override
    public int stepsToLearn() {
        return 200;
    }

    // values

    @Test
    void parametersAndTheirNames() {
        List<String> shapes = shapes(new SasRec(config(true), 1));
        assertThat(shapes)
                .containsExactly(
                        "item_embedding [10,6]",
                        "behavior_embedding [3,6]",
                        "position_embedding [7,6]",
                        "embedding_norm.weight [6]",
                        "embedding_norm.bias [6]",
                        "attention.0.q [6,6]",
                        "attention.0.k [6,6]",
                        "attention.0.v [6,6]",
                        "attention.0.o [6,6]",
                        "attention.0.norm1.weight [6]",
                        "attention.0.norm1.bias [6]",
                        "attention.0.ffn.w1 [6,24]",
                        "attention.0.ffn.b1 [24]",
                        "attention.0.ffn.w2 [24,6]",
                        "attention.0.ffn.b2 [6]",
                        "attention.0.norm2.weight [6]",
                        "attention.0.norm2.bias [6]",
                        "attention.1.q [6,6]",
                        "attention.1.k [6,6]",
                        "attention.1.v [6,6]",
                        "attention.1.o [6,6]",
                        "attention.1.norm1.weight [6]",
                        "attention.1.norm1.bias [6]",
                        "attention.1.ffn.w1 [6,24]",
                        "attention.1.ffn.b1 [24]",
                        "attention.1.ffn.w2 [24,6]",
                        "attention.1.ffn.b2 [6]",
                        "attention.1.norm2.weight [6]",
                        "attention.1.norm2.bias [6]",
                        "output_norm.weight [6]",
                        "output_norm.bias [6]");
        assertThat(shapes(new SasRec(config(false), 1)))
                .isEqualTo(shapes.stream()
                        .filter(shape -> !shape.startsWith("behavior"))
                        .toList());
    }

    private static List<String> shapes(SasRec model) {
        List<String> shapes = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            shapes.add(parameter.name() + " " + parameter.shape());
        }
        return shapes;
    }

    @Test
    void encodingIsTheNewestPosition() {
        for (boolean behaviors : new boolean[] {true, false}) {
            SasRec model = model(behaviors);
            Encoding encoding = model.encode(Tape.inference(), BATCH, ForwardMode.evaluation(), model.lastStage());
            assertThat(encoding.terms()).isEmpty();
            assertThat(encoding.representation().shape()).isEqualTo(Shape.of(2, DIM));
            float[] all = positions(model, BATCH);
            float[] z = encoding.representation().value();
            for (int row = 0; row < 2; row++) {
                int newest = (row * LENGTH + LENGTH - 1) * DIM;
                assertThat(Arrays.copyOfRange(z, row * DIM, (row + 1) * DIM))
                        .containsExactly(Arrays.copyOfRange(all, newest, newest + DIM), within(1e-6f));
            }
        }
    }

    // oracle: what must not matter, and what must

    @Test
    void noPositionKnowsTheFuture() {
        SasRec model = model(true);
        float[] before = positions(model, BATCH);
        for (int changed = 2; changed < LENGTH; changed++) {
            for (boolean item : new boolean[] {true, false}) {
                Batch other = new Batch(
                        2, LENGTH, BATCH.items().clone(), BATCH.behaviors().clone(), BATCH.targets());
                if (item) {
                    other.items()[changed] = 8;
                } else {
                    other.behaviors()[changed] = 3 - other.behaviors()[changed];
                }
                float[] after = positions(model, other);
                for (int position = 0; position < 2 * LENGTH; position++) {
                    float[] a = Arrays.copyOfRange(after, position * DIM, (position + 1) * DIM);
                    float[] b = Arrays.copyOfRange(before, position * DIM, (position + 1) * DIM);
                    if (position < changed || position >= LENGTH) {
                        assertThat(a)
                                .as("%d after a change of %d", position, changed)
                                .containsExactly(b);
                    } else {
                        assertThat(a)
                                .as("%d after a change of %d", position, changed)
                                .isNotEqualTo(b);
                    }
                }
            }
        }
    }

    @Test
    @Override
    public void paddingLeavesNoTrace() {
        SasRec model = model(true);
        float[] z = encode(model, BATCH, ForwardMode.evaluation());
        Batch odd = new Batch(2, LENGTH, BATCH.items(), BATCH.behaviors().clone(), BATCH.targets());
        odd.behaviors()[0] = 2;
        odd.behaviors()[1] = 1;
        assertThat(encode(model, odd, ForwardMode.evaluation())).containsExactly(z);
        // row 0 is padded where positions 0 and 1 are
        Arrays.fill(model.parameters().get("position_embedding").value().data(), 0, 2 * DIM, 3f);
        float[] moved = encode(model, BATCH, ForwardMode.evaluation());
        assertThat(Arrays.copyOf(moved, DIM)).containsExactly(Arrays.copyOf(z, DIM));
        assertThat(Arrays.copyOfRange(moved, DIM, 2 * DIM)).isNotEqualTo(Arrays.copyOfRange(z, DIM, 2 * DIM));
    }

    @Test
    void rowsDoNotKnowOfEachOther() {
        SasRec model = model(true);
        float[] together = encode(model, BATCH, ForwardMode.evaluation());
        for (int row = 0; row < 2; row++) {
            assertThat(encode(model, BATCH.slice(row, row + 1), ForwardMode.evaluation()))
                    .containsExactly(Arrays.copyOfRange(together, row * DIM, (row + 1) * DIM), within(1e-6f));
        }
    }

    // gradient

    @Test
    void gradientOfEveryPosition() {
        SasRec model = model(true);
        Tensor weights = random(Shape.of(2 * LENGTH * DIM), "weights", 1);
        GradientCheck.Report report = new GradientCheck(4e-3f, 4e-3).check(model.parameters(), tape -> {
            Variable z = model.positions(tape, BATCH, ForwardMode.evaluation());
            return sum(rowDot(z, tape.constant(weights.reshape(z.shape()))));
        });
        assertThat(report.checked()).isEqualTo((int) model.parameters().size());
        assertThat(report.passed()).as(report.toString()).isTrue();
    }

    // edges

    @Test
    void everyPositionOfAHistoryWithoutEventsIsFinite() {
        Batch empty = new Batch(1, LENGTH, new int[LENGTH], new int[LENGTH], new int[1]);
        for (float z : positions(model(true), empty)) {
            assertThat(z).isFinite();
        }
    }

    @Test
    void withoutLayersItIsTheNewestEvent() {
        SasRec model = new SasRec(new EncoderConfig(ITEMS, 2, LENGTH, DIM, 0, 2, 0f, true), 1);
        float[] all = positions(model, BATCH);
        float[] z = encode(model, BATCH, ForwardMode.evaluation());
        assertThat(Arrays.copyOf(z, DIM)).containsExactly(Arrays.copyOfRange(all, 6 * DIM, 7 * DIM), within(1e-6f));
    }

    // errors

    @ParameterizedTest
    @ValueSource(ints = {0, -2, 4})
    void headsThatDoNotDivide(int heads) {
        assertThatThrownBy(() -> new SasRec(new EncoderConfig(ITEMS, 2, LENGTH, DIM, 2, heads, 0f, true), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "heads is " + heads + ", which does not divide dim 6; choose a divisor of 6, or another dim");
    }

    private static float[] encode(SasRec model, Batch batch, ForwardMode mode) {
        return model.encode(Tape.inference(), batch, mode, model.lastStage())
                .representation()
                .value()
                .clone();
    }

    private static float[] positions(SasRec model, Batch batch) {
        Variable all = model.positions(Tape.inference(), batch, ForwardMode.evaluation());
        assertThat(all.shape()).isEqualTo(Shape.of(batch.size(), LENGTH, DIM));
        return all.value().clone();
    }

    private static EncoderConfig config(boolean behaviors) {
        return new EncoderConfig(ITEMS, 2, LENGTH, DIM, 2, 2, 0f, behaviors);
    }

    /** A model with random weights in every parameter, far from the fresh ones. */
    private static SasRec model(boolean behaviors) {
        SasRec model = new SasRec(config(behaviors), 1);
        for (Parameter parameter : model.parameters()) {
            float[] noise = random(parameter.shape(), parameter.name(), 0.5).data();
            float[] values = parameter.value().data();
            boolean padded = parameter.name().equals("item_embedding")
                    || parameter.name().equals("behavior_embedding");
            for (int i = padded ? DIM : 0; i < values.length; i++) {
                values[i] += noise[i];
            }
        }
        return model;
    }

    private static Tensor random(Shape shape, String name, double deviation) {
        RandomStream stream = RandomStream.of(4, name, 0);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * stream.normal(i));
        }
        return Tensor.of(shape, values);
    }
}
