package org.end4rec.core.kernel;

/**
 * A product in tiles of c that stay in registers while k runs. Blocks of b are copied into panels as wide as a tile; a
 * is read where it is, or copied where it meets many panels. Blocks of k follow each other in order and pass the tile
 * through c, so no size below changes a bit. An instance holds what one thread needs besides the arguments.
 */
final class VectorBlockedProduct {
    private static final int WIDTH = VectorProducts.WIDTH;

    /** Columns of c in a tile and of b in a panel. */
    private static final int COLUMNS = 2 * WIDTH;

    /** Rows of c in a tile: twice as many where there are 32 registers. */
    private static final int ROWS = WIDTH > 8 ? 8 : 4;

    private static final int EDGE_ROWS = 4;

    /** Most rows of b in a panel: COLUMNS × DEPTH floats stay in the first-level cache. */
    private static final int DEPTH = 256;

    /** Rows of a that meet one panel before the next: DEPTH × BLOCK_ROWS floats stay in the second-level cache. */
    private static final int BLOCK_ROWS = 128;

    /** Floats of b in panels at one time. */
    private static final int CAPACITY = 1 << 18;

    /** Columns of c from which on a is copied; a tile of few registers gains nothing from it. */
    private static final int PACK_A = WIDTH > 8 ? 512 : Integer.MAX_VALUE;

    private final float[] panelsOfA = new float[DEPTH * BLOCK_ROWS];
    private final float[] panelsOfB = new float[CAPACITY];
    private final float[] edgeOfA = new float[DEPTH * WIDTH];
    private final float[] edgeOfC = new float[ROWS * COLUMNS];

    void run(
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
        int blocks = (k + DEPTH - 1) / DEPTH;
        int mostDepth = (k + blocks - 1) / blocks;
        int mostColumns = CAPACITY / (mostDepth * COLUMNS) * COLUMNS;
        for (int j = 0; j < n; j += mostColumns) {
            int columns = Math.min(mostColumns, n - j);
            for (int l = 0; l < k; l += mostDepth) {
                int depth = Math.min(mostDepth, k - l);
                packB(columns, depth, b, transposeB ? bo + j * ldb + l : bo + l * ldb + j, ldb, transposeB);
                for (int i = 0; i < m; i += BLOCK_ROWS) {
                    int rows = Math.min(BLOCK_ROWS, m - i);
                    int from = transposeA ? ao + l * lda + i : ao + i * lda + l;
                    int to = co + i * ldc + j;
                    if (columns >= PACK_A) {
                        packA(rows, depth, a, from, lda, transposeA);
                        for (int r = 0; r < rows; r += WIDTH) {
                            int height = Math.min(WIDTH, rows - r);
                            rows(
                                    height,
                                    columns,
                                    depth,
                                    panelsOfA,
                                    r * depth,
                                    WIDTH,
                                    true,
                                    c,
                                    to + r * ldc,
                                    ldc,
                                    accumulate || l > 0);
                        }
                    } else {
                        rows(rows, columns, depth, a, from, lda, transposeA, c, to, ldc, accumulate || l > 0);
                    }
                }
            }
        }
    }

    private void packB(int columns, int depth, float[] b, int bo, int ldb, boolean transposed) {
        for (int j = 0; j < columns; j += COLUMNS) {
            int width = Math.min(COLUMNS, columns - j);
            if (transposed) {
                VectorPanels.ofColumns(depth, width, b, bo + j * ldb, ldb, panelsOfB, j * depth, COLUMNS);
            } else {
                VectorPanels.ofRows(depth, width, b, bo + j, ldb, panelsOfB, j * depth, COLUMNS);
            }
        }
    }

    private void packA(int rows, int depth, float[] a, int ao, int lda, boolean transposed) {
        for (int i = 0; i < rows; i += WIDTH) {
            int height = Math.min(WIDTH, rows - i);
            if (transposed) {
                VectorPanels.ofRows(depth, height, a, ao + i, lda, panelsOfA, i * depth, WIDTH);
            } else {
                VectorPanels.ofColumns(depth, height, a, ao + i * lda, lda, panelsOfA, i * depth, WIDTH);
            }
        }
    }

