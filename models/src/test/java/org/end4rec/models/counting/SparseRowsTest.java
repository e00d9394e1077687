package org.end4rec.models.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseRowsTest {
    @Test
    void isWhatItsArraysSay() {
        SparseRows rows = SparseRows.of(new int[] {0, 0, 2, 3}, new int[] {2, 0, 1}, new float[] {0.5f, 0.25f, 2});
        float[] dense = new float[3];
        rows.addTo(dense, 0, 1, 2);
        assertThat(dense).containsExactly(0.5f, 0, 1);
        assertThat(rows.rows()).isEqualTo(3);
    }

    @Test
    void growsFromNoRoomAtAll() {
        SparseRows rows = new SparseRows(1, 0);
        for (int i = 0; i < 1500; i++) {
            rows.add(i, i);
        }
        rows.endRow();
        rows.trim();
        assertThat(rows.values()).hasSize(1500).endsWith(1499f);
        assertThat(rows.offsets()).containsExactly(0, 1500);
    }

    @Test
    void refusesOffsetsThatDoNotRise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.of(new int[] {0, 2, 1, 2}, new int[2], new float[2]))
                .withMessage("4 offsets do not rise from 0 to the number of elements, 2 columns and 2 values");
        assertThatIllegalArgumentException().isThrownBy(() -> SparseRows.of(new int[0], new int[0], new float[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.of(new int[] {0, 2}, new int[2], new float[1]));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, -1, Float.POSITIVE_INFINITY})
    void refusesValuesThatAreNoSimilarities(float value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.of(new int[] {0, 1, 1}, new int[] {1}, new float[] {value}))
                .withMessage("element 0 has column 1 and value " + value
                        + "; expected a column below 2 and a finite value of at least 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void refusesColumnsThatAreNot(int column) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.of(new int[] {0, 1, 1}, new int[] {column}, new float[1]))
                .withMessageStartingWith("element 0 has column " + column);
    }
}
