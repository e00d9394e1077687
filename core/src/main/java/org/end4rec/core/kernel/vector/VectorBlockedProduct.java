package org.end4rec.core.kernel.vector;

import org.end4rec.core.memory.PerThread;

/**
 * A product in tiles of c that stay in registers while k runs. Blocks of a and b are copied into panels as wide as a
 * tile, whose rows are a constant apart; blocks that meet few tiles are read where they are. Blocks of k follow
 * each other in order and pass the tile through c, so no size below changes a bit. An instance serves one thread.
 */
final class VectorBlockedProduct {
    private static final PerThread<VectorBlockedProduct> OF_THREADS = new PerThread<>(VectorBlockedProduct::new);

    private static final int WIDTH = VectorLanes.WIDTH;

    /** Columns of c in a tile and of b in a panel. */
    static final int COLUMNS = 2 * WIDTH;

    /** Whether there are 32 registers, so that tiles have eight rows: 512 bits, or the 128 bits of AArch64. */
    private static final boolean TALL = WIDTH != 8;

    private static final int EDGE_ROWS = 4;

    private static final int TILE_ROWS = TALL ? 8 : EDGE_ROWS;

    /** Rows of a in a panel: whole vectors, and whole tiles. */
    static final int PANEL_ROWS = Math.max(WIDTH, TILE_ROWS);

    /** Most of k in a block: one tile of a and one panel of b leave room in the second-level cache. */
    private static final int DEPTH = 512;

    /** Rows of a that meet one panel before the next: DEPTH × BLOCK_ROWS floats stay in the second-level cache. */
    private static final int BLOCK_ROWS = 128;

    /** Floats of b in panels at one time. */
    private static final int CAPACITY = 1 << 18;

    /** Columns of c up to which a and b are read where they are: copies would meet too few tiles to pay. */
    private static final int COLUMNS_TO_READ = TALL ? 64 : 0;

    /** Rows of c up to which the same holds. */
    private static final int ROWS_TO_READ = 16;

    /** Floats of b up to which it is not copied: they stay in the first-level cache. */
    private static final int SMALL_B = 1 << 13;

    /** Depth up to which all panels meet one tile of a before the next: c is then written along its rows. */
    private static final int SHALLOW = 64;

    private final float[] panelsOfA = new float[DEPTH * BLOCK_ROWS];
    private final float[] panelsOfB = new float[CAPACITY];
    private final float[] edgeOfA = new float[DEPTH * WIDTH];
    private final float[] edgeOfC = new float[EDGE_ROWS * COLUMNS];

    // the block at hand: a and b as the tiles read them, and whether c holds the start of the sums
    private int depth;
    private int columns;
    private float[] left = panelsOfA;
    private int leftOffset;
    private int leftStride;
    private boolean leftByColumns;
    private boolean leftInPanels;
    private float[] right = panelsOfB;
    private int rightOffset;
    private int rightStride;
    private boolean rightInPanels;
    private boolean copies;
    private float[] c = edgeOfC;
    private int co;
    private int ldc;
    private boolean continued;

    private VectorBlockedProduct() {}

