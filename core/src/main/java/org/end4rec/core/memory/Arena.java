package org.end4rec.core.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Buffers of one step, reused by the next. {@link #take} hands out an array of exactly the length asked for,
 * {@link #release} takes one back early and {@link #reset} all of them at once. A step that asks for the same lengths
 * in the same order as the one before allocates nothing. Buffers of every length it ever saw are kept: where lengths
 * vary, give each its own arena or begin a new one now and then. Not thread-safe: one arena belongs to one tape.
 */
public final class Arena {
    private static final int INITIAL_POOLS = 64;

    // a hash table by length with linear probing: a map would box every length
    private @Nullable Pool[] pools = new @Nullable Pool[INITIAL_POOLS];
    private int poolCount;
    private long floats;

    /** An arena that holds nothing yet. */
    public Arena() {}

    /** An array of {@code length} floats with unspecified contents, valid until it is released or {@link #reset}. */
    public float[] take(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("Arena.take: length is " + length + "; it must be 0 or more");
        }
        Pool pool = pool(length);
        if (pool.used == pool.size) {
            pool.add(new float[length]);
            floats += length;
        }
        return pool.arrays[pool.used++];
    }

    /** As {@link #take}, filled with zeros. */
    public float[] takeZeroed(int length) {
        float[] array = take(length);
        Arrays.fill(array, 0f);
        return array;
    }

    /**
     * Takes back one array that {@link #take} handed out; the caller must not use it any more.
     *
     * @throws IllegalStateException if the array is not out
     */
    public void release(float[] array) {
        pool(array.length).takeBack(array);
    }

    /** Takes back every array handed out; the caller must not use them any more. */
    public void reset() {
        for (Pool pool : pools) {
            if (pool != null) {
                pool.used = 0;
            }
        }
    }

    /** Bytes of all arrays held, whether in use or not. */
    public long bytes() {
        return floats * Float.BYTES;
    }

    private Pool pool(int length) {
        int at = slot(pools, length);
        Pool pool = pools[at];
        if (pool == null) {
            if (2 * ++poolCount > pools.length) {
                grow();
                at = slot(pools, length);
            }
            pool = new Pool(length);
            pools[at] = pool;
        }
        return pool;
    }

    private void grow() {
        @Nullable Pool[] larger = new @Nullable Pool[2 * pools.length];
        for (Pool pool : pools) {
            if (pool != null) {
                larger[slot(larger, pool.length)] = pool;
            }
        }
        pools = larger;
    }

    /** Where the pool of that length stands, or would stand. */
    private static int slot(@Nullable Pool[] table, int length) {
        int mask = table.length - 1;
        int at = (length * 0x9E3779B9) >>> 16 & mask;
        for (Pool pool = table[at]; pool != null && pool.length != length; pool = table[at]) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** The arrays of one length: the first {@code used} of them are handed out. */
    private static final class Pool {
        final int length;
        float[][] arrays = new float[4][];
        int size;
        int used;

        Pool(int length) {
            this.length = length;
        }

        void add(float[] array) {
            if (size == arrays.length) {
                arrays = Arrays.copyOf(arrays, 2 * size);
            }
            arrays[size++] = array;
        }

        /**
         * Exchanges the array with the last one that is handed out. The newest come first: backward gives back in
         * reverse.
         */
        void takeBack(float[] array) {
            int at = used - 1;
            while (at >= 0 && arrays[at] != array) {
                at--;
            }
            if (at < 0) {
                throw new IllegalStateException("Arena.release: this array of " + length
                        + " floats is not out; release what take handed out, and once");
            }
            arrays[at] = arrays[--used];
            arrays[used] = array;
        }
    }
}
