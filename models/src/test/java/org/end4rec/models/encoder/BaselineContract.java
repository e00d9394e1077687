package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.CrossEntropy.crossEntropy;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Permute.permute;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Sum.sum;

import java.util.Arrays;
import org.end4rec.autograd.GradientCheck;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every baseline promises. */
public interface BaselineContract {
    /** Two sequences of 7 events, the first padded; items 1 to 9, behaviors 1 and 2. */
    Batch BATCH = new Batch(
            2,
            7,
            new int[] {0, 0, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8},
            new int[] {0, 0, 2, 1, 2, 1, 2, 2, 2, 1, 2, 2, 1, 2},
            new int[] {7, 1});

    /** A fresh encoder. */
    SequenceEncoder make(EncoderConfig config, long seed);

    /** Its name without behaviors. */
    String baseName();

    /** Whether behaviors matter only if they are embedded. */
    default boolean readsBehaviorsAnyway() {
        return false;
    }

    /** Training steps after which it knows a simple rule. */
    default int stepsToLearn() {
        return 250;
    }

    // values

    @Test
    default void oneStageMovesEverything() {
        for (boolean behaviors : new boolean[] {true, false}) {
            SequenceEncoder model = model(behaviors);
            assertThat(model.name()).isEqualTo(behaviors ? baseName() + "+b" : baseName());
            assertThat(model.stages())
                    .containsExactly(Stage.single(model.lastStage().targets()));
            assertThat(model.stages().get(0).name()).isEqualTo("joint");
            assertThat(model.parameters())
                    .allMatch(parameter -> model.stages().get(0).trains(parameter.name()));
            assertThat(model.itemEmbedding()).isSameAs(model.parameters().get("item_embedding"));
        }
    }

    @Test
    default void dropoutIsOfTrainingAlone() {
        SequenceEncoder model = make(config(true, 0.5f, 2), 1);
        float[] evaluated = encode(model, BATCH, ForwardMode.evaluation());
        assertThat(encode(model, BATCH, ForwardMode.evaluation())).containsExactly(evaluated);
        float[] trained = encode(model, BATCH, ForwardMode.training(1, 2, 3));
        assertThat(trained).isNotEqualTo(evaluated);
        assertThat(encode(model, BATCH, ForwardMode.training(1, 2, 3))).containsExactly(trained);
        assertThat(encode(model, BATCH, ForwardMode.training(1, 2, 4))).isNotEqualTo(trained);
    }

    // oracle: what must not matter, and what must

    /** Neither what stands beside padding nor the parameters of its positions. */
    @Test
    default void paddingLeavesNoTrace() {
        SequenceEncoder model = model(true);
        float[] z = encode(model, BATCH, ForwardMode.evaluation());
        Batch odd = new Batch(2, 7, BATCH.items(), BATCH.behaviors().clone(), BATCH.targets());
        odd.behaviors()[0] = 2;
        assertThat(encode(model, odd, ForwardMode.evaluation())).containsExactly(z);
        boolean positions = false;
        for (Parameter parameter : model.parameters()) {
            if (parameter.name().equals("position_embedding")) {
                Arrays.fill(parameter.value().data(), 0, 6, 3f);
                positions = true;
            }
        }
        float[] moved = encode(model, BATCH, ForwardMode.evaluation());
        assertThat(Arrays.copyOf(moved, 6)).containsExactly(Arrays.copyOf(z, 6));
        boolean same = Arrays.equals(Arrays.copyOfRange(moved, 6, 12), Arrays.copyOfRange(z, 6, 12));
        // an encoder that looks at a hidden newest event has no room for the oldest
        assertThat(same).isEqualTo(!positions);
    }

    @Test
    default void everyShownEventMatters() {
        SequenceEncoder model = model(true);
        float[] z = encode(model, BATCH, ForwardMode.evaluation());
        for (int event = 2; event < 7; event++) {
            Batch other = new Batch(2, 7, BATCH.items().clone(), BATCH.behaviors(), BATCH.targets());
            other.items()[event] = 8;
            float[] changed = encode(model, other, ForwardMode.evaluation());
            assertThat(Arrays.copyOf(changed, 6)).as("event %d", event).isNotEqualTo(Arrays.copyOf(z, 6));
            assertThat(Arrays.copyOfRange(changed, 6, 12)).containsExactly(Arrays.copyOfRange(z, 6, 12));
        }
    }