    static VectorBlockedProduct ofThisThread() {
        return OF_THREADS.get();
    }

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
            float[] target,
            int to,
            int ldt,
            boolean accumulate) {
        int blocks = (k + DEPTH - 1) / DEPTH;
        int mostDepth = (k + blocks - 1) / blocks;
        int mostColumns = CAPACITY / (mostDepth * COLUMNS) * COLUMNS;
        c = target;
        ldc = ldt;
        for (int j = 0; j < n; j += mostColumns) {
            columns = Math.min(mostColumns, n - j);
            copies = m > ROWS_TO_READ && columns > COLUMNS_TO_READ;
            for (int l = 0; l < k; l += mostDepth) {
                depth = Math.min(mostDepth, k - l);
                continued = accumulate || l > 0;
                takeB(m, b, transposeB ? bo + j * ldb + l : bo + l * ldb + j, ldb, transposeB);
                for (int i = 0; i < m; i += BLOCK_ROWS) {
                    int rows = Math.min(BLOCK_ROWS, m - i);
                    takeA(rows, a, transposeA ? ao + l * lda + i : ao + i * lda + l, lda, transposeA);
                    co = to + i * ldt + j;
                    multiply(rows);
                }
            }
        }
        left = panelsOfA;
        right = panelsOfB;
        c = edgeOfC;
    }

    private void takeA(int rows, float[] a, int ao, int lda, boolean transposed) {
        leftInPanels = copies || rows < EDGE_ROWS;
        if (leftInPanels) {
            pack(rows, a, ao, lda, transposed, panelsOfA, PANEL_ROWS);
        }
        left = leftInPanels ? panelsOfA : a;
        leftOffset = ao;
        leftStride = leftInPanels ? PANEL_ROWS : lda;
        leftByColumns = leftInPanels || transposed;
    }

    private void takeB(int m, float[] b, int bo, int ldb, boolean transposed) {
        rightInPanels = copies || transposed || (m > ROWS_TO_READ && depth * ldb > SMALL_B);
        int whole = columns - columns % COLUMNS;
        if (rightInPanels) {
            pack(columns, b, bo, ldb, !transposed, panelsOfB, COLUMNS);
        } else if (whole < columns) {
            VectorPanels.ofRows(depth, columns - whole, b, bo + whole, ldb, panelsOfB, COLUMNS);
        }
        right = rightInPanels ? panelsOfB : b;
        rightOffset = bo;
        rightStride = rightInPanels ? COLUMNS : ldb;
    }

    private void pack(int count, float[] x, int xo, int ldx, boolean byRows, float[] panels, int width) {
        if (byRows) {
            VectorPanels.ofRows(depth, count, x, xo, ldx, panels, width);
        } else {
            VectorPanels.ofColumns(depth, count, x, xo, ldx, panels, width);
        }
    }

    private void multiply(int rows) {
        if (depth <= SHALLOW) {
            for (int i = 0; i < rows; i += PANEL_ROWS) {
                for (int j = 0; j < columns; j += COLUMNS) {
                    strip(i, Math.min(i + PANEL_ROWS, rows), j);
                }
            }
        } else {
            for (int j = 0; j < columns; j += COLUMNS) {
                strip(0, rows, j);
            }
        }
    }

    /** The rows from {@code from} on of the columns of c that meet the panel of column j. */
    private void strip(int from, int rows, int j) {
        int i = from;
        if (j + COLUMNS <= columns) {
            int ro = rightInPanels ? j * depth : rightOffset + j;
            for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
                tile(
                        TILE_ROWS,
                        left,
                        tileOfA(i),
                        leftStride,
                        leftByColumns,
                        right,
                        ro,
                        rightStride,
                        c,
                        co + i * ldc + j,
                        ldc);
            }
            for (; i + EDGE_ROWS <= rows; i += EDGE_ROWS) {
                tile(
                        EDGE_ROWS,
                        left,
                        tileOfA(i),
                        leftStride,
                        leftByColumns,
                        right,
                        ro,
                        rightStride,
                        c,
                        co + i * ldc + j,
                        ldc);
            }
        }
        for (; i < rows; i += EDGE_ROWS) {
            edge(i, Math.min(EDGE_ROWS, rows - i), j);
        }
    }

    private int tileOfA(int i) {
        if (leftInPanels) {
            return i / PANEL_ROWS * PANEL_ROWS * depth + i % PANEL_ROWS;
        }
        return leftByColumns ? leftOffset + i : leftOffset + i * leftStride;
    }

    private void tile(
            int rows,
            float[] a,
            int ao,
            int lda,
            boolean byColumns,
            float[] b,
            int bo,
            int ldb,
            float[] y,
            int yo,
            int ldy) {
        boolean tall = rows > EDGE_ROWS;
        if (byColumns && lda == PANEL_ROWS && ldb == COLUMNS) {
            if (tall) {
                VectorEightRowTile.ofPanels(depth, a, ao, b, bo, y, yo, ldy, continued);
            } else {
                VectorFourRowTile.ofPanels(depth, a, ao, b, bo, y, yo, ldy, continued);
            }
        } else if (byColumns) {
            if (tall) {
                VectorEightRowTile.ofColumns(depth, a, ao, lda, b, bo, ldb, y, yo, ldy, continued);
            } else {
                VectorFourRowTile.ofColumns(depth, a, ao, lda, b, bo, ldb, y, yo, ldy, continued);
            }
        } else if (tall) {
            VectorEightRowTile.ofRows(depth, a, ao, lda, b, bo, ldb, y, yo, ldy, continued);
        } else {
            VectorFourRowTile.ofRows(depth, a, ao, lda, b, bo, ldb, y, yo, ldy, continued);
        }
    }

    /** A tile that c has only a part of: it is computed whole, in scratch, and the part is copied. */
    private void edge(int i, int rows, int j) {
        int width = Math.min(COLUMNS, columns - j);
        int from = co + i * ldc + j;
        for (int r = 0; continued && r < rows; r++) {
            System.arraycopy(c, from + r * ldc, edgeOfC, r * COLUMNS, width);
        }
        boolean inPanels = rightInPanels || width < COLUMNS;
        float[] b = inPanels ? panelsOfB : right;
        int bo = rightInPanels ? j * depth : inPanels ? 0 : rightOffset + j;
        int ldb = inPanels ? COLUMNS : rightStride;
        if (rows == EDGE_ROWS || leftInPanels) {
            tile(EDGE_ROWS, left, tileOfA(i), leftStride, leftByColumns, b, bo, ldb, edgeOfC, 0, COLUMNS);
        } else {
            pack(rows, left, tileOfA(i), leftStride, leftByColumns, edgeOfA, WIDTH);
            tile(EDGE_ROWS, edgeOfA, 0, WIDTH, true, b, bo, ldb, edgeOfC, 0, COLUMNS);
        }
        for (int r = 0; r < rows; r++) {
            System.arraycopy(edgeOfC, r * COLUMNS, c, from + r * ldc, width);
        }
    }
}
