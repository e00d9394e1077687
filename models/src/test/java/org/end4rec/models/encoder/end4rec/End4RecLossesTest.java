package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.end4rec.autograd.ops.Compactness.compactness;
import static org.end4rec.autograd.ops.Sum.sum;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.end4rec.End4Rec.Forward;
import org.end4rec.models.encoder.end4rec.HardNoiseEliminator.Decision;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The terms of joint against their formulas, with weights and settings that are not the defaults. */
class End4RecLossesTest {
    private static final Batch BATCH = TinyEnd4Rec.BATCH;

    @ParameterizedTest
    @CsvSource({"0.5, 0.01, 0.1, 1, 0.2", "0.3, 0.02, 0.7, 3, 0.4"})
    void termsHaveTheirWeights(double precision, double compact, double contrast, double budget, double rate) {
        End4RecVariant config = TinyEnd4Rec.config()
                .dropout(0)
                .codingPrecision(precision)
                .weightCompactness(compact)
                .weightContrast(contrast)
                .elimination(budget, rate)
                .build();
        DenoisingEncoder model = TinyEnd4Rec.random(config);
        ForwardMode mode = ForwardMode.training(1, 2, 3);
        Tape tape = Tape.recording();
        List<LossTerm> terms =
                model.encode(tape, BATCH, mode, GuidedTraining.JOINT).terms();
        Forward f = ((End4Rec) model).forward(tape, BATCH, mode, GuidedTraining.JOINT);

        List<Variable> mixed = f.mined().mixed();
        for (int layer = 0; layer < mixed.size(); layer++) {
            assertThat(terms.get(layer).name()).isEqualTo("compactness");
            double expected =
                    compact * sum(compactness(mixed.get(layer), precision)).scalar() / BATCH.size();
            assertThat(value(terms.get(layer))).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
        }

        Decision decision = Objects.requireNonNull(f.decision());
        double kept = 0;
        int events = 0;
        for (int i = 0; i < BATCH.items().length; i++) {
            if (BATCH.items()[i] > 0) {
                kept += decision.probability().value()[i];
                events++;
            }
        }
        LossTerm elimination = term(terms, "elimination");
        assertThat(value(elimination)).isCloseTo(budget * Math.pow(1 - kept / events - rate, 2), within(1e-5));
        assertThat(elimination.count()).isEqualTo(events);

        for (String name : List.of("contrast_hard", "contrast_soft")) {
            LossTerm term = term(terms, name);
            double mean = term.count() == 0 ? 0 : term.sum().scalar() / term.count();
            assertThat(value(term)).as(name).isCloseTo(contrast * mean, within(1e-6));
        }
    }

    /**
     * Of three sequences one keeps nothing, one loses nothing, and one has something on both sides: it alone counts.
     */
    @Test
    void onlyASequenceOnBothSidesHasAContrastOfHardNoise() {
        int n = TinyEnd4Rec.LENGTH;
        int[] items = new int[3 * n];
        Arrays.fill(items, 3);
        items[2 * n] = 0;
        Batch batch = new Batch(3, n, items, items.clone(), new int[] {1, 2, 3});
        for (int i = 0; i < 3 * n; i++) {
            batch.behaviors()[i] = items[i] > 0 ? 1 : 0;
        }
        // the noise of keeping and of eliminating each event decides
        float[] gumbel = new float[2 * 3 * n];
        for (int i = 0; i < 3 * n; i++) {
            boolean kept = i / n == 1 || i / n == 2 && i % n == 3;
            gumbel[2 * i] = kept ? 100 : -100;
            gumbel[2 * i + 1] = -gumbel[2 * i];
        }
        DenoisingEncoder model =
                TinyEnd4Rec.random(TinyEnd4Rec.config().dropout(0).build());
        Tape tape = Tape.recording();
        ForwardMode mode = ForwardMode.withGumbel(gumbel);
        Encoding encoding = model.encode(tape, batch, mode, GuidedTraining.JOINT);
        float[] mask = Objects.requireNonNull(encoding.kept()).value();
        for (int row = 0; row < 3; row++) {
            int kept = 0;
            for (int i = row * n; i < (row + 1) * n; i++) {
                kept += mask[i] > 0 ? 1 : 0;
            }
            assertThat(kept).as("row %d", row).isEqualTo(row == 0 ? 0 : row == 1 ? n : 1);
        }
        assertThat(term(encoding.terms(), "contrast_hard").count()).isEqualTo(1);
        assertThat(term(encoding.terms(), "contrast_soft").count()).isEqualTo(3);
    }

    private static LossTerm term(List<LossTerm> terms, String name) {
        return terms.stream()
                .filter(term -> term.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double value(LossTerm term) {
        return term.reduction().value(term.sum().scalar(), term.count());
    }
}
