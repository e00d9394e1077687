package org.end4rec.models.recommend;

import org.end4rec.core.kernel.Kernels;

/**
 * Scores the items that the sets of a request allow, straight from the table: for few items, or where a rescorer makes
 * bounds useless. Items beside each other are scored where they are, others are copied first. Immutable.
 */
final class TableScan {
    private static final int ROWS = 128;

    /** A score from the table takes about as long as so many bounds. */
    private static final int BOUNDS_PER_SCORE = 8;

    private final float[] table;
    private final int items;
    private final int d;

    /** Gets items in ascending order. */
    @FunctionalInterface
    interface Scores {
        void offer(int item, float score);
    }

    /** @param table [V+1,d], with the padding row; kept */
    TableScan(float[] table, int items, int d) {
        this.table = table;
        this.items = items;
        this.d = d;
    }

    /** Whether a scan is the way to the best items under these rules. */
    boolean suits(Exclusion excluded) {
        return excluded.rescores() || excluded.room(items) <= items / BOUNDS_PER_SCORE;
    }

    /** The number of floats that {@link #run} needs. */
    int buffer() {
        return ROWS * (d + 1);
    }

    /**
     * Gives {@code scores} each allowed item v and z·item_embedding[v], a sum along d in order.
     *
     * @param z [d]
     * @param buffer at least {@link #buffer} floats, modified
     */
    void run(float[] z, float[] buffer, Exclusion excluded, Scores scores) {
        int[] chosen = new int[ROWS];
        int size = 0;
        for (int first = 0; first < items; first += Long.SIZE) {
            int left = Math.min(Long.SIZE, items - first);
            long bits = excluded.allowed(first / Long.SIZE) & -1L >>> Long.SIZE - left;
            if (size + Long.SIZE > ROWS) {
                score(z, buffer, chosen, size, scores);
                size = 0;
            }
            for (; bits != 0; bits &= bits - 1) {
                chosen[size++] = 1 + first + Long.numberOfTrailingZeros(bits);
            }
        }
        score(z, buffer, chosen, size, scores);
    }

    private void score(float[] z, float[] buffer, int[] chosen, int size, Scores scores) {
        if (size == 0) {
            return;
        }
        boolean together = chosen[size - 1] - chosen[0] == size - 1;
        for (int i = 0; i < size && !together; i++) {
            System.arraycopy(table, chosen[i] * d, buffer, ROWS + i * d, d);
        }
        float[] rows = together ? table : buffer;
        int from = together ? chosen[0] * d : ROWS;
        Kernels.get().productNT(1, size, d, z, 0, d, rows, from, d, buffer, 0, ROWS, false);
        for (int i = 0; i < size; i++) {
            scores.offer(chosen[i], buffer[i]);
        }
    }
}
