package org.end4rec.models.counting;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable array of objects in pages of 512 elements. An array with changes shares the pages without changes, so
 * that any number of versions in a row is as fast and as large as one.
 */
public final class SharedPages<T> {
    private static final int BITS = 9;
    private static final int MASK = (1 << BITS) - 1;

    private final @Nullable Object[] @Nullable [] pages;

    private SharedPages(@Nullable Object[] @Nullable [] pages) {
        this.pages = pages;
    }

    /** An array in which every element is null. */
    public static <T> SharedPages<T> empty() {
        return new SharedPages<>(new @Nullable Object[0] @Nullable []);
    }

    /** Whether no element was ever set. */
    boolean isEmpty() {
        return pages.length == 0;
    }

    /** The element, null if it was never set; there is no last index. */
    @SuppressWarnings("unchecked") // the only elements are those of with
    public @Nullable T get(int index) {
        int page = index >>> BITS;
        @Nullable Object[] found = page < pages.length ? pages[page] : null;
        return found == null ? null : (T) found[index & MASK];
    }

    /**
     * The array with other elements at these indices.
     *
     * @throws IllegalArgumentException if an index is negative
     */
    public SharedPages<T> with(Map<Integer, ? extends T> changes) {
        int length = pages.length;
        for (int index : changes.keySet()) {
            if (index < 0) {
                throw new IllegalArgumentException("SharedPages: index is " + index + "; it must be at least 0");
            }
            length = Math.max(length, (index >>> BITS) + 1);
        }
        @Nullable Object[] @Nullable [] changed = Arrays.copyOf(pages, length);
        changes.forEach((index, element) -> {
            int page = index >>> BITS;
            @Nullable Object[] old = page < pages.length ? pages[page] : null;
            @Nullable Object[] mine = changed[page];
            if (mine == null || mine == old) {
                mine = old == null ? new @Nullable Object[1 << BITS] : old.clone();
                changed[page] = mine;
            }
            mine[index & MASK] = Objects.requireNonNull(element, "element");
        });
        return new SharedPages<>(changed);
    }
}
