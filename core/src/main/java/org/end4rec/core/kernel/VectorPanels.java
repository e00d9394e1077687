package org.end4rec.core.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies of a part of a matrix in the order in which the tiles of a product read it: [depth, width], missing columns 0. */
final class VectorPanels {
    private static final VectorSpecies<Float> LANES = VectorProducts.LANES;
    private static final int WIDTH = VectorProducts.WIDTH;

    private VectorPanels() {}

    /** panel = x [depth, columns], whose rows are ldx apart. */
    static void ofRows(int depth, int columns, float[] x, int xo, int ldx, float[] panel, int po, int width) {
        int full = columns - columns % WIDTH;
        for (int l = 0; l < depth; l++) {
            int from = xo + l * ldx;
            int to = po + l * width;
            for (int j = 0; j < full; j += WIDTH) {
                FloatVector.fromArray(LANES, x, from + j).intoArray(panel, to + j);
            }
        }
        if (full < width) {
            rowEnds(depth, full, columns, x, xo, ldx, panel, po, width);
        }
    }

    private static void rowEnds(
            int depth, int full, int columns, float[] x, int xo, int ldx, float[] panel, int po, int width) {
        for (int l = 0; l < depth; l++) {
            for (int j = full; j < width; j++) {
                panel[po + l * width + j] = j < columns ? x[xo + l * ldx + j] : 0f;
            }
        }
    }

    /** panel = xᵀ with x [columns, depth], whose rows are ldx apart. */
    static void ofColumns(int depth, int columns, float[] x, int xo, int ldx, float[] panel, int po, int width) {
        int fullColumns = columns - columns % WIDTH;
        int fullDepth = depth - depth % WIDTH;
        for (int j = 0; j < fullColumns; j += WIDTH) {
            VectorTransposition.columns(fullDepth, x, xo + j * ldx, ldx, panel, po + j, width);
        }
        columnEnds(fullDepth, depth, 0, fullColumns, x, xo, ldx, panel, po, width);
        columnEnds(0, depth, fullColumns, columns, x, xo, ldx, panel, po, width);
        for (int l = 0; columns < width && l < depth; l++) {
            Arrays.fill(panel, po + l * width + columns, po + (l + 1) * width, 0f);
        }
    }

    private static void columnEnds(
            int fromDepth,
            int toDepth,
            int fromColumn,
            int toColumn,
            float[] x,
            int xo,
            int ldx,
            float[] panel,
            int po,
            int width) {
        for (int j = fromColumn; j < toColumn; j++) {
            for (int l = fromDepth; l < toDepth; l++) {
                panel[po + l * width + j] = x[xo + j * ldx + l];
            }
        }
    }
}