    @Test
    default void behaviorsMatterOnlyWhereTheyAreEmbedded() {
        Batch other = new Batch(2, 7, BATCH.items(), BATCH.behaviors().clone(), BATCH.targets());
        other.behaviors()[4] = 1;
        for (boolean behaviors : new boolean[] {true, false}) {
            SequenceEncoder model = model(behaviors);
            boolean same = Arrays.equals(
                    encode(model, BATCH, ForwardMode.evaluation()), encode(model, other, ForwardMode.evaluation()));
            assertThat(same).isEqualTo(!behaviors && !readsBehaviorsAnyway());
        }
    }

    /** A part that is left out leaves its parameters without effect. */
    @Test
    default void everyParameterMatters() {
        SequenceEncoder model = model(true);
        float[] z = encode(model, BATCH, ForwardMode.evaluation());
        for (Parameter parameter : model.parameters()) {
            float[] values = parameter.value().data();
            float[] before = values.clone();
            boolean table = parameter.name().equals("item_embedding")
                    || parameter.name().equals("behavior_embedding");
            for (int i = table ? 6 : 0; i < values.length; i++) {
                values[i] += i % 2 == 0 ? 0.5f : -0.25f;
            }
            assertThat(encode(model, BATCH, ForwardMode.evaluation()))
                    .as(parameter.name())
                    .isNotEqualTo(z);
            System.arraycopy(before, 0, values, 0, before.length);
        }
    }

    /** An encoder that is trained on what follows each event must not have seen it. */
    @Test
    default void noPositionKnowsWhatItIsToTell() {
        SequenceEncoder model = model(true);
        Targets targets = model.lastStage().targets();
        if (targets == Targets.PREFIX) {
            return;
        }
        boolean backwards = targets == Targets.NEXT;
        int[] next = {0, 0, 0, 4, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0};
        int[] items = BATCH.items().clone();
        if (!backwards) {
            items[3] = 0;
            items[9] = 0;
        }
        Batch batch = new Batch(2, 7, items, BATCH.behaviors(), BATCH.targets(), next);
        float[] before = encode(model, batch, ForwardMode.evaluation());
        assertThat(before).hasSize(2 * 7 * 6);
        int[] changed = items.clone();
        changed[4] = 8;
        float[] after = encode(
                model, new Batch(2, 7, changed, BATCH.behaviors(), BATCH.targets(), next), ForwardMode.evaluation());
        boolean same = Arrays.equals(Arrays.copyOfRange(before, 18, 24), Arrays.copyOfRange(after, 18, 24));
        assertThat(same).isEqualTo(backwards);
        assertThat(Arrays.copyOfRange(after, 42, 84)).containsExactly(Arrays.copyOfRange(before, 42, 84));
        int[] otherNext = next.clone();
        otherNext[3] = 9;
        assertThat(encode(
                        model,
                        new Batch(2, 7, items, BATCH.behaviors(), BATCH.targets(), otherNext),
                        ForwardMode.evaluation()))
                .containsExactly(before);
    }

    /** Asked for all positions, an encoder that looks backwards says of the newest what it says of it alone. */
    @Test
    default void theNewestPositionIsTheSameAmongAll() {
        SequenceEncoder model = model(true);
        if (model.lastStage().targets() == Targets.NEXT) {
            Batch all = new Batch(2, 7, BATCH.items(), BATCH.behaviors(), BATCH.targets(), new int[14]);
            float[] every = encode(model, all, ForwardMode.evaluation());
            float[] newest = encode(model, BATCH, ForwardMode.evaluation());
            for (int row = 0; row < 2; row++) {
                assertThat(Arrays.copyOfRange(every, (row * 7 + 6) * 6, (row * 7 + 7) * 6))
                        .containsExactly(Arrays.copyOfRange(newest, row * 6, row * 6 + 6), within(1e-5f));
            }
        }
    }

    // gradient

