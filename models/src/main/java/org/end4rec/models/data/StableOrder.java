package org.end4rec.models.data;

import java.util.function.IntToLongFunction;

/** Orders places by their times; places of the same time keep their order. */
final class StableOrder {
    private StableOrder() {}

    /** Merge sort; a part that is in order already is left alone. */
    static void sort(int[] order, int[] scratch, int count, IntToLongFunction time) {
        sort(order, scratch, 0, count, time);
    }

    /** As {@link #sort(int[], int[], int, IntToLongFunction)}, of the places at from … to−1. */
    static void sort(int[] order, int[] scratch, int from, int to, IntToLongFunction time) {
        if (isInOrder(order, from, to, time)) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, scratch, from, middle, time);
        sort(order, scratch, middle, to, time);
        System.arraycopy(order, from, scratch, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft =
                    right == to || left < middle && time.applyAsLong(scratch[left]) <= time.applyAsLong(scratch[right]);
            order[i] = takeLeft ? scratch[left++] : scratch[right++];
        }
    }

    private static boolean isInOrder(int[] order, int from, int to, IntToLongFunction time) {
        for (int i = from + 1; i < to; i++) {
            if (time.applyAsLong(order[i - 1]) > time.applyAsLong(order[i])) {
                return false;
            }
        }
        return true;
    }
}
