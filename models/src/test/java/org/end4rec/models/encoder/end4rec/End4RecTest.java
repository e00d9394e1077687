package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.models.encoder.end4rec.TinyEnd4Rec.encode;
import static org.end4rec.models.encoder.end4rec.TinyEnd4Rec.shapes;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EliminationThreshold;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.KeptEvents;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Level;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Score;
import org.end4rec.models.encoder.end4rec.beyond.SequenceElimination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class End4RecTest {
    private static final int LENGTH = TinyEnd4Rec.LENGTH;
    private static final int DIM = TinyEnd4Rec.DIM;
    private static final double[] COUNTS = TinyEnd4Rec.COUNTS;
    private static final Batch BATCH = TinyEnd4Rec.BATCH;

    // values

    @Test
    void parametersAreThoseOfThePaper() {
        End4RecVariant config = config(Level.TOKEN, Score.AGREEMENT);
        assertThat(shapes(config.create(COUNTS, 1)))
                .containsExactlyInAnyOrder(
                        "item_embedding [10,6]",
                        "behavior_embedding [3,6]",
                        "position_embedding [7,6]",
                        "embedding_norm.weight [6]",
                        "embedding_norm.bias [6]",
                        "ebm.0.fusion.w1 [2,3,2,2]",
                        "ebm.0.fusion.b1 [2,3,2]",
                        "ebm.0.fusion.w2 [2,3,2,2]",
                        "ebm.0.fusion.b2 [2,3,2]",
                        "ebm.0.norm1.weight [6]",
                        "ebm.0.norm1.bias [6]",
                        "ebm.0.ffn.w1 [6,24]",
                        "ebm.0.ffn.b1 [24]",
                        "ebm.0.ffn.w2 [24,6]",
                        "ebm.0.ffn.b2 [6]",
                        "ebm.0.norm2.weight [6]",
                        "ebm.0.norm2.bias [6]",
                        "ebm.1.fusion.w1 [2,3,2,2]",
                        "ebm.1.fusion.b1 [2,3,2]",
                        "ebm.1.fusion.w2 [2,3,2,2]",
                        "ebm.1.fusion.b2 [2,3,2]",
                        "ebm.1.norm1.weight [6]",
                        "ebm.1.norm1.bias [6]",
                        "ebm.1.ffn.w1 [6,24]",
                        "ebm.1.ffn.b1 [24]",
                        "ebm.1.ffn.w2 [24,6]",
                        "ebm.1.ffn.b2 [6]",
                        "ebm.1.norm2.weight [6]",
                        "ebm.1.norm2.bias [6]",
                        "hard.score.weight [6]",
                        "hard.score.bias [1]",
                        "hard.rho [2]",
                        "hard.context [6,6]",
                        "soft.kernel [2,2,4,6]",
                        "output_norm.weight [6]",
                        "output_norm.bias [6]");
    }

    @Test
    void stagesShareTheParametersAmongThem() {
        DenoisingEncoder model = model(Level.TOKEN, Score.AGREEMENT);
        assertThat(model.stages())
                .containsExactly(GuidedTraining.MINING, GuidedTraining.HARD, GuidedTraining.SOFT, GuidedTraining.JOINT);
        for (Parameter parameter : model.parameters()) {
            List<String> movedIn = model.stages().stream()
                    .filter(stage -> stage.trains(parameter.name()))
                    .map(Stage::name)
                    .toList();
            String part = parameter.name().startsWith("hard.")
                    ? "hard"
                    : parameter.name().startsWith("soft.") ? "soft" : "mining";
            assertThat(movedIn).as(parameter.name()).containsExactly(part, "joint");
        }
    }

    @Test
    void sequencesAreSiftedAfterTheEliminatorIsTrained() {
        DenoisingEncoder model = model(Level.SEQUENCE, Score.AGREEMENT);
        assertThat(model.stages())
                .containsExactly(
                        GuidedTraining.MINING,
                        GuidedTraining.HARD,
                        SequenceElimination.REMINING,
                        SequenceElimination.SOFT,
                        SequenceElimination.JOINT);
        assertThat(SequenceElimination.REMINING.moves()).isEqualTo(GuidedTraining.MINING.moves());
        for (Parameter parameter : model.parameters()) {
            assertThat(SequenceElimination.JOINT.trains(parameter.name()))
                    .as(parameter.name())
                    .isEqualTo(!parameter.name().startsWith("hard."));
        }
    }

    /** Behavior 1 is eliminated: a sifted sequence is that of the other events. */
    @Test
    void aSiftedSequenceHasTheKeptEventsAlone() {
        Batch others = new Batch(
                2,
                LENGTH,
                new int[] {0, 0, 0, 0, 3, 4, 5, 0, 0, 9, 2, 5, 3, 8},
                new int[] {0, 0, 0, 0, 2, 2, 2, 0, 0, 2, 2, 2, 2, 2},
                BATCH.targets());
        DenoisingEncoder model = eliminating(Level.SEQUENCE, Score.LINEAR);
        for (Stage stage : model.stages()) {
            boolean sifts = !stage.equals(GuidedTraining.MINING) && !stage.equals(GuidedTraining.HARD);
            Batch sifted = model.sift(BATCH, stage).batch();
            assertThat(sifted.items()).as(stage.name()).isEqualTo((sifts ? others : BATCH).items());
            assertThat(sifted.behaviors()).isEqualTo((sifts ? others : BATCH).behaviors());
        }
        End4RecVariant keepsAll = TinyEnd4Rec.config().hard(false).build();
        DenoisingEncoder whole = keepsAll.create(COUNTS, 1);
        whole.parameters().forEach(parameter -> {
            float[] same = model.parameters().get(parameter.name()).value().data();
            System.arraycopy(same, 0, parameter.value().data(), 0, same.length);
        });
        assertThat(encode(model, model.sift(BATCH, SequenceElimination.SOFT).batch(), SequenceElimination.SOFT))
                .containsExactly(encode(whole, others, GuidedTraining.SOFT));
        Batch nothing = new Batch(1, LENGTH, new int[LENGTH], new int[LENGTH], new int[1]);
        assertThat(model.sift(nothing, GuidedTraining.SOFT).batch().items()).containsOnly(0);
    }

    /** A sequence that would lose all its events is kept whole, and the decisions say so. */
    @Test
    void aSequenceOfWhichNothingWouldBeLeftIsKept() {
        Batch eliminated =
                new Batch(1, LENGTH, new int[] {0, 0, 0, 0, 0, 3, 4}, new int[] {0, 0, 0, 0, 0, 1, 1}, new int[] {5});
        DenoisingEncoder model = eliminating(Level.SEQUENCE, Score.LINEAR);
        KeptEvents sifted = model.sift(eliminated, GuidedTraining.SOFT);
        assertThat(sifted.batch().items()).isEqualTo(eliminated.items());
        assertThat(sifted.kept()).containsExactly(0, 0, 0, 0, 0, 1, 1);
        assertThat(model.decisions(eliminated)).hasSize(2).allMatch(EventDecision::kept);
        assertThat(eliminating(Level.TOKEN, Score.LINEAR).decisions(eliminated)).noneMatch(EventDecision::kept);
    }

    /**
     * Wherever a stage eliminates, in the sequence or out of it, the reading says which events; mining eliminates
     * nothing.
     */
    @ParameterizedTest
    @EnumSource(Level.class)
    void aReadingSaysWhatIsKept(Level level) {
        DenoisingEncoder model = eliminating(level, Score.LINEAR);
        float[] kept = new float[BATCH.items().length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = BATCH.behaviors()[i] == 2 ? 1 : 0;
        }
        for (Stage stage : model.stages()) {
            Tape tape = Tape.inference();
            EncodedHistories reading = EncodedHistories.of(model, stage, tape, BATCH);
            assertThat(reading.z())
                    .startsWith(encode(model, model.sift(BATCH, stage).batch(), stage));
            if (stage.equals(GuidedTraining.MINING)) {
                assertThat(reading.kept()).isNull();
            } else {
                assertThat(reading.kept()).as("%s %s", level, stage.name()).startsWith(kept);
            }
        }
    }

    /** The margins of the events alone; raised, they say what is kept. */
    @Test
    void theThresholdMovesWhatIsKept() {
        DenoisingEncoder model = eliminating(Level.SEQUENCE, Score.LINEAR);
        assertThat(model.threshold(GuidedTraining.MINING)).isNull();
        EliminationThreshold threshold = Objects.requireNonNull(model.threshold(SequenceElimination.REMINING));
        float[] before = threshold.margins(BATCH);
        List<EventDecision> decisions = model.decisions(BATCH);
        assertThat(before).hasSameSizeAs(decisions.toArray());
        for (int i = 0; i < before.length; i++) {
            assertThat(before[i] > 0).isEqualTo(decisions.get(i).kept());
        }
        threshold.raiseMargins(1.5f);
        assertThat(model.decisions(BATCH)).allMatch(EventDecision::kept);
        threshold.raiseMargins(-3);
        assertThat(model.decisions(BATCH)).noneMatch(decision -> decision.margin() > 0);
        assertThat(model(Level.TOKEN, Score.LINEAR).threshold(GuidedTraining.HARD))
                .isNull();
        End4RecVariant keepsAll =
                TinyEnd4Rec.config().level(Level.SEQUENCE).hard(false).build();
        DenoisingEncoder keeping = keepsAll.create(COUNTS, 1);
        assertThat(keeping.threshold(SequenceElimination.REMINING)).isNull();
        assertThat(keeping.sift(BATCH, SequenceElimination.REMINING)).isEqualTo(new KeptEvents(BATCH));
    }

    @Test
    void preferencesStartAtTheCountsOfTheBehaviors() {
        DenoisingEncoder model = config(Level.TOKEN, Score.LINEAR).create(new double[] {2, 1}, 1);
        for (EventDecision decision : model.decisions(BATCH)) {
            // 1 + e^−2·2²/2! and 1 + e^−1·1/1!
            double expected = decision.behavior() == 1 ? 1.2706705665 : 1.3678794412;
            assertThat((double) decision.preference()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void decisionsFollowTheEventsWithoutPadding() {
        for (Score score : Score.values()) {
            DenoisingEncoder model = eliminating(Level.TOKEN, score);
            List<EventDecision> decisions = model.decisions(BATCH);
            assertThat(decisions).extracting(EventDecision::item).containsExactly(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8);
            assertThat(decisions)
                    .extracting(EventDecision::behavior)
                    .containsExactly(2, 1, 2, 1, 2, 2, 2, 1, 2, 2, 1, 2);
            assertThat(decisions).allSatisfy(decision -> {
                double probability = 1 / (1 + StrictMath.exp(decision.noiseScore() - decision.preference()));
                assertThat((double) decision.keepProbability()).isCloseTo(probability, within(1e-6));
                assertThat(decision.kept()).isEqualTo(decision.keepProbability() > 0.5f);
                assertThat(decision.kept()).isEqualTo(decision.behavior() == 2);
            });
        }
    }

    @Test
    void eachStageHasItsTerms() {
        assertThat(terms(GuidedTraining.MINING)).containsExactly("compactness", "compactness");
        assertThat(terms(GuidedTraining.HARD)).containsExactly("elimination", "contrast_hard");
        assertThat(terms(GuidedTraining.SOFT)).containsExactly("contrast_soft");
        assertThat(terms(GuidedTraining.JOINT))
                .containsExactly("compactness", "compactness", "elimination", "contrast_hard", "contrast_soft");
        for (Stage stage :
                List.of(GuidedTraining.MINING, GuidedTraining.HARD, GuidedTraining.SOFT, GuidedTraining.JOINT)) {
            Encoding encoding = model(Level.TOKEN, Score.AGREEMENT)
                    .encode(Tape.inference(), BATCH, ForwardMode.evaluation(), stage);
            assertThat(encoding.terms()).isEmpty();
            assertThat(encoding.representation().shape()).isEqualTo(Shape.of(2, DIM));
        }
    }

    private static List<String> terms(Stage stage) {
        return model(Level.TOKEN, Score.AGREEMENT)
                .encode(Tape.recording(), BATCH, ForwardMode.training(1, 2, 3), stage)
                .terms()
                .stream()
                .map(LossTerm::name)
                .toList();
    }

    // oracle: what must not matter

    @ParameterizedTest
    @EnumSource(Score.class)
    void paddingLeavesNoTrace(Score score) {
        for (Level level : Level.values()) {
            DenoisingEncoder model = model(level, score);
            Batch odd = new Batch(2, LENGTH, BATCH.items(), BATCH.behaviors().clone(), BATCH.targets());
            odd.behaviors()[0] = 2;
            odd.behaviors()[1] = 1;
            DenoisingEncoder other = model(level, score);
            // row 0 is padded where positions 0 and 1 are
            Arrays.fill(other.parameters().get("position_embedding").value().data(), 0, 2 * DIM, 3f);
            for (Stage stage : model.stages()) {
                float[] z = encode(model, BATCH, stage);
                assertThat(encode(model, odd, stage))
                        .as("%s %s", level, stage.name())
                        .containsExactly(z);
                float[] moved = encode(other, BATCH, stage);
                assertThat(Arrays.copyOf(moved, DIM)).containsExactly(Arrays.copyOf(z, DIM));
                assertThat(Arrays.copyOfRange(moved, DIM, 2 * DIM)).isNotEqualTo(Arrays.copyOfRange(z, DIM, 2 * DIM));
            }
        }
    }

    @Test
    void anEliminatedEventLeavesNoTraceAtTheLevelOfTokens() {
        // the event at index 3 has behavior 1, which is eliminated whatever the item
        Batch other = new Batch(2, LENGTH, BATCH.items().clone(), BATCH.behaviors(), BATCH.targets());
        other.items()[3] = 8;
        DenoisingEncoder tokens = eliminating(Level.TOKEN, Score.LINEAR);
        for (Stage stage : List.of(GuidedTraining.HARD, GuidedTraining.SOFT, GuidedTraining.JOINT)) {
            assertThat(encode(tokens, other, stage)).as(stage.name()).containsExactly(encode(tokens, BATCH, stage));
        }
        // the same event is seen by the miner, and by all stages at the level of representations
        assertThat(encode(tokens, other, GuidedTraining.MINING))
                .isNotEqualTo(encode(tokens, BATCH, GuidedTraining.MINING));
        DenoisingEncoder representations = eliminating(Level.REPRESENTATION, Score.LINEAR);
        assertThat(encode(representations, other, GuidedTraining.HARD))
                .isNotEqualTo(encode(representations, BATCH, GuidedTraining.HARD));
        // and a kept event matters
        other.items()[3] = BATCH.items()[3];
        other.items()[4] = 8;
        assertThat(encode(tokens, other, GuidedTraining.HARD)).isNotEqualTo(encode(tokens, BATCH, GuidedTraining.HARD));
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void rowsDoNotKnowOfEachOther(Score score) {
        for (Level level : Level.values()) {
            DenoisingEncoder model = model(level, score);
            for (Stage stage : model.stages()) {
                float[] together = encode(model, BATCH, stage);
                for (int row = 0; row < 2; row++) {
                    float[] alone = encode(model, BATCH.slice(row, row + 1), stage);
                    assertThat(alone)
                            .containsExactly(Arrays.copyOfRange(together, row * DIM, (row + 1) * DIM), within(1e-6f));
                }
            }
        }
    }

    // edges

    @Test
    void aHistoryWithoutEventsIsFinite() {
        Batch empty = new Batch(1, LENGTH, new int[LENGTH], new int[LENGTH], new int[1]);
        for (Score score : Score.values()) {
            DenoisingEncoder model = model(Level.TOKEN, score);
            for (Stage stage : model.stages()) {
                for (float z : encode(model, empty, stage)) {
                    assertThat(z).isFinite();
                }
            }
            assertThat(model.decisions(empty)).isEmpty();
        }
    }

    @Test
    void theSeedIsTheModel() {
        float[] z = encode(model(Level.TOKEN, Score.AGREEMENT), BATCH, GuidedTraining.JOINT);
        assertThat(encode(model(Level.TOKEN, Score.AGREEMENT), BATCH, GuidedTraining.JOINT))
                .containsExactly(z);
        End4RecVariant config = config(Level.TOKEN, Score.AGREEMENT);
        float[] first = config.create(COUNTS, 1).itemEmbedding().value().data();
        float[] second = config.create(COUNTS, 2).itemEmbedding().value().data();
        assertThat(first).isNotEqualTo(second);
        assertThat(Arrays.copyOf(first, DIM)).containsOnly(0f);
    }

    // errors

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 8})
    void sequencesOfAnotherLength(int length) {
        Batch batch = new Batch(1, length, new int[length], new int[length], new int[1]);
        assertThatThrownBy(() -> encode(model(Level.TOKEN, Score.LINEAR), batch, GuidedTraining.MINING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("End4Rec: the batch has sequences of " + length + " events; this model was made for 7");
    }

    @Test
    void countsOfOtherBehaviors() {
        End4RecVariant config = config(Level.TOKEN, Score.LINEAR);
        assertThatThrownBy(() -> config.create(new double[] {1, 2, 3}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("End4Rec: meanBehaviorCounts has 3 entries; expected one for each of the 2 behaviors");
    }

    private static DenoisingEncoder model(Level level, Score score) {
        return TinyEnd4Rec.random(config(level, score));
    }

    /** A model whose noise score is 1.5 for every event, between the preferences of the two behaviors. */
    private static DenoisingEncoder eliminating(Level level, Score score) {
        DenoisingEncoder model = model(level, score);
        Arrays.fill(model.parameters().get("hard.score.weight").value().data(), 0f);
        model.parameters().get("hard.score.bias").value().data()[0] = 1.5f;
        if (score != Score.LINEAR) {
            Arrays.fill(model.parameters().get("hard.context").value().data(), 0f);
        }
        return model;
    }

    private static End4RecVariant config(Level level, Score score) {
        return TinyEnd4Rec.config().level(level).score(score).build();
    }
}
