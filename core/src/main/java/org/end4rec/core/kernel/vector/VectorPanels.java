package org.end4rec.core.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of a part of a matrix in the order in which the tiles of a product read it: panels [depth, width], one after
 * the other, the last filled up with 0. The width is a multiple of the vector's.
 */
final class VectorPanels {
    private static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;
    private static final int WIDTH = VectorLanes.WIDTH;

    private VectorPanels() {}

    /** VectorPanels of x [depth, columns], whose rows are ldx apart. */
    static void ofRows(int depth, int columns, float[] x, int xo, int ldx, float[] panels, int width) {
        int full = columns - columns % WIDTH;
        int j = 0;
        for (; j + 8 * WIDTH <= full; j += 8 * WIDTH) {
            eightVectors(depth, x, xo + j, ldx, panels, j * depth, width);
        }
        for (; j < full; j += WIDTH) {
            oneVector(depth, x, xo + j, ldx, panels, place(j, depth, width), width);
        }
        if (full < columns) {
            int to = place(full, depth, width);
            zeros(depth, panels, to, width);
            for (int l = 0; l < depth; l++) {
                for (int q = full; q < columns; q++) {
                    panels[to + l * width + q - full] = x[xo + l * ldx + q];
                }
            }
        }
        fill(depth, columns, panels, width);
    }

    /** Where the vector of column j, a multiple of the vector's width, begins. */
    private static int place(int j, int depth, int width) {
        return j / width * width * depth + j % width;
    }

    /** Zeros in the vectors of the last panel that lie beyond the columns. */
    private static void fill(int depth, int columns, float[] panels, int width) {
        int end = (columns + WIDTH - 1) / WIDTH * WIDTH;
        for (; end % width != 0; end += WIDTH) {
            zeros(depth, panels, place(end, depth, width), width);
        }
    }

    private static void zeros(int depth, float[] panels, int po, int width) {
        for (int l = 0; l < depth; l++) {
            FloatVector.zero(LANES).intoArray(panels, po + l * width);
        }
    }

    /** Pieces of rows as long as eight vectors at once: a long way from row to row costs less the fewer such ways. */
    private static void eightVectors(int depth, float[] x, int xo, int ldx, float[] panels, int po, int width) {
        int p1 = po + place(WIDTH, depth, width);
        int p2 = po + place(2 * WIDTH, depth, width);
        int p3 = po + place(3 * WIDTH, depth, width);
        int p4 = po + place(4 * WIDTH, depth, width);
        int p5 = po + place(5 * WIDTH, depth, width);
        int p6 = po + place(6 * WIDTH, depth, width);
        int p7 = po + place(7 * WIDTH, depth, width);
        for (int l = 0; l < depth; l++) {
            int from = xo + l * ldx;
            int to = l * width;
            FloatVector.fromArray(LANES, x, from).intoArray(panels, po + to);
            FloatVector.fromArray(LANES, x, from + WIDTH).intoArray(panels, p1 + to);
            FloatVector.fromArray(LANES, x, from + 2 * WIDTH).intoArray(panels, p2 + to);
            FloatVector.fromArray(LANES, x, from + 3 * WIDTH).intoArray(panels, p3 + to);
            FloatVector.fromArray(LANES, x, from + 4 * WIDTH).intoArray(panels, p4 + to);
            FloatVector.fromArray(LANES, x, from + 5 * WIDTH).intoArray(panels, p5 + to);
            FloatVector.fromArray(LANES, x, from + 6 * WIDTH).intoArray(panels, p6 + to);
            FloatVector.fromArray(LANES, x, from + 7 * WIDTH).intoArray(panels, p7 + to);
        }
    }

    private static void oneVector(int depth, float[] x, int xo, int ldx, float[] panels, int po, int width) {
        for (int l = 0; l < depth; l++) {
            FloatVector.fromArray(LANES, x, xo + l * ldx).intoArray(panels, po + l * width);
        }
    }

    /** VectorPanels of xᵀ with x [columns, depth], whose rows are ldx apart. */
    static void ofColumns(int depth, int columns, float[] x, int xo, int ldx, float[] panels, int width) {
        int full = columns - columns % WIDTH;
        int fullDepth = depth - depth % WIDTH;
        for (int j = 0; j < full; j += WIDTH) {
            int to = place(j, depth, width);
            VectorTransposition.columns(fullDepth, x, xo + j * ldx, ldx, panels, to, width);
            ends(fullDepth, depth, WIDTH, x, xo + j * ldx, ldx, panels, to, width);
        }
        if (full < columns) {
            int to = place(full, depth, width);
            zeros(depth, panels, to, width);
            ends(0, depth, columns - full, x, xo + full * ldx, ldx, panels, to, width);
        }
        fill(depth, columns, panels, width);
    }

    private static void ends(
            int from, int to, int columns, float[] x, int xo, int ldx, float[] panels, int po, int width) {
        for (int q = 0; q < columns; q++) {
            for (int l = from; l < to; l++) {
                panels[po + l * width + q] = x[xo + q * ldx + l];
            }
        }
    }
}