    /** c [rows, columns] from a [rows, depth], or its transpose, and the panels of b. */
    private void rows(
            int rows,
            int columns,
            int depth,
            float[] a,
            int ao,
            int lda,
            boolean transposeA,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        for (int j = 0; j < columns; j += COLUMNS) {
            int width = Math.min(COLUMNS, columns - j);
            int i = 0;
            if (width == COLUMNS) {
                for (; ROWS > EDGE_ROWS && i + ROWS <= rows; i += ROWS) {
                    tile(
                            ROWS,
                            depth,
                            a,
                            transposeA ? ao + i : ao + i * lda,
                            lda,
                            transposeA,
                            j * depth,
                            c,
                            co + i * ldc + j,
                            ldc,
                            accumulate);
                }
                for (; i + EDGE_ROWS <= rows; i += EDGE_ROWS) {
                    tile(
                            EDGE_ROWS,
                            depth,
                            a,
                            transposeA ? ao + i : ao + i * lda,
                            lda,
                            transposeA,
                            j * depth,
                            c,
                            co + i * ldc + j,
                            ldc,
                            accumulate);
                }
            }
            for (; i < rows; i += EDGE_ROWS) {
                edge(
                        Math.min(EDGE_ROWS, rows - i),
                        width,
                        depth,
                        a,
                        transposeA ? ao + i : ao + i * lda,
                        lda,
                        transposeA,
                        j * depth,
                        c,
                        co + i * ldc + j,
                        ldc,
                        accumulate);
            }
        }
    }

    private void tile(
            int rows,
            int depth,
            float[] a,
            int ao,
            int lda,
            boolean transposeA,
            int panel,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        if (rows == EDGE_ROWS) {
            if (transposeA) {
                VectorFourRowTile.ofColumns(depth, a, ao, lda, panelsOfB, panel, COLUMNS, c, co, ldc, accumulate);
            } else {
                VectorFourRowTile.ofRows(depth, a, ao, lda, panelsOfB, panel, COLUMNS, c, co, ldc, accumulate);
            }
        } else if (transposeA) {
            VectorEightRowTile.ofColumns(depth, a, ao, lda, panelsOfB, panel, COLUMNS, c, co, ldc, accumulate);
        } else {
            VectorEightRowTile.ofRows(depth, a, ao, lda, panelsOfB, panel, COLUMNS, c, co, ldc, accumulate);
        }
    }

    /** A tile that c has only a part of: it is computed whole, in scratch, and the part is copied. */
    private void edge(
            int rows,
            int columns,
            int depth,
            float[] a,
            int ao,
            int lda,
            boolean transposeA,
            int panel,
            float[] c,
            int co,
            int ldc,
            boolean accumulate) {
        for (int r = 0; accumulate && r < rows; r++) {
            System.arraycopy(c, co + r * ldc, edgeOfC, r * COLUMNS, columns);
        }
        if (rows == EDGE_ROWS) {
            tile(EDGE_ROWS, depth, a, ao, lda, transposeA, panel, edgeOfC, 0, COLUMNS, accumulate);
        } else {
            if (transposeA) {
                VectorPanels.ofRows(depth, rows, a, ao, lda, edgeOfA, 0, EDGE_ROWS);
            } else {
                VectorPanels.ofColumns(depth, rows, a, ao, lda, edgeOfA, 0, EDGE_ROWS);
            }
            tile(EDGE_ROWS, depth, edgeOfA, 0, EDGE_ROWS, true, panel, edgeOfC, 0, COLUMNS, accumulate);
        }
        for (int r = 0; r < rows; r++) {
            System.arraycopy(edgeOfC, r * COLUMNS, c, co + r * ldc, columns);
        }
    }
}
