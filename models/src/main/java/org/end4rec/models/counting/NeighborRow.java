package org.end4rec.models.counting;

import java.util.Arrays;

/**
 * The neighbors of one item, the nearest first, and the order of neighbors as keys: the larger key is nearer, of
 * equally near items the smaller number. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // two are never compared
record NeighborRow(int[] items, float[] similarities) {
    /** The key of neighbor {@code item} at similarity {@code s ≥ 0}; {@code s = 0} is no neighbor. */
    static long key(float similarity, int item) {
        // positive floats have the order of their bits
        return (long) Float.floatToRawIntBits(similarity) << 32 | (Integer.MAX_VALUE - item);
    }

    /** {@code common / (√(ofOne·ofOther) + h)}. */
    static float similarity(int common, int ofOne, int ofOther, double shrinkage) {
        return (float) (common / (Math.sqrt((double) ofOne * ofOther) + shrinkage));
    }

    static int itemOf(long key) {
        return Integer.MAX_VALUE - (int) key;
    }

    static float similarityOf(long key) {
        return Float.intBitsToFloat((int) (key >>> 32));
    }

    /** Of the first {@code size} keys the {@code most} largest that are neighbors; sorts the keys. */
    static NeighborRow nearest(long[] keys, int size, int most) {
        Arrays.sort(keys, 0, size);
        int first = Math.max(0, size - most);
        while (first < size && keys[first] >>> 32 == 0) {
            first++;
        }
        int[] items = new int[size - first];
        float[] similarities = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            long key = keys[size - 1 - i];
            items[i] = itemOf(key);
            similarities[i] = similarityOf(key);
        }
        return new NeighborRow(items, similarities);
    }

    int size() {
        return items.length;
    }

    boolean has(int item) {
        return similarity(item) > 0f;
    }

    /** The similarity of an item, 0 if it is no neighbor. */
    float similarity(int item) {
        for (int i = 0; i < items.length; i++) {
            if (items[i] == item) {
                return similarities[i];
            }
        }
        return 0f;
    }

    /** The key of the neighbor at an index. */
    long key(int index) {
        return key(similarities[index], items[index]);
    }
}
