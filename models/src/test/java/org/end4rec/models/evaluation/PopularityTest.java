package org.end4rec.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Example;
import org.junit.jupiter.api.Test;

class PopularityTest {
    private static final Batch TWO = new Batch(2, 1, new int[] {1, 2}, new int[] {1, 1}, new int[2]);

    // values

    @Test
    void everyRowHasTheCounts() {
        float[] scores = new float[8];
        new Popularity(new int[] {99, 3, 0, 7}).score(TWO, scores);

        assertThat(scores).containsExactly(0, 3, 0, 7, 0, 3, 0, 7);
    }

    @Test
    void countsTheTargets() {
        float[] scores = new float[8];
        Popularity.of(List.of(new Example(1, 1, 3), new Example(2, 1, 1), new Example(1, 2, 3)), 3)
                .score(TWO, scores);

        assertThat(scores).containsExactly(0, 1, 0, 2, 0, 1, 0, 2);
    }

    // errors

    @Test
    void refusesTargetsOutsideTheCatalogue() {
        assertThatThrownBy(() -> Popularity.of(List.of(new Example(8, 1, 4)), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Popularity: target 4 of user 8 is not an item; items are 1 to 3");
    }
}
