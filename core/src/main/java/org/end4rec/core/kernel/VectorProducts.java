package org.end4rec.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products in tiles of 4×16 elements of c, held in eight vector registers while k runs. Sixteen columns of b at a
 * time are copied into a panel that stays in the first-level cache; a is read where it is. Blocks of k follow each other
 * in order and pass the tile through c, so no tile size changes a bit.
 */
final class VectorProducts {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;
    private static final int WIDTH = 8;
    private static final int TILE_ROWS = 4;
    private static final int TILE_COLUMNS = 16;

    /** Rows of b in a panel. */
    private static final int DEPTH = 128;

    /** Rows of a that meet one panel before the next: DEPTH × ROWS floats of a stay in the second-level cache. */
    private static final int ROWS = 256;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private VectorProducts() {}

    /** What one thread's products need besides their arguments. */
    private static final class Scratch {
        final float[] panel = new float[DEPTH * TILE_COLUMNS];
        final float[] edgeA = new float[DEPTH * TILE_ROWS];
        final float[] edgeC = new float[TILE_ROWS * TILE_COLUMNS];
    }

    static void productNN(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        product(m, n, k, a, ao, lda, false, b, bo, ldb, false, c, co, ldc, accumulate);
    }

    static void productNT(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        product(m, n, k, a, ao, lda, false, b, bo, ldb, true, c, co, ldc, accumulate);
    }

    static void productTN(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        product(m, n, k, a, ao, lda, true, b, bo, ldb, false, c, co, ldc, accumulate);
    }

    private static void product(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int lda,
            boolean transposeA,
            float[] b,
            int bo,
            int ldb,
            boolean transposeB,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        if (k == 0) {
            ScalarProducts.clear(m, n, c, co, ldc, accumulate);
            return;
        }
        Scratch scratch = SCRATCH.get();
        for (int l = 0; l < k; l += DEPTH) {
            int depth = Math.min(DEPTH, k - l);
            boolean continued = accumulate || l > 0;
            for (int i = 0; i < m; i += ROWS) {
                int rows = Math.min(ROWS, m - i);
                int aBlock = transposeA ? ao + l * lda + i : ao + i * lda + l;
                for (int j = 0; j < n; j += TILE_COLUMNS) {
                    int columns = Math.min(TILE_COLUMNS, n - j);
                    if (transposeB) {
                        packColumns(depth, columns, b, bo + j * ldb + l, ldb, scratch.panel);
                    } else {
                        packRows(depth, columns, b, bo + l * ldb + j, ldb, scratch.panel);
                    }
                    strip(
                            rows,
                            columns,
                            depth,
                            a,
                            aBlock,
                            lda,
                            transposeA,
                            scratch,
                            c,
                            co + i * ldc + j,
                            ldc,
                            continued);
                }
            }
        }
    }

    /** c [rows, columns] from a [rows, depth], or its transpose, and the panel [depth, 16]. */
    private static void strip(
            int rows,
            int columns,
            int depth,
            float[] a,
            int ao,
            int lda,
            boolean transposeA,
            Scratch scratch,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        int full = columns == TILE_COLUMNS ? rows - rows % TILE_ROWS : 0;
        for (int i = 0; i < full; i += TILE_ROWS) {
            if (transposeA) {
                tileOfColumns(depth, a, ao + i, lda, scratch.panel, c, co + i * ldc, ldc, accumulate);
            } else {
                tileOfRows(depth, a, ao + i * lda, lda, scratch.panel, c, co + i * ldc, ldc, accumulate);
            }
        }
        for (int i = full; i < rows; i += TILE_ROWS) {
            int tileRows = Math.min(TILE_ROWS, rows - i);
            int aTile = transposeA ? ao + i : ao + i * lda;
            edge(tileRows, columns, depth, a, aTile, lda, transposeA, scratch, c, co + i * ldc, ldc, accumulate);
        }
    }

