package org.end4rec.lessons.lesson13;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The library's noise score is the bias less the agreement that the exercise computes, within float32. */
class Twin13Test {
    private static final int N = 6;
    private static final int D = 8;
    private static final int[] ITEMS = {3, 1, 7, 3, 5, 2};
    private static final int[] BEHAVIORS = {1, 2, 1, 1, 2, 1};

    @Test
    void theLibraryHasTheSameAgreement() {
        DenoisingEncoder encoder = End4RecVariant.builder(9, 2, N)
                .dim(D)
                .chunks(2)
                .score(End4RecVariant.Score.SQUARED_AGREEMENT)
                .build()
                .create(new double[] {3, 2}, 7);
        Parameters parameters = encoder.parameters();
        // without the linear part the score is the bias less the agreement
        Arrays.fill(parameters.get("hard.score.weight").value().data(), 0);
        double bias = parameters.get("hard.score.bias").value().data()[0];
        CountedVector[] u = normalized(parameters.get("item_embedding").value().data(), 1);
        CountedVector[] q = normalized(parameters.get("item_embedding").value().data(), 9.0 / D);
        double[] squares = new WrongAnswers13.Right().squaredAgreement(q, u);
        List<EventDecision> decisions = encoder.decisions(new Batch(1, N, ITEMS, BEHAVIORS, new int[1]));
        for (int i = 0; i < N; i++) {
            double sum = 0;
            for (int j = 0; j < N; j++) {
                sum += j == i ? 0 : q[i].dot(u[j]);
            }
            double agreement = (squares[i] + 1.8 * sum) / (N - 1);
            assertThat((double) decisions.get(i).noiseScore())
                    .as("event %d", i)
                    .isCloseTo(bias - agreement, within(2e-3 * Math.max(1, Math.abs(agreement))));
        }
    }

    /** The border: an event is kept if its margin is above 0, and dropped if the margin is 0. */
    @ParameterizedTest
    @EnumSource(
            value = End4RecVariant.Level.class,
            names = {"TOKEN", "SEQUENCE"})
    void theLibraryKeepsWhatHasAMarginAboveZero(End4RecVariant.Level level) {
        DenoisingEncoder encoder = End4RecVariant.builder(9, 2, N)
                .dim(D)
                .chunks(2)
                .level(level)
                .score(End4RecVariant.Score.LINEAR)
                .build()
                .create(new double[] {3, 2}, 7);
        // the noise score of every event is the bias
        Arrays.fill(encoder.parameters().get("hard.score.weight").value().data(), 0);
        float[] bias = encoder.parameters().get("hard.score.bias").value().data();
        Batch batch = new Batch(1, N, ITEMS, BEHAVIORS, new int[1]);
        float preference = encoder.decisions(batch).get(0).preference();
        for (float margin : new float[] {0.01f, 0, -0.01f}) {
            bias[0] = preference - margin;
            List<EventDecision> decisions = encoder.decisions(batch);
            for (int i = 0; i < N; i++) {
                // behavior 2 is rarer, so its events have larger margins
                assertThat(decisions.get(i).kept())
                        .as("event %d, margin %s", i, margin)
                        .isEqualTo(BEHAVIORS[i] == 2 || margin > 0);
            }
        }
    }

    /** The items as LN(embedding) times a factor. */
    private static CountedVector[] normalized(float[] table, double factor) {
        CountedVector[] vectors = new CountedVector[N];
        for (int i = 0; i < N; i++) {
            double mean = 0;
            double square = 0;
            for (int k = 0; k < D; k++) {
                double value = table[ITEMS[i] * D + k];
                mean += value / D;
                square += value * value / D;
            }
            double[] values = new double[D];
            for (int k = 0; k < D; k++) {
                values[k] = factor
                        * (table[ITEMS[i] * D + k] - mean)
                        / Math.sqrt(square - mean * mean + LayerNormalization.EPSILON);
            }
            vectors[i] = new CountedVector(values);
        }
        return vectors;
    }
}
