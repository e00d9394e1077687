package org.end4rec.core.kernel.scalar;

import java.util.Arrays;
import org.end4rec.core.kernel.Fma;
import org.end4rec.core.memory.PerThread;

/**
 * A matrix product in plain Java. Blocks of b are copied, one array per row, and so is the row of c that they meet: the
 * compiler vectorizes a loop only when all its arrays run with the same index, since arrays at different offsets could
 * overlap. Blocks of k follow each other in order, so no block size changes a bit. Eight rows of b at a time, or two of
 * c, would load less, but Java 17 vectorizes no loop as long as that.
 */
public final class ScalarBlockedProduct {
    private static final int COLUMNS = 128;
    private static final int DEPTH = 64;

    private static final PerThread<Scratch> SCRATCH = new PerThread<>(Scratch::new);

    private ScalarBlockedProduct() {}

    /** What one thread's products need besides their arguments: 32 KB, the first-level cache. */
    private static final class Scratch {
        final float[][] block = new float[DEPTH][COLUMNS];
        final float[] row = new float[COLUMNS];
    }

    /** c = 0 unless its values are the start of the sum. */
    public static void clear(int m, int n, float[] c, int co, int ldc, boolean accumulate) {
        if (accumulate) {
            return;
        }
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, co + i * ldc, co + i * ldc + n, 0f);
        }
    }

    /** ai and al are the distances between the rows and between the columns of a, as the product sees it. */
    static void run(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ai,
            int al,
            float[] b,
            int bo,
            int ldb,
            boolean transposeB,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        clear(m, n, c, co, ldc, accumulate);
        Scratch scratch = SCRATCH.get();
        for (int l = 0; l < k; l += DEPTH) {
            int depth = Math.min(DEPTH, k - l);
            for (int j = 0; j < n; j += COLUMNS) {
                int columns = Math.min(COLUMNS, n - j);
                if (transposeB) {
                    copyColumns(depth, columns, b, bo + j * ldb + l, ldb, scratch.block);
                } else {
                    copyRows(depth, columns, b, bo + l * ldb + j, ldb, scratch.block);
                }
                for (int i = 0; i < m; i++) {
                    System.arraycopy(c, co + i * ldc + j, scratch.row, 0, columns);
                    addRows(columns, depth, a, ao + i * ai + l * al, al, scratch.block, scratch.row);
                    System.arraycopy(scratch.row, 0, c, co + i * ldc + j, columns);
                }
            }
        }
    }

    /** row += Σ_l a_l·block_l, in order of l. */
    private static void addRows(int columns, int depth, float[] a, int ao, int al, float[][] block, float[] row) {
        int l = 0;
        for (; l + 4 <= depth; l += 4) {
            int factor = ao + l * al;
            addFour(
                    columns,
                    a[factor],
                    block[l],
                    a[factor + al],
                    block[l + 1],
                    a[factor + 2 * al],
                    block[l + 2],
                    a[factor + 3 * al],
                    block[l + 3],
                    row);
        }
        for (; l < depth; l++) {
            addOne(columns, a[ao + l * al], block[l], row);
        }
    }

    private static void addFour(
            int columns,
            float a0,
            float[] b0,
            float a1,
            float[] b1,
            float a2,
            float[] b2,
            float a3,
            float[] b3,
            float[] row) {
        for (int j = 0; j < columns; j++) {
            float sum = Fma.fma(a0, b0[j], row[j]);
            sum = Fma.fma(a1, b1[j], sum);
            sum = Fma.fma(a2, b2[j], sum);
            row[j] = Fma.fma(a3, b3[j], sum);
        }
    }

    private static void addOne(int columns, float a, float[] b, float[] row) {
        for (int j = 0; j < columns; j++) {
            row[j] = Fma.fma(a, b[j], row[j]);
        }
    }

    private static void copyRows(int depth, int columns, float[] b, int bo, int ldb, float[][] block) {
        for (int l = 0; l < depth; l++) {
            System.arraycopy(b, bo + l * ldb, block[l], 0, columns);
        }
    }

    private static void copyColumns(int depth, int columns, float[] b, int bo, int ldb, float[][] block) {
        for (int l = 0; l < depth; l++) {
            float[] row = block[l];
            for (int j = 0; j < columns; j++) {
                row[j] = b[bo + j * ldb + l];
            }
        }
    }
}
