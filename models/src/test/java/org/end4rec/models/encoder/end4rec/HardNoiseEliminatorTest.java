package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.GradientCheck;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.Mean;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Preference;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scores that recorded cases do not cover, against naive sums in double; and what a decision means. */
class HardNoiseEliminatorTest {
    private static final int ITEMS = 9;
    private static final int LENGTH = 5;
    private static final int DIM = 6;
    private static final Batch BATCH = new Batch(
            2, LENGTH, new int[] {0, 0, 3, 7, 3, 1, 2, 8, 9, 4}, new int[] {0, 0, 1, 2, 1, 2, 2, 1, 1, 2}, new int[2]);

    @ParameterizedTest
    @EnumSource(names = {"ITEM_AGREEMENT", "SQUARED_AGREEMENT"})
    void agreementIsTheNaiveFormula(Score score) {
        DenoisingEncoder model = model(score);
        Arrays.fill(model.parameters().get("hard.score.weight").value().data(), 0f);
        float bias = model.parameters().get("hard.score.bias").value().data()[0];
        List<EventDecision> decisions = model.decisions(BATCH);
        assertThat(decisions).hasSize(8);
        int next = 0;
        for (int row = 0; row < BATCH.size(); row++) {
            for (int t = 0; t < LENGTH; t++) {
                if (BATCH.items()[row * LENGTH + t] > 0) {
                    double expected = bias - naiveAgreement(model, score, row, t);
                    assertThat((double) decisions.get(next++).noiseScore())
                            .isCloseTo(expected, within(2e-5 * Math.max(1, Math.abs(expected))));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ITEM_AGREEMENT", "SQUARED_AGREEMENT"})
    void agreementOfItemsDoesNotLookAtBehaviorsOrPositions(Score score) {
        DenoisingEncoder model = model(score);
        Arrays.fill(model.parameters().get("hard.score.weight").value().data(), 0f);
        List<EventDecision> before = model.decisions(BATCH);
        for (String name : List.of("behavior_embedding", "position_embedding")) {
            float[] values = model.parameters().get(name).value().data();
            for (int i = 0; i < values.length; i++) {
                values[i] += i % 3;
            }
        }
        assertThat(model.decisions(BATCH))
                .extracting(EventDecision::noiseScore)
                .isEqualTo(before.stream().map(EventDecision::noiseScore).toList());
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void gradientsOfTheKeepProbabilityAreRight(Score score) {
        DenoisingEncoder model = model(score);
        // layer norm of such small rows curves too much for the usual step of 1e-2
        GradientCheck.Report report =
                new GradientCheck(4e-3f, 2e-3).check(model.parameters(), tape -> keepProbability(model, tape));
        assertThat(report.passed()).as(report.toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void keepsWhatIsMoreLikelyThanNot(Score score) {
        for (EventDecision decision : model(score).decisions(BATCH)) {
            double margin = decision.preference() - decision.noiseScore();
            assertThat((double) decision.keepProbability()).isCloseTo(1 / (1 + Math.exp(-margin)), within(1e-6));
            assertThat(decision.kept()).isEqualTo(margin > 0);
            assertThat(decision.preference()).isBetween(1f, 2f);
        }
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void paddingIsNeverKept(Score score) {
        DenoisingEncoder model = model(score);
        // without noise whatever is there is kept
        model.parameters().get("hard.score.bias").value().data()[0] = -50;
        for (ForwardMode mode : List.of(ForwardMode.evaluation(), ForwardMode.training(1, 2, 3))) {
            float[] mask = Objects.requireNonNull(((End4Rec) model)
                            .forward(Tape.recording(), BATCH, mode, GuidedTraining.HARD)
                            .decision())
                    .mask()
                    .value();
            for (int i = 0; i < BATCH.items().length; i++) {
                assertThat(mask[i]).isEqualTo(BATCH.items()[i] > 0 ? 1f : 0f);
            }
        }
    }

    /** Noise as strong as the preference of the behavior, to the last bit: that is not more likely than not. */
    @Test
    void anEventOnTheLineIsEliminated() {
        DenoisingEncoder model = model(Score.LINEAR);
        Arrays.fill(model.parameters().get("hard.score.weight").value().data(), 0f);
        float preference = model.decisions(BATCH).get(0).preference();
        float[] bias = model.parameters().get("hard.score.bias").value().data();
        bias[0] = preference;
        EventDecision onTheLine = model.decisions(BATCH).get(0);
        assertThat(onTheLine.margin()).isZero();
        assertThat(onTheLine.keepProbability()).isEqualTo(0.5f);
        assertThat(onTheLine.kept()).isFalse();
        bias[0] = preference - 1e-3f;
        assertThat(model.decisions(BATCH).get(0).kept()).isTrue();
    }

    /** p = 1 + e^−λ·λ^λ/Γ(λ+1): at λ = 1 that is 1 + 1/e, at 2 it is 1 + 2/e². */
    @ParameterizedTest
    @CsvSource({"LEARNED, 1.270670566, true", "FIXED, 1.270670566, false", "ONE, 1.367879441, true"})
    void preferencesStartAtTheLogsCountsOrAtOne(Preference preference, double expected, boolean learned) {
        DenoisingEncoder model = model(Score.LINEAR, preference, 2);
        for (EventDecision decision : model.decisions(BATCH)) {
            assertThat((double) decision.preference()).isCloseTo(expected, within(1e-6));
        }
        assertThat(model.parameters().contains("hard.rho")).isEqualTo(learned);
    }

    /** By Stirling p is near 1 + 1/√(2πλ). */
    @ParameterizedTest
    @ValueSource(doubles = {25, 1000, 1e6})
    void veryFrequentBehaviorsHaveAPreference(double mean) {
        for (EventDecision decision :
                model(Score.LINEAR, Preference.LEARNED, mean).decisions(BATCH)) {
            assertThat((double) decision.preference()).isCloseTo(1 + 1 / Math.sqrt(2 * Math.PI * mean), within(1e-3));
        }
    }

    private static Variable keepProbability(DenoisingEncoder model, Tape tape) {
        End4Rec.Forward forward = ((End4Rec) model).forward(tape, BATCH, ForwardMode.evaluation(), GuidedTraining.HARD);
        return Mean.mean(Objects.requireNonNull(forward.decision()).probability());
    }

    /**
     * The mean of g = (u_i·C)·u_j, or of h² + 1.8·h with h = ¾/√d·g, over the other events, u the layer-normalized item
     * embedding.
     */
    private static double naiveAgreement(DenoisingEncoder model, Score score, int row, int t) {
        float[] context = model.parameters().get("hard.context").value().data();
        double[] own = normalized(model, BATCH.items()[row * LENGTH + t]);
        double agreement = 0;
        int others = 0;
        for (int j = 0; j < LENGTH; j++) {
            int item = BATCH.items()[row * LENGTH + j];
            if (j != t && item > 0) {
                others++;
                double[] other = normalized(model, item);
                double fit = 0;
                for (int a = 0; a < DIM; a++) {
                    for (int b = 0; b < DIM; b++) {
                        fit += own[a] * context[a * DIM + b] * other[b];
                    }
                }
                double scaled = 0.75 / Math.sqrt(DIM) * fit;
                agreement += score == Score.SQUARED_AGREEMENT ? scaled * scaled + 1.8 * scaled : fit;
            }
        }
        return agreement / Math.max(others, 1);
    }

    private static double[] normalized(DenoisingEncoder model, int item) {
        float[] row = Arrays.copyOfRange(model.itemEmbedding().value().data(), item * DIM, (item + 1) * DIM);
        double mean = 0;
        for (float value : row) {
            mean += value / (double) DIM;
        }
        double variance = 0;
        for (float value : row) {
            variance += (value - mean) * (value - mean) / DIM;
        }
        double[] normalized = new double[DIM];
        for (int i = 0; i < DIM; i++) {
            normalized[i] = (row[i] - mean) / Math.sqrt(variance + 1e-5);
        }
        return normalized;
    }

    /** Without miner layers, whose ReLU has kinks; with parameters large enough that nothing hides in rounding. */
    private static DenoisingEncoder model(Score score) {
        DenoisingEncoder model = model(score, Preference.LEARNED, 3, 0.5);
        for (Parameter parameter : model.parameters()) {
            RandomStream stream = RandomStream.of(8, parameter.name(), 0);
            float[] values = parameter.value().data();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.3 * stream.normal(i));
            }
        }
        for (String table : List.of("item_embedding", "behavior_embedding")) {
            Arrays.fill(model.parameters().get(table).value().data(), 0, DIM, 0f);
        }
        return model;
    }

    /** With fresh parameters, and one mean number of events for both behaviors or one for each. */
    private static DenoisingEncoder model(Score score, Preference preference, double... counts) {
        End4RecVariant config = End4RecVariant.builder(ITEMS, 2, LENGTH)
                .dim(DIM)
                .layers(0)
                .chunks(3)
                .score(score)
                .preference(preference)
                .weightCompactness(0.001)
                .weightContrast(0.1)
                .elimination(0, 0.1)
                .build();
        return config.create(counts.length == 2 ? counts : new double[] {counts[0], counts[0]}, 5);
    }
}
