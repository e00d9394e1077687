package org.end4rec.models.baseline;

import java.util.Arrays;

/** A matrix by rows, of which few elements are not zero: row r has columns and values at offset[r] … offset[r+1]−1. */
final class SparseRows {
    private final int[] offset;
    private int[] column = new int[1024];
    private float[] value = new float[1024];
    private int rows;
    private int size;

    /** A matrix of that many rows, to be filled from the first to the last. */
    SparseRows(int rows) {
        offset = new int[rows + 1];
    }

    /** Adds an element to the row that is being filled. */
    void add(int toColumn, float element) {
        if (size == column.length) {
            column = Arrays.copyOf(column, 2 * size);
            value = Arrays.copyOf(value, 2 * size);
        }
        column[size] = toColumn;
        value[size++] = element;
    }

    /** The row that is being filled is complete. */
    void endRow() {
        offset[++rows] = size;
    }

    /** Number of the row that is being filled; that of all rows once they are. */
    int rows() {
        return rows;
    }

    /** Adds {@code factor} times a row to the dense row that starts at {@code start}. */
    void addTo(float[] dense, int start, int row, float factor) {
        for (int i = offset[row]; i < offset[row + 1]; i++) {
            dense[start + column[i]] += factor * value[i];
        }
    }

    /**
     * As {@link #addTo} where nothing is negative: notes in {@code touched} the columns that were 0 and are more now.
     *
     * @param count how many columns are noted already
     * @return how many are then
     */
    int addTo(float[] dense, int start, int row, float factor, int[] touched, int count) {
        int next = count;
        for (int i = offset[row]; i < offset[row + 1]; i++) {
            float before = dense[start + column[i]];
            float after = before + factor * value[i];
            // a product that vanishes leaves the 0, and the column must not be noted twice
            if (before == 0f && after > 0f) {
                touched[next++] = column[i];
            }
            dense[start + column[i]] = after;
        }
        return next;
    }
}
