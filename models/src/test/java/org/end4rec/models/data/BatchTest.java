package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchTest {
    private static final int[] NONE = {};

    private static Batch batch() {
        return new Batch(
                3,
                2,
                new int[] {1, 2, 3, 4, 5, 6},
                new int[] {1, 1, 2, 2, 3, 3},
                new int[] {7, 8, 9},
                new int[] {2, 7, 4, 8, 6, 9},
                new int[] {1, 2, 2, 3, 3, 1});
    }

    // values

    @Test
    void aSliceHasTheBehaviorsOfWhatComesNext() {
        Batch part = batch().slice(1, 3);
        assertThat(part.size()).isEqualTo(2);
        assertThat(part.items()).containsExactly(3, 4, 5, 6);
        assertThat(part.behaviors()).containsExactly(2, 2, 3, 3);
        assertThat(part.targets()).containsExactly(8, 9);
        assertThat(part.next()).containsExactly(4, 8, 6, 9);
        assertThat(part.nextBehaviors()).containsExactly(2, 3, 3, 1);
        part.nextBehaviors()[0] = 9;
        assertThat(batch().nextBehaviors()[2]).isEqualTo(2);
    }

    @Test
    void aPartIsOverwrittenWithAllOfIt() {
        Batch part = new Batch(1, 2, new int[2], new int[2], new int[1], new int[2], new int[2]);
        batch().copyTo(1, part);
        assertThat(part.items()).containsExactly(3, 4);
        assertThat(part.behaviors()).containsExactly(2, 2);
        assertThat(part.targets()).containsExactly(8);
        assertThat(part.next()).containsExactly(4, 8);
        assertThat(part.nextBehaviors()).containsExactly(2, 3);
    }

    @Test
    void withoutSomeEventsTheRestMovesUp() {
        Batch all = new Batch(
                2,
                4,
                new int[] {1, 2, 3, 4, 0, 5, 6, 7},
                new int[] {1, 2, 1, 2, 0, 1, 2, 1},
                new int[] {8, 9},
                new int[] {2, 3, 0, 8, 0, 6, 7, 9},
                new int[] {2, 1, 0, 3, 0, 2, 1, 3});
        Batch left = all.keeping(new float[] {1, 0, 1, 0, 0, 1, 0, 1});
        assertThat(left.items()).containsExactly(0, 0, 1, 3, 0, 0, 5, 7);
        assertThat(left.behaviors()).containsExactly(0, 0, 1, 1, 0, 0, 1, 1);
        assertThat(left.targets()).containsExactly(8, 9);
        // each event has the next kept event as target, the newest event its own target
        assertThat(left.next()).containsExactly(0, 0, 3, 8, 0, 0, 7, 9);
        assertThat(left.nextBehaviors()).containsExactly(0, 0, 1, 3, 0, 0, 1, 3);
        left.targets()[0] = 1;
        assertThat(all.targets()).containsExactly(8, 9);
        Batch one = new Batch(1, 3, new int[] {1, 2, 3}, new int[] {1, 1, 1}, new int[] {4});
        assertThat(one.keeping(new float[] {1, 1, 0}).items()).containsExactly(0, 1, 2);
        assertThat(one.keeping(new float[] {1, 1, 0}).next()).isEmpty();
    }

    // edges

    @Test
    void whereNothingWouldBeLeftAllIsSpared() {
        Batch all = batch();
        float[] kept = {0, 0, 1, 0, 0, 0};
        assertThat(all.sparing(kept)).containsExactly(1, 1, 1, 0, 1, 1);
        assertThat(kept).containsExactly(0, 0, 1, 0, 0, 0);
        Batch left = all.keeping(all.sparing(kept));
        assertThat(left.items()).containsExactly(1, 2, 0, 3, 5, 6);
        assertThat(left.next()).containsExactly(2, 7, 0, 8, 6, 9);
        Batch empty = new Batch(1, 2, new int[2], new int[2], new int[1]);
        assertThat(empty.sparing(new float[2])).containsExactly(0, 0);
        assertThat(empty.keeping(new float[2]).items()).containsExactly(0, 0);
    }

    @Test
    void whereAllAreOfTheTargetBehaviorThereAreNone() {
        Batch all = batch();
        Batch several = new Batch(3, 2, all.items(), all.behaviors(), all.targets(), all.next());
        assertThat(several.hasTargetsAtEveryPosition()).isTrue();
        assertThat(several.nextBehaviors()).isEmpty();
        assertThat(several.slice(1, 2).nextBehaviors()).isEmpty();
        Batch part = new Batch(1, 2, new int[2], new int[2], new int[1], new int[2]);
        several.copyTo(2, part);
        assertThat(part.next()).containsExactly(6, 9);
        Batch one = new Batch(3, 2, all.items(), all.behaviors(), all.targets());
        assertThat(one.hasTargetsAtEveryPosition()).isFalse();
        assertThat(one.slice(0, 2).next()).isEmpty();
        assertThat(one.slice(0, 2).nextBehaviors()).isEmpty();
    }

    // errors

    /** 65,536 times 65,536 is 0 in 32 bits. */
    @Test
    void refusesASizeThatOverflows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(1 << 16, 1 << 16, NONE, NONE, new int[1 << 16]))
                .withMessage("Batch: 65536 sequences of 65536 events need 4294967296 items and behaviors and 65536"
                        + " targets; found 0, 0 and 65536");
    }

    @Test
    void refusesArraysOfTheWrongLength() {
        int[] four = new int[4];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(2, 2, four, four, new int[2], four, new int[1]))
                .withMessage("Batch: nextBehaviors has 1 behaviors; it must have none or 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(2, 2, four, four, new int[2], NONE, four))
                .withMessage("Batch: nextBehaviors has 4 behaviors; it must have none or 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(2, 2, four, new int[3], new int[2]))
                .withMessage(
                        "Batch: 2 sequences of 2 events need 4 items and behaviors and 2 targets; found 4, 3 and 2");
    }

    @Test
    void refusesAPartThatIsNotInside() {
        Batch part = new Batch(2, 2, new int[4], new int[4], new int[2], new int[4], new int[4]);
        assertThatThrownBy(() -> batch().copyTo(2, part)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch().slice(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void keptOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batch().sparing(new float[7]))
                .withMessageContaining("kept has 7 events");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batch().keeping(new float[5]))
                .withMessage("Batch: kept has 5 events; expected 3 × 2");
    }
}
