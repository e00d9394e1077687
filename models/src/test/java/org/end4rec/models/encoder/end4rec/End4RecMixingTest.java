package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Sum.sum;
import static org.end4rec.models.encoder.end4rec.TinyEnd4Rec.encode;
import static org.end4rec.models.encoder.end4rec.TinyEnd4Rec.shapes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Mixing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ways to mix positions share, and what causal mixing alone promises. */
class End4RecMixingTest {
    private static final int LENGTH = TinyEnd4Rec.LENGTH;
    private static final int DIM = TinyEnd4Rec.DIM;
    private static final Batch BATCH = TinyEnd4Rec.BATCH;

    // values

    @Test
    void parametersBesideThoseOfThePaper() {
        List<String> shared = shapes(random(Mixing.SHARED));
        assertThat(shapes(random(Mixing.BANDED)))
                .containsExactlyInAnyOrderElementsOf(with(shared, "ebm.0.band [2,4,6]", "ebm.1.band [2,4,6]"));
        assertThat(shapes(random(Mixing.CAUSAL)))
                .containsExactlyInAnyOrderElementsOf(with(shared, "ebm.0.response [2,7,6]", "ebm.1.response [2,7,6]"));
    }

    private static List<String> with(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void miningTrainsWhatMixes() {
        assertThat(GuidedTraining.MINING.trains("ebm.0.band")).isTrue();
        assertThat(GuidedTraining.MINING.trains("ebm.1.response")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Mixing.class)
    void onlyMiningLearnsFromEveryBehavior(Mixing mixing) {
        DenoisingEncoder model = random(mixing);
        Targets inMining = mixing == Mixing.CAUSAL ? Targets.NEXT : Targets.PREFIX;
        for (Stage stage : model.stages()) {
            assertThat(stage.targets())
                    .as(stage.name())
                    .isEqualTo(stage.epochs() == Stage.Epochs.MINING ? inMining : Targets.NEWEST);
        }
    }

    /** The responses of a fresh layer are means: none is negative, they sum to 1 and do not grow with age. */
    @Test
    void freshResponsesAreDecayingMeans() {
        float[] h = config(Mixing.CAUSAL)
                .create(TinyEnd4Rec.COUNTS, 1)
                .parameters()
                .get("ebm.1.response")
                .value()
                .data();
        for (int plane = 0; plane < 2; plane++) {
            for (int channel = 0; channel < DIM; channel++) {
                double total = 0;
                float before = Float.POSITIVE_INFINITY;
                for (int age = 0; age < LENGTH; age++) {
                    float each = h[(plane * LENGTH + age) * DIM + channel];
                    assertThat(each).isBetween(0f, before);
                    before = each;
                    total += each;
                }
                assertThat(total).isCloseTo(1, within(1e-6));
            }
        }
    }

    /** Channel c of plane p decays over N^((c + p/2) / 7.5) events: no two filters are alike. */
    @Test
    void freshResponsesHaveSpansOfTheirOwn() {
        float[] h = config(Mixing.CAUSAL)
                .create(TinyEnd4Rec.COUNTS, 1)
                .parameters()
                .get("ebm.0.response")
                .value()
                .data();
        for (int plane = 0; plane < 2; plane++) {
            for (int channel = 0; channel < DIM; channel++) {
                double span = Math.pow(LENGTH, (channel + 0.5 * plane) / 7.5);
                int newest = plane * LENGTH * DIM + channel;
                assertThat((double) h[newest + DIM] / h[newest]).isCloseTo(Math.exp(-1 / span), within(1e-5));
            }
        }
    }

    /** Real parts near 1 and imaginary parts near 0: a fresh weight lets every frequency through. */
    @Test
    void aFreshBandAndAFreshFilterLetEverythingThrough() {
        DenoisingEncoder model = config(Mixing.BANDED).create(TinyEnd4Rec.COUNTS, 1);
        for (String name : List.of("ebm.0.band", "ebm.1.band", "soft.kernel")) {
            float[] values = model.parameters().get(name).value().data();
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).as("%s %d", name, i).isCloseTo(i < values.length / 2 ? 1f : 0f, within(0.1f));
            }
        }
    }

    // oracle: what must not matter, and what must

    @ParameterizedTest
    @EnumSource(Mixing.class)
    void paddingLeavesNoTrace(Mixing mixing) {
        DenoisingEncoder model = random(mixing);
        Batch odd = new Batch(2, LENGTH, BATCH.items(), BATCH.behaviors().clone(), BATCH.targets());
        odd.behaviors()[0] = 2;
        odd.behaviors()[1] = 1;
        DenoisingEncoder other = random(mixing);
        Arrays.fill(other.parameters().get("position_embedding").value().data(), 0, 2 * DIM, 3f);
        for (Stage stage : model.stages()) {
            float[] z = encode(model, BATCH, stage);
            assertThat(encode(model, odd, stage)).as(stage.name()).containsExactly(z);
            assertThat(Arrays.copyOf(encode(other, BATCH, stage), DIM)).containsExactly(Arrays.copyOf(z, DIM));
        }
    }

    @Test
    void paddingLeavesNoTraceAtAnyPosition() {
        DenoisingEncoder other = random(Mixing.CAUSAL);
        Arrays.fill(other.parameters().get("position_embedding").value().data(), 0, 2 * DIM, 3f);
        float[] z = encode(random(Mixing.CAUSAL), everyPosition(BATCH.items()), GuidedTraining.MINING);
        float[] moved = encode(other, everyPosition(BATCH.items()), GuidedTraining.MINING);
        assertThat(Arrays.copyOf(moved, LENGTH * DIM)).containsExactly(Arrays.copyOf(z, LENGTH * DIM));
    }

