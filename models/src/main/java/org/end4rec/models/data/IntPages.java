package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers by index, zero at first, in pages of 4 KB. Growth copies no page, and no page is large enough for the garbage
 * collector to give it whole regions.
 */
final class IntPages {
    private static final int BITS = 10;
    private static final int MASK = (1 << BITS) - 1;

    private final List<int[]> pages = new ArrayList<>();

    IntPages(int length) {
        reserve(length);
    }

    /** Makes room for the indices below {@code length}. */
    void reserve(int length) {
        while (pages.size() << BITS < length) {
            pages.add(new int[1 << BITS]);
        }
    }

    int get(int index) {
        return pages.get(index >>> BITS)[index & MASK];
    }

    void set(int index, int value) {
        pages.get(index >>> BITS)[index & MASK] = value;
    }
}
