package org.end4rec.autograd.optim;

import org.end4rec.autograd.RowSet;
import org.jspecify.annotations.Nullable;

/** The same work on rows of a table, in slices of about {@link AdamW#SLICE} elements. */
final class RowWork implements SlicedWork {
    @FunctionalInterface
    interface OnRow {
        void run(DeferredRows table, int row);
    }

    private final DeferredRows table;
    private final int @Nullable [] rows;
    private final int count;
    private final int rowsOfSlice;
    private final OnRow work;

    private RowWork(DeferredRows table, int @Nullable [] rows, int count, OnRow work) {
        this.table = table;
        this.rows = rows;
        this.count = count;
        this.rowsOfSlice = Math.max(1, AdamW.SLICE / table.rowLength());
        this.work = work;
    }

    static RowWork all(DeferredRows table, OnRow work) {
        return new RowWork(table, null, table.rows(), work);
    }

    static RowWork of(DeferredRows table, RowSet rows, OnRow work) {
        return new RowWork(table, rows.rows(), rows.size(), work);
    }

    @Override
    public int slices() {
        return (count + rowsOfSlice - 1) / rowsOfSlice;
    }

    @Override
    public void run(int slice) {
        int to = Math.min(count, (slice + 1) * rowsOfSlice);
        for (int i = slice * rowsOfSlice; i < to; i++) {
            work.run(table, rows == null ? i : rows[i]);
        }
    }
}