    @ParameterizedTest
    @EnumSource(Mixing.class)
    void rowsDoNotKnowOfEachOther(Mixing mixing) {
        DenoisingEncoder model = random(mixing);
        for (Stage stage : model.stages()) {
            float[] together = encode(model, BATCH, stage);
            for (int row = 0; row < 2; row++) {
                assertThat(encode(model, BATCH.slice(row, row + 1), stage))
                        .containsExactly(Arrays.copyOfRange(together, row * DIM, (row + 1) * DIM), within(1e-6f));
            }
        }
    }

    /** But for the rounding of the transforms, which see the sequence whole. */
    @Test
    void noPositionHasSeenWhatItIsToTell() {
        DenoisingEncoder model = random(Mixing.CAUSAL);
        float[] before = encode(model, everyPosition(BATCH.items()), GuidedTraining.MINING);
        assertThat(before).hasSize(2 * LENGTH * DIM);
        for (int event = 2; event < LENGTH; event++) {
            int[] items = BATCH.items().clone();
            items[event] = 8;
            float[] after = encode(model, everyPosition(items), GuidedTraining.MINING);
            for (int t = 0; t < 2 * LENGTH; t++) {
                float[] expected = Arrays.copyOfRange(before, t * DIM, (t + 1) * DIM);
                float[] found = Arrays.copyOfRange(after, t * DIM, (t + 1) * DIM);
                if (t < event || t >= LENGTH) {
                    assertThat(found).containsExactly(expected, within(1e-5f));
                } else {
                    assertThat(distance(found, expected))
                            .as("position %d of event %d", t, event)
                            .isGreaterThan(1e-3);
                }
            }
        }
    }

    @Test
    void whatIsToBeToldDoesNotMatter() {
        DenoisingEncoder model = random(Mixing.CAUSAL);
        Batch batch = everyPosition(BATCH.items());
        int[] next = batch.next().clone();
        next[3] = 9;
        Batch other = new Batch(2, LENGTH, batch.items(), batch.behaviors(), batch.targets(), next);
        assertThat(encode(model, other, GuidedTraining.MINING))
                .containsExactly(encode(model, batch, GuidedTraining.MINING));
    }

    @Test
    void theNewestPositionIsTheSameAmongAll() {
        DenoisingEncoder model = random(Mixing.CAUSAL);
        float[] every = encode(model, everyPosition(BATCH.items()), GuidedTraining.MINING);
        float[] newest = encode(model, BATCH, GuidedTraining.MINING);
        for (int row = 0; row < 2; row++) {
            assertThat(Arrays.copyOfRange(every, ((row + 1) * LENGTH - 1) * DIM, (row + 1) * LENGTH * DIM))
                    .containsExactly(Arrays.copyOfRange(newest, row * DIM, (row + 1) * DIM), within(1e-5f));
        }
    }

    // gradient

    /** What one position says moves the items up to it, and no later one. */
    @Test
    void everyPositionTeachesTheEventsUpToIt() {
        int[] items = {1, 2, 3, 4, 5, 6, 7};
        int[] behaviors = {1, 2, 1, 2, 2, 1, 2};
        Batch batch = new Batch(1, LENGTH, items, behaviors, new int[] {8}, new int[] {2, 3, 4, 5, 6, 7, 8});
        for (int t = 0; t < LENGTH; t++) {
            DenoisingEncoder model = random(Mixing.CAUSAL);
            Tape tape = Tape.recording();
            Variable z = model.encode(tape, batch, ForwardMode.evaluation(), GuidedTraining.MINING)
                    .representation();
            float[] weights = new float[LENGTH * DIM];
            for (int i = 0; i < DIM; i++) {
                weights[t * DIM + i] = 1f + 0.3f * i * i;
            }
            tape.backward(sum(multiply(z, tape.constant(Tensor.of(Shape.of(1, LENGTH, DIM), weights)))));
            tape.accumulateGradients();
            float[] gradient = model.itemEmbedding().gradient();
            for (int event = 0; event < LENGTH; event++) {
                float[] row = Arrays.copyOfRange(gradient, items[event] * DIM, (items[event] + 1) * DIM);
                double slope = distance(row, new float[DIM]);
                if (event <= t) {
                    assertThat(slope).as("event %d by position %d", event, t).isGreaterThan(1e-3);
                } else {
                    assertThat(slope).as("event %d by position %d", event, t).isLessThan(1e-5);
                }
            }
        }
    }

    // edges

    @ParameterizedTest
    @EnumSource(Mixing.class)
    void aHistoryWithoutEventsIsFinite(Mixing mixing) {
        Batch empty = new Batch(1, LENGTH, new int[LENGTH], new int[LENGTH], new int[1]);
        DenoisingEncoder model = random(mixing);
        for (Stage stage : model.stages()) {
            for (float z : encode(model, empty, stage)) {
                assertThat(z).isFinite();
            }
        }
    }

    private static double distance(float[] x, float[] y) {
        double most = 0;
        for (int i = 0; i < x.length; i++) {
            most = Math.max(most, Math.abs(x[i] - y[i]));
        }
        return most;
    }

    /** The batch with these items, the event after each one as its target. */
    private static Batch everyPosition(int[] items) {
        int[] next = {0, 0, 1, 4, 1, 5, 9, 6, 5, 3, 5, 8, 7, 1};
        return new Batch(2, LENGTH, items, BATCH.behaviors(), BATCH.targets(), next);
    }

    private static DenoisingEncoder random(Mixing mixing) {
        return TinyEnd4Rec.random(config(mixing));
    }

    private static End4RecVariant config(Mixing mixing) {
        return TinyEnd4Rec.config().mixing(mixing).build();
    }
}
