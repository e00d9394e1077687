package org.end4rec.models.counting;

import java.util.Arrays;
import org.end4rec.core.Shape;

/** A sparse matrix by rows: row r has columns and values at offset[r] … offset[r+1]−1. */
final class SparseRows {
    private static final int FIRST_ROOM = 1024;

    private final int[] offset;
    private int[] column;
    private float[] value;
    private int rows;
    private int size;

    /** A matrix of so many rows, to be filled from the first to the last. */
    SparseRows(int rows) {
        this(rows, FIRST_ROOM);
    }

    /** As {@link #SparseRows(int)}, with room for so many elements at first. */
    SparseRows(int rows, int room) {
        offset = new int[rows + 1];
        column = new int[room];
        value = new float[room];
    }

    private SparseRows(int[] offset, int[] column, float[] value) {
        this.offset = offset;
        this.column = column;
        this.value = value;
        rows = offset.length - 1;
        size = column.length;
    }

    /**
     * A square matrix of non-negative elements, whose arrays are kept.
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    static SparseRows of(int[] offset, int[] column, float[] value) {
        boolean fits = offset.length > 0 && offset[0] == 0 && offset[offset.length - 1] == column.length;
        for (int row = 1; fits && row < offset.length; row++) {
            fits = offset[row] >= offset[row - 1];
        }
        if (!fits || column.length != value.length) {
            throw new IllegalArgumentException(offset.length + " offsets do not rise from 0 to the number of elements, "
                    + column.length + " columns and " + value.length + " values");
        }
        for (int i = 0; i < column.length; i++) {
            if (column[i] < 0
                    || column[i] >= offset.length - 1
                    || !(value[i] >= 0 && value[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("element " + i + " has column " + column[i] + " and value "
                        + value[i] + "; expected a column below " + (offset.length - 1)
                        + " and a finite value of at least 0");
            }
        }
        return new SparseRows(offset, column, value);
    }

    /** [rows+1] where the elements of each row start; not to be modified. */
    int[] offsets() {
        return offset;
    }

    /** The column of each element. */
    int[] columns() {
        return column;
    }

    /** Each element. */
    float[] values() {
        return value;
    }

    /** Frees the room that is not used. */
    void trim() {
        if (size < column.length) {
            column = Arrays.copyOf(column, size);
            value = Arrays.copyOf(value, size);
        }
    }

    /**
     * Twice the length, at least {@value #FIRST_ROOM} and at most the longest array.
     *
     * @throws IllegalArgumentException if the array is the longest already
     */
    static int more(int length) {
        if (length == Shape.LARGEST) {
            throw new IllegalArgumentException(
                    "there are more than " + length + " pairs of items to count, the most that an"
                            + " array holds; choose fewer neighbors or a smaller window");
        }
        return (int) Math.min(Math.max(FIRST_ROOM, 2L * length), Shape.LARGEST);
    }

    /** Adds an element to the row that is being filled. */
    void add(int toColumn, float element) {
        if (size == column.length) {
            column = Arrays.copyOf(column, more(size));
            value = Arrays.copyOf(value, column.length);
        }
        column[size] = toColumn;
        value[size++] = element;
    }

    /** The row that is being filled is complete. */
    void endRow() {
        offset[++rows] = size;
    }

    /** Number of the row that is being filled; after the last one the number of rows. */
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
     * As {@link #addTo} if nothing is negative; notes in {@code touched} the columns that were 0 and now are positive.
     *
     * @param count the number of columns that are noted already
     * @return the number of noted columns afterwards
     */
    int addTo(float[] dense, int start, int row, float factor, int[] touched, int count) {
        return isRow(row)
                ? addTo(dense, start, column, value, offset[row], offset[row + 1], factor, touched, count)
                : count;
    }

    /** As above, for a row that is elements from … to−1 of these arrays. */
    static int addTo(
            float[] dense,
            int start,
            int[] columns,
            float[] values,
            int from,
            int to,
            float factor,
            int[] touched,
            int count) {
        int next = count;
        for (int i = from; i < to; i++) {
            float before = dense[start + columns[i]];
            float after = before + factor * values[i];
            // if the product underflows to 0, the column must not be noted twice
            if (before == 0f && after > 0f) {
                touched[next++] = columns[i];
            }
            dense[start + columns[i]] = after;
        }
        return next;
    }

    /** Whether the matrix has a row of that number. */
    private boolean isRow(int row) {
        return row < offset.length - 1;
    }

    /** Number of elements of a row; a row after the last one is empty. */
    int size(int row) {
        return isRow(row) ? offset[row + 1] - offset[row] : 0;
    }

    /** The elements of a row, copied. */
    NeighborRow row(int row) {
        int from = isRow(row) ? offset[row] : 0;
        return new NeighborRow(
                Arrays.copyOfRange(column, from, from + size(row)), Arrays.copyOfRange(value, from, from + size(row)));
    }

    /** Whether a row has an element in a column. */
    boolean has(int row, int inColumn) {
        for (int i = 0; i < size(row); i++) {
            if (column[offset[row] + i] == inColumn) {
                return true;
            }
        }
        return false;
    }

    /** The {@link NeighborRow#key} of the last element of a row that is not empty. */
    long lastKey(int row) {
        int last = offset[row + 1] - 1;
        return NeighborRow.key(value[last], column[last]);
    }
}
