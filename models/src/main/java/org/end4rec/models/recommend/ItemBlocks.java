package org.end4rec.models.recommend;

import org.end4rec.autograd.Parameter;
import org.end4rec.core.kernel.Kernels;

/**
 * A copy of an item table in blocks of {@value #WIDTH} items that are stored dimension by dimension: one query then runs
 * along contiguous memory with an item in each vector lane, and needs no sum across lanes. Immutable.
 */
final class ItemBlocks {
    static final int WIDTH = 128;

    private final int items;
    private final int d;

    /** [blocks][d,WIDTH]; the last block is filled up with zeros. */
    private final float[][] blocks;

    /** Copies the table [V+1,d] without its padding row. */
    ItemBlocks(Parameter table) {
        items = table.shape().dim(0) - 1;
        d = table.shape().dim(1);
        blocks = new float[(items + WIDTH - 1) / WIDTH][d * WIDTH];
        float[] rows = table.value().data();
        for (int item = 0; item < items; item++) {
            float[] block = blocks[item / WIDTH];
            for (int j = 0; j < d; j++) {
                block[j * WIDTH + item % WIDTH] = rows[(item + 1) * d + j];
            }
        }
    }

    /** V. */
    int items() {
        return items;
    }

    /**
     * Offers every item with its score z·item_embedding[v], a sum along d in order.
     *
     * @param buffer WIDTH floats for the scores of a block, modified
     */
    void offer(float[] z, float[] buffer, TopItems top) {
        Kernels kernels = Kernels.get();
        for (int block = 0; block < blocks.length; block++) {
            int first = block * WIDTH;
            int n = Math.min(WIDTH, items - first);
            float largest = kernels.rowProduct(WIDTH, d, z, 0, blocks[block], 0, WIDTH, buffer, 0);
            if (top.admits(largest)) {
                top.offer(buffer, 0, n, 1 + first);
            }
        }
    }
}
