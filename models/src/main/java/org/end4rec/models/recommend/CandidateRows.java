package org.end4rec.models.recommend;

import org.end4rec.autograd.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an item table that a search multiplies, in ascending order of items: the table itself, or a copy of the
 * allowed rows if the sets of a request leave out many. Immutable, while the table does not change.
 */
final class CandidateRows {
    /** A copy pays if at most every so many item is allowed. */
    private static final int SPARSE = 2;

    private final float[] rows;
    private final int d;
    private final int first;
    private final int size;

    /** The item of each row; null if they are all items. */
    private final int @Nullable [] items;

    /** [V+1] the row of each item, −1 for an item that is left out; null if they are all items. */
    private final int @Nullable [] positions;

    private CandidateRows(
            float[] rows, int d, int first, int size, int @Nullable [] items, int @Nullable [] positions) {
        this.rows = rows;
        this.d = d;
        this.first = first;
        this.size = size;
        this.items = items;
        this.positions = positions;
    }

    /** @param table [V+1,d], with the padding row */
    static CandidateRows of(Parameter table, Exclusion excluded) {
        float[] values = table.value().data();
        int all = table.shape().dim(0) - 1;
        int d = table.shape().dim(1);
        if (excluded == Exclusion.NONE) {
            return new CandidateRows(values, d, d, all, null, null);
        }
        int[] positions = new int[all + 1];
        int[] items = new int[all];
        int size = 0;
        for (int item = 1; item <= all; item++) {
            boolean allowed = (excluded.allowed((item - 1) / Long.SIZE) >>> item - 1 & 1) != 0;
            positions[item] = allowed ? size : -1;
            if (allowed) {
                items[size++] = item;
            }
        }
        if (size > all / SPARSE) {
            return new CandidateRows(values, d, d, all, null, null);
        }
        float[] rows = new float[size * d];
        for (int i = 0; i < size; i++) {
            System.arraycopy(values, items[i] * d, rows, i * d, d);
        }
        return new CandidateRows(rows, d, 0, size, items, positions);
    }

    /** Number of rows. */
    int size() {
        return size;
    }

    /** d. */
    int dim() {
        return d;
    }

    /** The array of the rows. */
    float[] rows() {
        return rows;
    }

    /** Where a row begins in {@link #rows}. */
    int offset(int row) {
        return first + row * d;
    }

    /** The item of a row. */
    int item(int row) {
        return items == null ? row + 1 : items[row];
    }

    /** The row of an item, or −1. */
    int row(int item) {
        return positions == null ? item - 1 : positions[item];
    }
}
