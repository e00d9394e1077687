package org.end4rec.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.TreeSet;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class RowSetTest {
    @Test
    void values() {
        RowSet set = new RowSet(130);
        set.addAll(new int[] {129, 0, 64, 0, 63});
        set.add(64);
        assertThat(Arrays.copyOf(set.rows(), set.size())).containsExactly(0, 63, 64, 129);
        set.add(1);
        assertThat(Arrays.copyOf(set.rows(), set.size())).containsExactly(0, 1, 63, 64, 129);
        set.clear();
        assertThat(set.size()).isZero();
        set.add(5);
        assertThat(Arrays.copyOf(set.rows(), set.size())).containsExactly(5);
    }

    @Test
    void equalsASortedSet() {
        RandomStream stream = RandomStream.of(2, "rows", 0);
        for (int count : new int[] {1, 2, 63, 64, 65, 127, 128, 1000}) {
            RowSet set = new RowSet(count);
            TreeSet<Integer> expected = new TreeSet<>();
            for (int i = 0; i < count; i++) {
                set.add(stream.below(i, count));
                expected.add(stream.below(i, count));
            }
            assertThat(Arrays.stream(set.rows(), 0, set.size()).boxed()).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void edges() {
        assertThat(new RowSet(0).size()).isZero();
        assertThatThrownBy(() -> new RowSet(64).add(64)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
