package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.end4rec.autograd.Parameter;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the numbers, the search finds what a sort of all scores finds, bit for bit. */
class QuantizedCatalogueTest {
    private static final int[] NONE = {};

    private static float[] noise(String name, int n, float scale) {
        RandomStream stream = RandomStream.of(11, name, n);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = scale * (float) stream.normal(i);
        }
        return x;
    }

    private static void assertBest(float[] rows, float[] z, int top, int... excluded) {
        int d = z.length;
        int items = rows.length / d;
        float[] padded = new float[rows.length + d];
        System.arraycopy(rows, 0, padded, d, rows.length);
        QuantizedCatalogue catalogue = new QuantizedCatalogue(
                Parameter.withPaddingRow("item_embedding", Tensor.of(Shape.of(items + 1, d), padded)));
        float[] buffer = new float[catalogue.buffer()];
        Arrays.fill(buffer, Float.NaN);
        RankedItems found = catalogue.best(z, buffer, top, Exclusion.of(excluded));
        Float[] scores = new Float[items + 1];
        for (int item = 1; item <= items; item++) {
            float sum = 0f;
            for (int j = 0; j < d; j++) {
                sum = Math.fma(z[j], rows[(item - 1) * d + j], sum);
            }
            scores[item] = sum;
        }
        int[] expected = IntStream.rangeClosed(1, items)
                .filter(item -> IntStream.of(excluded).noneMatch(left -> left == item))
                .boxed()
                .sorted(Comparator.comparing((Integer item) -> scores[item], Comparator.reverseOrder())
                        .thenComparing(item -> item))
                .limit(top)
                .mapToInt(item -> item)
                .toArray();
        assertThat(found.items()).as("%d of %d, d = %d", top, items, d).isEqualTo(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Float.floatToIntBits(found.scores()[i])).isEqualTo(Float.floatToIntBits(scores[expected[i]]));
        }
    }

    // oracle

    @ParameterizedTest
    @CsvSource({"1,1", "2,3", "7,127", "8,128", "13,129", "31,300", "64,3000", "65,1000", "127,257"})
    void equalsASort(int d, int items) {
        float[] rows = noise("rows", items * d, 0.3f);
        for (int query = 0; query < 5; query++) {
            float[] z = noise("query" + query, d, 2f);
            for (int top : new int[] {1, 2, 20, items, items + 3}) {
                assertBest(rows, z, top);
            }
            assertBest(rows, z, 10, 1, items, 5, items / 2, items / 2 + 1);
        }
    }

    /** Items of which each is as large as the one before or a little larger: the bounds rule out nothing. */
    @ParameterizedTest
    @ValueSource(floats = {0f, 1e-7f, 1e-5f, 1e-3f, 1e-2f})
    void itemsCloserToEachOtherThanTheBounds(float distance) {
        int d = 17;
        int items = 2000;
        float[] one = noise("one", d, 1f);
        float[] rows = new float[items * d];
        float[] steps = noise("steps", items * d, distance);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = one[i % d] + steps[i];
        }
        assertBest(rows, noise("query", d, 1f), 7);
        assertBest(rows, one, 1);
    }

    /** Every second row of a long catalogue, and the rows of its first quarter, come again. */
    @Test
    void duplicatesComeInTheirOrder() {
        int d = 12;
        int items = 1200;
        float[] rows = noise("rows", items * d, 1f);
        for (int item = 0; item < items; item += 2) {
            System.arraycopy(rows, item % 300 * d, rows, item * d, d);
        }
        for (int top : new int[] {1, 5, 64, 700}) {
            assertBest(rows, noise("query", d, 1f), top);
        }
    }

    /** Norms from 1 to 10^±30 in one catalogue: each item has a scale of its own. */
    @Test
    void itemsOfAllSizes() {
        int d = 9;
        int items = 700;
        float[] rows = noise("rows", items * d, 1f);
        for (int item = 0; item < items; item++) {
            for (int j = 0; j < d; j++) {
                rows[item * d + j] *= (float) Math.pow(10, item * 37 % 61 - 30);
            }
        }
        for (float size : new float[] {1f, 1e-30f, 1e-12f, 1e12f, 1e30f, Float.MIN_VALUE}) {
            for (int top : new int[] {1, 30, 400, 700}) {
                assertBest(rows, noise("query", d, size), top);
            }
        }
    }

    /** One number of a row dwarfs the others, which decide since the query does not look at it. */
    @Test
    void numbersThatTheScaleSwallows() {
        int d = 8;
        int items = 600;
        float[] rows = noise("rows", items * d, 1e-3f);
        for (int item = 0; item < items; item++) {
            rows[item * d + 3] = 1000f;
        }
        float[] z = noise("query", d, 1f);
        z[3] = 0f;
        assertBest(rows, z, 20);
        z[3] = -1e-6f;
        assertBest(rows, z, 20);
    }

    /**
     * The only number that the query looks at is the one that the copy misses: the first item's copy is above it by
     * nearly half a unit, the second's below it, and the second is the better one by little.
     */
    @Test
    void queriesAlongTheDistanceFromTheCopy() {
        float[] z = {0f, 0f, 0f, 0f, 3f};
        for (int i = 0; i < 100; i++) {
            float[] rows = new float[10];
            rows[0] = 127f;
            rows[4] = 6.501f + 0.001f * i;
            float unit = 1.4f + 0.001f * i;
            rows[5] = 127f * unit;
            rows[9] = rows[4] + 0.0005f;
            assertBest(rows, z, 1);
            assertBest(rows, new float[] {0f, 0f, 0f, 0f, 1e-3f}, 1);
        }
    }

    /** Copies without a distance, of the same numbers in other orders: scores differ by rounding only. */
    @Test
    void itemsThatOnlyRoundingDistinguishes() {
        int d = 257;
        int items = 500;
        float[] rows = new float[items * d];
        float[] z = new float[d];
        for (int j = 4; j < d; j += 4) {
            z[j] = 0.1f;
        }
        for (int item = 0; item < items; item++) {
            rows[item * d] = 127f * (item % 2 == 0 ? 1.5f : 0.75f);
            int[] order = RandomStream.of(11, "order", item).permutation(64);
            for (int j = 0; j < 64; j++) {
                rows[item * d + 4 + 4 * j] = 1.5f * (order[j] - 20);
            }
        }
        for (int top : new int[] {1, 5, 50}) {
            assertBest(rows, z, top);
        }
    }

    // edges

    @Test
    void notANumberIsTheLargestAndInfinitiesAreScores() {
        int d = 5;
        float[] rows = noise("rows", 400 * d, 1f);
        rows[70 * d] = Float.NaN;
        rows[200 * d + 1] = Float.POSITIVE_INFINITY;
        rows[300 * d + 2] = Float.NEGATIVE_INFINITY;
        rows[399 * d + 4] = Float.MAX_VALUE;
        float[] z = {1f, 2f, 3f, 0f, -4f};
        for (int top : new int[] {1, 2, 3, 10, 400}) {
            assertBest(rows, z, top);
            for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE, 0f, -0f}) {
                float[] query = z.clone();
                query[1] = odd;
                assertBest(rows, query, top);
            }
        }
    }

    @Test
    void denormalNumbers() {
        int d = 6;
        float[] rows = noise("rows", 500 * d, 1e-42f);
        for (float size : new float[] {1e-40f, 1e-3f, 1f, 1e15f, 1e20f}) {
            assertBest(rows, noise("query", d, size), 9);
        }
        assertBest(rows, new float[d], 9);
    }

    @Test
    void aQueryOfZerosTakesTheFirstItems() {
        float[] rows = noise("rows", 900 * 4, 1f);
        assertBest(rows, new float[4], 10, 2, 4);
        assertBest(rows, new float[] {-0f, 0f, -0f, 0f}, 899);
        rows[800 * 4 + 1] = Float.NaN;
        rows[850 * 4 + 3] = Float.NEGATIVE_INFINITY;
        assertBest(rows, new float[4], 10);
    }

    /** Scores that vanish below zero are −0, less than 0. */
    @Test
    void zerosOfBothSigns() {
        float[] rows = new float[300];
        for (int item = 0; item < 300; item++) {
            rows[item] = item % 3 == 0 ? 1e-30f : item % 3 == 1 ? -1e-30f : 0f;
        }
        for (float query : new float[] {1e-20f, -1e-20f, 1e-10f, -1e-10f}) {
            assertBest(rows, new float[] {query}, 150);
        }
    }
}
