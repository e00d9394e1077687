package org.end4rec.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocAucTest {
    // values

    @Test
    void threeOfFourPairsInOrder() {
        assertThat(RocAuc.of(new float[] {0.1f, 0.4f, 0.35f, 0.8f}, new boolean[] {false, false, true, true}))
                .isEqualTo(0.75);
    }

    @Test
    void aTieIsHalfAPair() {
        assertThat(RocAuc.of(new float[] {1, 2, 2}, new boolean[] {false, false, true}))
                .isEqualTo(0.75);
        assertThat(RocAuc.of(new float[] {3, 3, 3}, new boolean[] {true, false, false}))
                .isEqualTo(0.5);
    }

    @Test
    void perfectAndReversed() {
        assertThat(RocAuc.of(new float[] {-3, 4, 5}, new boolean[] {false, true, true}))
                .isEqualTo(1.0);
        assertThat(RocAuc.of(new float[] {-3, 4, 5}, new boolean[] {true, false, false}))
                .isEqualTo(0.0);
    }

    // oracle

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 8, 13, 17, 31, 127, 500})
    void equalsTheCountOfPairs(int n) {
        SplittableRandom random = new SplittableRandom(n);
        for (int trial = 0; trial < 20; trial++) {
            float[] scores = new float[n];
            boolean[] positive = new boolean[n];
            for (int i = 0; i < n; i++) {
                scores[i] = random.nextInt(-5, 6) / 8f;
                positive[i] = random.nextInt(3) == 0;
            }
            positive[0] = true;
            positive[n - 1] = false;

            assertThat(RocAuc.of(scores, positive)).isEqualTo(pairs(scores, positive));
        }
    }

    // edges

    @Test
    void zerosOfBothSignsTieAndInfinitiesAreOrdered() {
        assertThat(RocAuc.of(new float[] {-0.0f, 0.0f}, new boolean[] {true, false}))
                .isEqualTo(0.5);
        assertThat(RocAuc.of(
                        new float[] {Float.POSITIVE_INFINITY, 1, Float.NEGATIVE_INFINITY},
                        new boolean[] {true, false, false}))
                .isEqualTo(1.0);
    }

    @Test
    void countsBeyondTheIntegers() {
        int n = 200_000;
        float[] scores = new float[n];
        boolean[] positive = new boolean[n];
        for (int i = 0; i < n; i++) {
            scores[i] = i;
            positive[i] = i >= n / 2;
        }

        assertThat(RocAuc.of(scores, positive)).isEqualTo(1.0);
    }

    // errors

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> RocAuc.of(new float[3], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RocAuc: 3 scores but 2 labels; there must be one label for each score");
        assertThatThrownBy(() -> RocAuc.of(new float[] {1, 2}, new boolean[] {true, true}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RocAuc: found 2 positive and 0 negative labels; both classes need at least one");
        assertThatThrownBy(() -> RocAuc.of(new float[] {1, Float.NaN}, new boolean[] {true, false}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RocAuc: score 1 is NaN, which has no place in an order; check the model that computed it");
    }

    private static double pairs(float[] scores, boolean[] positive) {
        long halves = 0;
        long pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (positive[i] && !positive[j]) {
                    pairs++;
                    halves += scores[i] > scores[j] ? 2 : scores[i] == scores[j] ? 1 : 0;
                }
            }
        }
        return halves / (2.0 * pairs);
    }
}
