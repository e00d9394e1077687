package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.core.Shape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.Pass;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.Term;
import org.end4rec.models.encoder.end4rec.End4RecConfig.Level;
import org.end4rec.models.encoder.end4rec.End4RecConfig.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class End4RecTest {
    private static final int ITEMS = 9;
    private static final int LENGTH = 7;
    private static final int DIM = 6;

    /** Behavior 1 is frequent, hence trusted little; behavior 2 is rare. */
    private static final double[] COUNTS = {20, 0.01};

    /** Padding, then frequent and rare events. */
    private static final Batch BATCH = new Batch(
            2,
            LENGTH,
            new int[] {0, 0, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8},
            new int[] {0, 0, 2, 1, 2, 1, 2, 2, 2, 1, 2, 2, 1, 2},
            new int[] {7, 1});

    // values

    @Test
    void parametersAreThoseOfThePaper() {
        End4RecConfig config = config(Level.TOKEN, Score.AGREEMENT, true);
        assertThat(shapes(new End4Rec(config, COUNTS, 1)))
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
    void choicesLeaveTheirParametersOut() {
        List<String> all = shapes(new End4Rec(config(Level.TOKEN, Score.AGREEMENT, true), COUNTS, 1));
        assertThat(shapes(new End4Rec(config(Level.TOKEN, Score.AGREEMENT, false), COUNTS, 1)))
                .isEqualTo(all.stream()
                        .filter(name -> !name.contains(".ffn.") && !name.contains(".norm2."))
                        .toList());
        assertThat(shapes(new End4Rec(config(Level.TOKEN, Score.LINEAR, true), COUNTS, 1)))
                .isEqualTo(all.stream()
                        .filter(name -> !name.startsWith("hard.context"))
                        .toList());
    }

    @Test
    void partsThatAreLeftOutLeaveTheirParametersOut() {
        List<String> all = shapes(new End4Rec(config(Level.TOKEN, Score.AGREEMENT, true), COUNTS, 1));
        assertThat(shapes(without(true, false)))
                .isEqualTo(
                        all.stream().filter(name -> !name.startsWith("hard.")).toList());
        assertThat(shapes(without(false, true)))
                .isEqualTo(
                        all.stream().filter(name -> !name.startsWith("soft.")).toList());
        assertThat(without(true, false).judgesEvents()).isFalse();
        assertThat(without(true, false).decisions(BATCH)).isEmpty();
        assertThat(without(false, true).judgesEvents()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void withoutTheEliminatorEveryEventIsKept(Level level) {
        End4Rec whole = new End4Rec(config(level, Score.AGREEMENT, true), COUNTS, 1);
        whole.parameters().get("hard.score.bias").value().data()[0] = -1e6f;
        float[] expected = representation(whole, End4Rec.JOINT);
        End4RecConfig c = new End4RecConfig(
                ITEMS,
                2,
                LENGTH,
                DIM,
                2,
                3,
                true,
                0.1f,
                1f,
                0.5,
                level,
                Score.AGREEMENT,
                0.01,
                0.1,
                1,
                0.2,
                false,
                true);
        assertThat(representation(new End4Rec(c, COUNTS, 1), End4Rec.JOINT)).isEqualTo(expected);
        assertThat(representation(new End4Rec(c, COUNTS, 1), End4Rec.HARD))
                .isEqualTo(representation(whole, End4Rec.MINING));
    }

    @Test
    void withoutTheFilterTheLastStageReadsWhatTheHardOneDoes() {
        End4Rec whole = new End4Rec(config(Level.TOKEN, Score.AGREEMENT, true), COUNTS, 1);
        assertThat(representation(without(false, true), End4Rec.JOINT))
                .isEqualTo(representation(whole, End4Rec.HARD))
                .isNotEqualTo(representation(whole, End4Rec.JOINT));
    }

    @Test
    void withoutBothTheMinerIsAlone() {
        End4Rec whole = new End4Rec(config(Level.TOKEN, Score.AGREEMENT, true), COUNTS, 1);
        assertThat(representation(without(true, true), End4Rec.JOINT)).isEqualTo(representation(whole, End4Rec.MINING));
    }

    @Test
    void termsOfPartsThatAreLeftOutAreLeftOut() {
        assertThat(terms(without(true, false))).containsExactly("compactness", "compactness", "contrast_soft");
        assertThat(terms(without(false, true)))
                .containsExactly("compactness", "compactness", "elimination", "contrast_hard");
        assertThat(terms(without(true, true))).containsExactly("compactness", "compactness");
    }

    private static End4Rec without(boolean hard, boolean soft) {
        End4RecConfig c = new End4RecConfig(
                ITEMS,
                2,
                LENGTH,
                DIM,
                2,
                3,
                true,
                0.1f,
                1f,
                0.5,
                Level.TOKEN,
                Score.AGREEMENT,
                0.01,
                0.1,
                1,
                0.2,
                !hard,
                !soft);
        return new End4Rec(c, COUNTS, 1);
    }

    private static float[] representation(End4Rec model, Stage stage) {
        return model.encode(Tape.inference(), BATCH, Pass.evaluation(), stage)
                .representation()
                .value()
                .clone();
    }

    private static List<String> terms(End4Rec model) {
        return model.encode(Tape.recording(), BATCH, Pass.training(1, 1, 1), End4Rec.JOINT).terms().stream()
                .map(Term::name)
                .toList();
    }

    private static List<String> shapes(End4Rec model) {
        List<String> shapes = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            shapes.add(parameter.name() + " " + parameter.shape());
        }
        return shapes;
    }

    @Test
    void stagesShareTheParametersAmongThem() {
        End4Rec model = model(Level.TOKEN, Score.AGREEMENT);
        assertThat(model.stages()).containsExactly(End4Rec.MINING, End4Rec.HARD, End4Rec.SOFT, End4Rec.JOINT);
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
    void preferencesStartAtTheCountsOfTheBehaviors() {
        End4Rec model = new End4Rec(config(Level.TOKEN, Score.LINEAR, true), new double[] {2, 1}, 1);
        for (EventDecision decision : model.decisions(BATCH)) {
            // 1 + e^−2·2²/2! and 1 + e^−1·1/1!
            double expected = decision.behavior() == 1 ? 1.2706705665 : 1.3678794412;
            assertThat((double) decision.preference()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void decisionsFollowTheEventsWithoutPadding() {
        for (Score score : Score.values()) {
            End4Rec model = eliminating(Level.TOKEN, score);
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
        assertThat(terms(End4Rec.MINING)).containsExactly("compactness", "compactness");
        assertThat(terms(End4Rec.HARD)).containsExactly("elimination", "contrast_hard");
        assertThat(terms(End4Rec.SOFT)).containsExactly("contrast_soft");
        assertThat(terms(End4Rec.JOINT))
                .containsExactly("compactness", "compactness", "elimination", "contrast_hard", "contrast_soft");
        for (Stage stage : List.of(End4Rec.MINING, End4Rec.HARD, End4Rec.SOFT, End4Rec.JOINT)) {
            Encoding encoding =
                    model(Level.TOKEN, Score.AGREEMENT).encode(Tape.inference(), BATCH, Pass.evaluation(), stage);
            assertThat(encoding.terms()).isEmpty();
            assertThat(encoding.representation().shape()).isEqualTo(Shape.of(2, DIM));
        }
    }

    private static List<String> terms(Stage stage) {
        return model(Level.TOKEN, Score.AGREEMENT)
                .encode(Tape.recording(), BATCH, Pass.training(1, 2, 3), stage)
                .terms()
                .stream()
                .map(Term::name)
                .toList();
    }

    // oracle: what must not matter

    @ParameterizedTest
    @EnumSource(Score.class)
    void paddingLeavesNoTrace(Score score) {
        for (Level level : Level.values()) {
            End4Rec model = model(level, score);
            Batch odd = new Batch(2, LENGTH, BATCH.items(), BATCH.behaviors().clone(), BATCH.targets());
            odd.behaviors()[0] = 2;
            odd.behaviors()[1] = 1;
            End4Rec other = model(level, score);
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
        End4Rec tokens = eliminating(Level.TOKEN, Score.LINEAR);
        for (Stage stage : List.of(End4Rec.HARD, End4Rec.SOFT, End4Rec.JOINT)) {
            assertThat(encode(tokens, other, stage)).as(stage.name()).containsExactly(encode(tokens, BATCH, stage));
        }
        // the same event is seen by the miner, and by all stages at the level of representations
        assertThat(encode(tokens, other, End4Rec.MINING)).isNotEqualTo(encode(tokens, BATCH, End4Rec.MINING));
        End4Rec representations = eliminating(Level.REPRESENTATION, Score.LINEAR);
        assertThat(encode(representations, other, End4Rec.HARD))
                .isNotEqualTo(encode(representations, BATCH, End4Rec.HARD));
        // and a kept event matters
        other.items()[3] = BATCH.items()[3];
        other.items()[4] = 8;
        assertThat(encode(tokens, other, End4Rec.HARD)).isNotEqualTo(encode(tokens, BATCH, End4Rec.HARD));
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void rowsDoNotKnowOfEachOther(Score score) {
        for (Level level : Level.values()) {
            End4Rec model = model(level, score);
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
            End4Rec model = model(Level.TOKEN, score);
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
        float[] z = encode(model(Level.TOKEN, Score.AGREEMENT), BATCH, End4Rec.JOINT);
        assertThat(encode(model(Level.TOKEN, Score.AGREEMENT), BATCH, End4Rec.JOINT))
                .containsExactly(z);
        End4RecConfig config = config(Level.TOKEN, Score.AGREEMENT, true);
        float[] first = new End4Rec(config, COUNTS, 1).itemEmbedding().value().data();
        float[] second = new End4Rec(config, COUNTS, 2).itemEmbedding().value().data();
        assertThat(first).isNotEqualTo(second);
        assertThat(Arrays.copyOf(first, DIM)).containsOnly(0f);
    }

    // errors

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 8})
    void sequencesOfAnotherLength(int length) {
        Batch batch = new Batch(1, length, new int[length], new int[length], new int[1]);
        assertThatThrownBy(() -> encode(model(Level.TOKEN, Score.LINEAR), batch, End4Rec.MINING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("End4Rec: the batch has sequences of " + length + " events; this model was made for 7");
    }

    @Test
    void countsOfOtherBehaviors() {
        End4RecConfig config = config(Level.TOKEN, Score.LINEAR, true);
        assertThatThrownBy(() -> new End4Rec(config, new double[] {1, 2, 3}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("End4Rec: meanBehaviorCounts has 3 entries; expected one for each of the 2 behaviors");
    }

    private static float[] encode(End4Rec model, Batch batch, Stage stage) {
        return model.encode(Tape.inference(), batch, Pass.evaluation(), stage)
                .representation()
                .value()
                .clone();
    }

    /** A model with random weights in every parameter, far from the fresh ones. */
    private static End4Rec model(Level level, Score score) {
        End4Rec model = new End4Rec(config(level, score, true), COUNTS, 1);
        for (Parameter parameter : model.parameters()) {
            if (!parameter.name().startsWith("hard.")) {
                RandomStream stream = RandomStream.of(4, parameter.name(), 0);
                float[] values = parameter.value().data();
                boolean padded = parameter.name().equals("item_embedding")
                        || parameter.name().equals("behavior_embedding");
                for (int i = padded ? DIM : 0; i < values.length; i++) {
                    values[i] += (float) (0.5 * stream.normal(i));
                }
            }
        }
        return model;
    }

    /** A model whose noise score is 1.5 for every event, between the preferences of the two behaviors. */
    private static End4Rec eliminating(Level level, Score score) {
        End4Rec model = model(level, score);
        Arrays.fill(model.parameters().get("hard.score.weight").value().data(), 0f);
        model.parameters().get("hard.score.bias").value().data()[0] = 1.5f;
        if (score != Score.LINEAR) {
            Arrays.fill(model.parameters().get("hard.context").value().data(), 0f);
        }
        return model;
    }

    private static End4RecConfig config(Level level, Score score, boolean feedForward) {
        return new End4RecConfig(
                ITEMS, 2, LENGTH, DIM, 2, 3, feedForward, 0.1f, 1f, 0.5, level, score, 0.01, 0.1, 1, 0.2);
    }
}
