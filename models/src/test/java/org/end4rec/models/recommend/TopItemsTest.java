package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopItemsTest {
    // values

    @Test
    void largestFirstAndSmallerIndexFirstAmongEquals() {
        float[] scores = {9, 1, 3, 3, 2, 3};
        boolean[] excluded = {true, false, false, false, false, false};
        assertThat(TopItems.of(scores, excluded, 4)).containsExactly(2, 3, 5, 4);
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
        for (int top : new int[] {1, 2, 3, 10, n / 2 + 1, n, n + 5}) {
            assertThat(TopItems.of(scores, excluded, top))
                    .as("top %d of %d", top, n)
                    .containsExactly(IntStream.of(sorted).limit(top).toArray());
        }
    }

    // edges

    @Test
    void infinitiesAndZeros() {
        float[] scores = {0f, Float.NEGATIVE_INFINITY, -0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
        assertThat(TopItems.of(scores, new boolean[5], 5)).containsExactly(3, 4, 0, 2, 1);
    }

    @Test
    void nothingLeft() {
        assertThat(TopItems.of(new float[] {1, 2}, new boolean[] {true, true}, 3))
                .isEmpty();
    }
}
