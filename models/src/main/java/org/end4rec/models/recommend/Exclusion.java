package org.end4rec.models.recommend;

import java.util.Arrays;

/** The items that one answer leaves out. Immutable. */
final class Exclusion {
    /** Leaves nothing out. */
    static final Exclusion NONE = new Exclusion(new int[0]);

    private final int[] items;

    private Exclusion(int[] items) {
        this.items = items;
    }

    /** @param items item numbers in any order; not modified */
    static Exclusion of(int[] items) {
        int[] sorted = items.clone();
        Arrays.sort(sorted);
        return new Exclusion(sorted);
    }

    /** Whether an item is left out. */
    boolean has(int item) {
        return Arrays.binarySearch(items, item) >= 0;
    }
}