    /** A tile that c has only a part of: it is computed whole, in scratch, and the part is copied. */
    private static void edge(
            int rows,
            int columns,
            int depth,
            float[] a,
            int ao,
            int lda,
            boolean transposeA,
            Scratch scratch,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        for (int l = 0; l < depth; l++) {
            for (int r = 0; r < TILE_ROWS; r++) {
                int index = transposeA ? ao + l * lda + r : ao + r * lda + l;
                scratch.edgeA[l * TILE_ROWS + r] = r < rows ? a[index] : 0f;
            }
        }
        if (accumulate) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(c, co + r * ldc, scratch.edgeC, r * TILE_COLUMNS, columns);
            }
        }
        tileOfColumns(depth, scratch.edgeA, 0, TILE_ROWS, scratch.panel, scratch.edgeC, 0, TILE_COLUMNS, accumulate);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(scratch.edgeC, r * TILE_COLUMNS, c, co + r * ldc, columns);
        }
    }

    /** panel [depth, 16] from the rows of b; missing columns are 0. */
    private static void packRows(int depth, int columns, float[] b, int bo, int ldb, float[] panel) {
        if (columns == TILE_COLUMNS) {
            for (int l = 0; l < depth; l++) {
                FloatVector.fromArray(LANES, b, bo + l * ldb).intoArray(panel, l * TILE_COLUMNS);
                FloatVector.fromArray(LANES, b, bo + l * ldb + WIDTH).intoArray(panel, l * TILE_COLUMNS + WIDTH);
            }
            return;
        }
        for (int l = 0; l < depth; l++) {
            for (int j = 0; j < TILE_COLUMNS; j++) {
                panel[l * TILE_COLUMNS + j] = j < columns ? b[bo + l * ldb + j] : 0f;
            }
        }
    }

    /** panel [depth, 16] from the columns of bᵀ; missing columns are 0. */
    private static void packColumns(int depth, int columns, float[] b, int bo, int ldb, float[] panel) {
        for (int j = 0; j < columns; j++) {
            int row = bo + j * ldb;
            for (int l = 0; l < depth; l++) {
                panel[l * TILE_COLUMNS + j] = b[row + l];
            }
        }
        for (int j = columns; j < TILE_COLUMNS; j++) {
            for (int l = 0; l < depth; l++) {
                panel[l * TILE_COLUMNS + j] = 0f;
            }
        }
    }

    /** c [4, 16] with four rows of a. */
    private static void tileOfRows(
            int depth, float[] a, int a0, int lda, float[] panel, float[] c, int c0, int ldc, boolean accumulate) {
        int a1 = a0 + lda;
        int a2 = a1 + lda;
        int a3 = a2 + lda;
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        FloatVector left0 = start(c, c0, accumulate);
        FloatVector right0 = start(c, c0 + WIDTH, accumulate);
        FloatVector left1 = start(c, c1, accumulate);
        FloatVector right1 = start(c, c1 + WIDTH, accumulate);
        FloatVector left2 = start(c, c2, accumulate);
        FloatVector right2 = start(c, c2 + WIDTH, accumulate);
        FloatVector left3 = start(c, c3, accumulate);
        FloatVector right3 = start(c, c3 + WIDTH, accumulate);
        for (int l = 0; l < depth; l++) {
            FloatVector left = FloatVector.fromArray(LANES, panel, l * TILE_COLUMNS);
            FloatVector right = FloatVector.fromArray(LANES, panel, l * TILE_COLUMNS + WIDTH);
            FloatVector factor0 = FloatVector.broadcast(LANES, a[a0 + l]);
            left0 = factor0.fma(left, left0);
            right0 = factor0.fma(right, right0);
            FloatVector factor1 = FloatVector.broadcast(LANES, a[a1 + l]);
            left1 = factor1.fma(left, left1);
            right1 = factor1.fma(right, right1);
            FloatVector factor2 = FloatVector.broadcast(LANES, a[a2 + l]);
            left2 = factor2.fma(left, left2);
            right2 = factor2.fma(right, right2);
            FloatVector factor3 = FloatVector.broadcast(LANES, a[a3 + l]);
            left3 = factor3.fma(left, left3);
            right3 = factor3.fma(right, right3);
        }
        left0.intoArray(c, c0);
        right0.intoArray(c, c0 + WIDTH);
        left1.intoArray(c, c1);
        right1.intoArray(c, c1 + WIDTH);
        left2.intoArray(c, c2);
        right2.intoArray(c, c2 + WIDTH);
        left3.intoArray(c, c3);
        right3.intoArray(c, c3 + WIDTH);
    }

    /** c [4, 16] with four columns of aᵀ: the four factors of a step stand side by side. */
    private static void tileOfColumns(
            int depth, float[] a, int a0, int lda, float[] panel, float[] c, int c0, int ldc, boolean accumulate) {
        int c1 = c0 + ldc;
        int c2 = c1 + ldc;
        int c3 = c2 + ldc;
        FloatVector left0 = start(c, c0, accumulate);
        FloatVector right0 = start(c, c0 + WIDTH, accumulate);
        FloatVector left1 = start(c, c1, accumulate);
        FloatVector right1 = start(c, c1 + WIDTH, accumulate);
        FloatVector left2 = start(c, c2, accumulate);
        FloatVector right2 = start(c, c2 + WIDTH, accumulate);
        FloatVector left3 = start(c, c3, accumulate);
        FloatVector right3 = start(c, c3 + WIDTH, accumulate);
        for (int l = 0; l < depth; l++) {
            int row = a0 + l * lda;
            FloatVector left = FloatVector.fromArray(LANES, panel, l * TILE_COLUMNS);
            FloatVector right = FloatVector.fromArray(LANES, panel, l * TILE_COLUMNS + WIDTH);
            FloatVector factor0 = FloatVector.broadcast(LANES, a[row]);
            left0 = factor0.fma(left, left0);
            right0 = factor0.fma(right, right0);
            FloatVector factor1 = FloatVector.broadcast(LANES, a[row + 1]);
            left1 = factor1.fma(left, left1);
            right1 = factor1.fma(right, right1);
            FloatVector factor2 = FloatVector.broadcast(LANES, a[row + 2]);
            left2 = factor2.fma(left, left2);
            right2 = factor2.fma(right, right2);
            FloatVector factor3 = FloatVector.broadcast(LANES, a[row + 3]);
            left3 = factor3.fma(left, left3);
            right3 = factor3.fma(right, right3);
        }
        left0.intoArray(c, c0);
        right0.intoArray(c, c0 + WIDTH);
        left1.intoArray(c, c1);
        right1.intoArray(c, c1 + WIDTH);
        left2.intoArray(c, c2);
        right2.intoArray(c, c2 + WIDTH);
        left3.intoArray(c, c3);
        right3.intoArray(c, c3 + WIDTH);
    }

    private static FloatVector start(float[] c, int offset, boolean accumulate) {
        return accumulate ? FloatVector.fromArray(LANES, c, offset) : FloatVector.zero(LANES);
    }
}
