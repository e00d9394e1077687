package org.end4rec.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArenaTest {
    @Test
    void arraysOfOneStepAreDistinctAndExactlyAsLongAsAsked() {
        Arena arena = new Arena();

        float[] first = arena.take(5);
        float[] second = arena.take(5);

        assertThat(first).hasSize(5).isNotSameAs(second);
        assertThat(arena.take(6)).hasSize(6);
    }

    @Test
    void theNextStepGetsTheSameArraysInTheSameOrder() {
        Arena arena = new Arena();
        float[] first = arena.take(5);
        float[] other = arena.take(7);
        float[] second = arena.take(5);
        arena.reset();

        assertThat(arena.take(7)).isSameAs(other);
        assertThat(arena.take(5)).isSameAs(first);
        assertThat(arena.take(5)).isSameAs(second);
        assertThat(arena.take(5)).isNotSameAs(first).isNotSameAs(second);
    }

    @Test
    void bytesCountEveryArrayHeldOnce() {
        Arena arena = new Arena();
        for (int step = 0; step < 3; step++) {
            arena.take(5);
            arena.take(5);
            arena.takeZeroed(10);
            arena.reset();
        }

        assertThat(arena.bytes()).isEqualTo((5 + 5 + 10) * 4);
    }

    @Test
    void buffersOfEveryLengthAreKept() {
        Arena arena = new Arena();
        for (int length = 1; length <= 400; length++) {
            arena.take(length);
            arena.reset();
        }

        assertThat(arena.bytes()).isEqualTo(400 * 401 / 2 * 4);
    }

    @Test
    void zeroedArraysAreZeroEvenWhenReused() {
        Arena arena = new Arena();
        Arrays.fill(arena.take(4), 9f);
        arena.reset();

        assertThat(arena.takeZeroed(4)).containsOnly(0f);
    }

    @Test
    void releasedArraysAreHandedOutAgainAndOthersAreNot() {
        Arena arena = new Arena();
        float[] first = arena.take(5);
        float[] second = arena.take(5);
        float[] third = arena.take(5);
        arena.release(first);

        assertThat(arena.take(5)).isSameAs(first);
        assertThat(arena.take(5)).isNotSameAs(second).isNotSameAs(third);
        assertThat(arena.bytes()).isEqualTo(4 * 5 * 4);
    }

    @Test
    void holdsAnyNumberOfLengths() {
        Arena arena = new Arena();
        float[][] arrays = new float[1000][];
        for (int length = 0; length < arrays.length; length++) {
            arrays[length] = arena.take(length);
            assertThat(arrays[length]).hasSize(length);
        }
        arena.reset();

        for (int length = arrays.length - 1; length >= 0; length--) {
            assertThat(arena.take(length)).isSameAs(arrays[length]);
        }
    }

    @Test
    void whatIsNotOutCannotBeReleased() {
        Arena arena = new Arena();
        float[] array = arena.take(5);
        arena.release(array);
        String message = "Arena.release: this array of 5 floats is not out; release what take handed out, and once";

        assertThatThrownBy(() -> arena.release(array))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        arena.take(5);
        assertThatThrownBy(() -> arena.release(new float[5]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void emptyArrays() {
        assertThat(new Arena().take(0)).isEmpty();
    }

    @Test
    void negativeLengthsAreRefused() {
        Arena arena = new Arena();
        assertThatThrownBy(() -> arena.take(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Arena.take: length is -1; it must be 0 or more");
    }
}