    @Test
    default void gradientOfTheWholeModel() {
        SequenceEncoder model = model(true);
        Tensor weights = random(Shape.of(2, 6), "weights", 1);
        GradientCheck.Report report = new GradientCheck(4e-3f, 4e-3)
                .check(
                        model.parameters(),
                        tape -> sum(rowDot(
                                model.encode(
                                                tape,
                                                BATCH,
                                                ForwardMode.evaluation(),
                                                model.stages().get(0))
                                        .representation(),
                                tape.constant(weights))));
        assertThat(report.checked()).isEqualTo((int) model.parameters().size());
        assertThat(report.passed()).as(report.toString()).isTrue();
    }

    /** The next item is the second newest one: neither the newest event nor the popularity of items predicts it. */
    @Test
    default void learnsARuleOfTwoPositions() {
        int n = 4;
        int b = 32;
        SequenceEncoder model = make(new EncoderConfig(5, 1, n, 16, 1, 2, 0f, false), 3);
        RandomStream stream = RandomStream.of(5, "histories", 0);
        int[] items = new int[b * n];
        for (int i = 0; i < items.length; i++) {
            items[i] = 1 + stream.below(i, 5);
        }
        int[] behaviors = new int[b * n];
        Arrays.fill(behaviors, 1);
        int[] targets = new int[b];
        for (int row = 0; row < b; row++) {
            targets[row] = items[row * n + n - 2];
        }
        Batch batch = new Batch(b, n, items, behaviors, targets);
        AdamW optimizer = new AdamW(0);
        double loss = Double.NaN;
        for (int step = 0; step < stepsToLearn(); step++) {
            model.parameters().clearGradients();
            Tape tape = Tape.recording();
            Variable z = model.encode(
                            tape,
                            batch,
                            ForwardMode.training(1, step, 0),
                            model.stages().get(0))
                    .representation();
            Variable total = crossEntropy(linear(z, permute(tape.leaf(model.itemEmbedding()), 1, 0)), targets);
            tape.backward(total);
            tape.accumulateGradients();
            optimizer.step(model.parameters(), 0.01);
            loss = total.scalar();
        }
        assertThat(loss).isLessThan(0.05);
    }

    // edges

    @Test
    default void aHistoryWithoutEventsIsFinite() {
        Batch empty = new Batch(1, 7, new int[7], new int[7], new int[1]);
        for (float z : encode(model(true), empty, ForwardMode.evaluation())) {
            assertThat(z).isFinite();
        }
    }

    @Test
    default void withoutLayersItStillEncodes() {
        SequenceEncoder model = make(config(true, 0f, 0), 1);
        assertThat(encode(model, BATCH, ForwardMode.evaluation())).hasSize(12);
    }

    @Test
    default void theSeedIsTheModel() {
        float[] first = make(config(true, 0f, 1), 1).itemEmbedding().value().data();
        assertThat(make(config(true, 0f, 1), 1).itemEmbedding().value().data()).containsExactly(first);
        assertThat(make(config(true, 0f, 1), 2).itemEmbedding().value().data()).isNotEqualTo(first);
        assertThat(Arrays.copyOf(first, 6)).containsOnly(0f);
    }

    // errors

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 8})
    default void sequencesOfAnotherLength(int length) {
        Batch batch = new Batch(1, length, new int[length], new int[length], new int[1]);
        SequenceEncoder model = model(true);
        assertThatThrownBy(() -> encode(model, batch, ForwardMode.evaluation()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(model.getClass().getSimpleName() + ": the batch has sequences of " + length
                        + " events; this model was made for 7");
    }

    private static float[] encode(SequenceEncoder model, Batch batch, ForwardMode mode) {
        return model.encode(Tape.inference(), batch, mode, model.stages().get(0))
                .representation()
                .value()
                .clone();
    }

    private static EncoderConfig config(boolean behaviors, float dropout, int layers) {
        return new EncoderConfig(9, 2, 7, 6, layers, 2, dropout, behaviors);
    }

    /** A model with random weights in every parameter, far from the fresh ones. */
    private SequenceEncoder model(boolean behaviors) {
        SequenceEncoder model = make(config(behaviors, 0f, 2), 1);
        for (Parameter parameter : model.parameters()) {
            float[] noise = random(parameter.shape(), parameter.name(), 0.5).data();
            float[] values = parameter.value().data();
            int padded = parameter.name().equals("item_embedding")
                            || parameter.name().equals("behavior_embedding")
                    ? 6
                    : 0;
            for (int i = padded; i < values.length; i++) {
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
