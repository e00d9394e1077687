package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopItemsTest {
    /** The best of scores that are offered in pieces, as items 0 … n−1. */
    private static RankedItems best(float[] scores, int top, int piece, int... excluded) {
        TopItems best = new TopItems(top, Exclusion.of(excluded));
        for (int from = 0; from < scores.length; from += piece) {
            int n = Math.min(piece, scores.length - from);
            if (best.admits(Kernels.get().max(scores, from, n))) {
                for (int i = from; i < from + n; i++) {
                    best.offer(i, scores[i]);
                }
            }
        }
        return best.take();
    }

    // values

    @Test
    void largestFirstAndSmallerIndexFirstAmongEquals() {
        float[] scores = {9, 1, 3, 3, 2, 3};
        for (int piece = 1; piece <= 6; piece++) {
            RankedItems best = best(scores, 4, piece, 0);
            assertThat(best.items()).containsExactly(2, 3, 5, 4);
            assertThat(best.scores()).containsExactly(3, 3, 3, 2);
        }
    }

    // oracle

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 13, 17, 31, 127, 1000})
    void equalsAFullSort(int n) {
        RandomStream stream = RandomStream.of(3, "scores", n);
        float[] scores = new float[n];
        boolean[] excluded = new boolean[n];
        for (int i = 0; i < n; i++) {
            // few different values, so that most are tied
            scores[i] = stream.below(2L * i, 5) - 2.5f;
            excluded[i] = stream.below(2L * i + 1, 4) == 0;
        }
        int[] sorted = IntStream.range(0, n)
                .filter(i -> !excluded[i])
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -scores[i]).thenComparing(i -> i))
                .mapToInt(i -> i)
                .toArray();
        // in descending order and each twice: neither may matter
        int[] left = IntStream.range(0, 2 * n)
                .map(i -> (2 * n - 1 - i) / 2)
                .filter(i -> excluded[i])
                .toArray();
        for (int top : new int[] {1, 2, 3, 10, n / 2 + 1, n, n + 5}) {
            for (int piece : new int[] {1, 3, 16, n}) {
                assertThat(best(scores, top, piece, left).items())
                        .as("top %d of %d in pieces of %d", top, n, piece)
                        .containsExactly(IntStream.of(sorted).limit(top).toArray());
            }
        }
    }

    // edges

    @Test
    void infinitiesAndZeros() {
        float[] scores = {0f, Float.NEGATIVE_INFINITY, -0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
        assertThat(best(scores, 5, 2).items()).containsExactly(3, 4, 0, 2, 1);
        assertThat(best(new float[] {-0f, 0f, Float.NaN}, 1, 1).items()).containsExactly(2);
        assertThat(best(new float[] {-0f, 0f}, 1, 1).items()).containsExactly(1);
        assertThat(best(new float[] {0f, -0f}, 1, 1).items()).containsExactly(0);
    }

    @Test
    void nothingLeft() {
        assertThat(best(new float[] {1, 2}, 3, 2, 0, 1).items()).isEmpty();
        assertThat(best(new float[0], 3, 2).items()).isEmpty();
    }
}
