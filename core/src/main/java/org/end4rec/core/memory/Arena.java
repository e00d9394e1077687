package org.end4rec.core.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Buffers of one step, reused by the next. {@link #take} hands out an array of exactly the length asked for;
 * {@link #reset} takes all of them back at once. A step that asks for the same lengths as the one before allocates
 * nothing. Not thread-safe: one arena belongs to one tape.
 */
public final class Arena {
    private final Map<Integer, Pool> pools = new HashMap<>();
    private long floats;

    /** An arena that holds nothing yet. */
    public Arena() {}

    /** An array of {@code length} floats with unspecified contents, valid until {@link #reset}. */
    public float[] take(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("Arena.take: length is " + length + "; it must be 0 or more");
        }
        Pool pool = pools.computeIfAbsent(length, ignored -> new Pool());
        if (pool.used == pool.arrays.size()) {
            pool.arrays.add(new float[length]);
            floats += length;
        }
        return pool.arrays.get(pool.used++);
    }

    /** As {@link #take}, filled with zeros. */
    public float[] takeZeroed(int length) {
        float[] array = take(length);
        Arrays.fill(array, 0f);
        return array;
    }

    /** Takes back every array handed out; the caller must not use them any more. */
    public void reset() {
        for (Pool pool : pools.values()) {
            pool.used = 0;
        }
    }

    /** Bytes of all arrays held, whether in use or not. */
    public long bytes() {
        return floats * Float.BYTES;
    }

    private static final class Pool {
        final List<float[]> arrays = new ArrayList<>();
        int used;
    }
}
