package org.end4rec.autograd;

import java.util.Arrays;

/**
 * A set of rows of a table, read in ascending order. Adding is O(1); reading and clearing cost the rows that are in it,
 * and a look at V/64 words. Not thread-safe.
 */
public final class RowSet {
    private final long[] words;
    private int[] rows = new int[0];
    private int size;
    private boolean listed = true;

    /** An empty set of rows 0 … count−1. */
    public RowSet(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("RowSet: count is " + count + "; it must be 0 or more");
        }
        words = new long[(int) ((count + 63L) / 64)];
    }

    /** Adds a row, which may be in the set. */
    public void add(int row) {
        words[row >> 6] |= 1L << row;
        listed = false;
    }

    /** Adds every row of an array, however often it is there. */
    public void addAll(int[] added) {
        for (int row : added) {
            words[row >> 6] |= 1L << row;
        }
        listed = false;
    }

    /** Number of rows in the set. */
    public int size() {
        list();
        return size;
    }

    /** The rows in ascending order: the first {@link #size} elements, valid until the set changes. */
    public int[] rows() {
        list();
        return rows;
    }

    /** Makes the set empty. */
    public void clear() {
        Arrays.fill(words, 0);
        size = 0;
        listed = true;
    }

    private void list() {
        if (listed) {
            return;
        }
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        if (rows.length < count) {
            rows = new int[count + count / 4];
        }
        size = 0;
        for (int i = 0; i < words.length; i++) {
            for (long word = words[i]; word != 0; word &= word - 1) {
                rows[size++] = 64 * i + Long.numberOfTrailingZeros(word);
            }
        }
        listed = true;
    }
}
