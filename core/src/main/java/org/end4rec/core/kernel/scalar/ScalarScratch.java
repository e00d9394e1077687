package org.end4rec.core.kernel.scalar;

import org.end4rec.core.memory.PerThread;

/** Arrays that the scalar kernels of one thread need besides their arguments; they grow to the largest size met. */
final class ScalarScratch {
    private static final PerThread<ScalarScratch> OF_THREADS = new PerThread<>(ScalarScratch::new);

    private float[] row = {};
    private double[][] rows = {};
    private int columns;

    private ScalarScratch() {}

    /** A row of at least {@code length} floats. */
    static float[] row(int length) {
        ScalarScratch own = OF_THREADS.get();
        if (own.row.length < length) {
            own.row = new float[length];
        }
        return own.row;
    }

    /** At least n rows in double, one array each, of at least {@code wanted} columns. */
    static double[][] rows(int n, int wanted) {
        ScalarScratch own = OF_THREADS.get();
        if (n > own.rows.length || wanted > own.columns) {
            own.columns = Math.max(own.columns, wanted);
            own.rows = new double[Math.max(n, own.rows.length)][own.columns];
        }
        return own.rows;
    }
}
