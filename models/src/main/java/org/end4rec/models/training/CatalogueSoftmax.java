package org.end4rec.models.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.parallel.Workers;

/**
 * Cross-entropy over the whole catalogue, {@code mean of log Σ_v e^{z·e_v} − z·e_target}, computed in blocks of items
 * so that the logits are never whole in memory. A block's logits are [items,B]. So the item table and its gradient are
 * multiplied without a transpose, and the sums over items run down the columns, all sequences at once. Groups of blocks
 * are shared among workers; sums over groups are in their order. O(B·V·d). Not thread-safe.
 */
final class CatalogueSoftmax extends RecommendationLoss {
    private static final int[] NONE = {};

    /** Items of a block: with the usual batches, its logits stay in the second-level cache. */
    private static final int BLOCK = 512;

    /** Rows computed at a time: more of them, of a batch with many targets, would take the logits out of the cache. */
    private static final int MOST_ROWS = 256;

    /** Each group of blocks has a gradient [B,d] of its own. */
    private static final int MOST_GROUPS = 16;

    private final Workers workers;
    private final Parameter table;
    private final int d;
    private final int blocks;
    private final int groups;
    private final float[][] logits;
    private int capacity;
    private float[] largest = {};
    private float[] sums = {};
    private float[] partial = {};
    private float[] transposed = {};
    private float[] share = {};
    private float[] logSums = {};
    private double[] targetLogits = {};

    /** @param table items [V+1,d]; row 0 is padding and is ignored */
    CatalogueSoftmax(Parameter table, Workers workers) {
        this.table = table;
        this.workers = workers;
        this.d = table.shape().dim(1);
        this.blocks = (table.shape().dim(0) - 1 + BLOCK - 1) / BLOCK;
        this.groups = Math.min(blocks, MOST_GROUPS);
        this.logits = new float[workers.threads()][0];
    }

    @Override
    boolean readsFewRows() {
        return false;
    }

    @Override
    int[] draw(int[] targets, RandomStream stream) {
        return NONE;
    }

    @Override
    void ofBatch(TargetRows rows, List<Variable> representations, int[] drawn, Map<String, Double> losses) {
        losses.put(NAME, rows.apply(this::loss, representations, d));
    }

    /**
     * The loss of a batch. Adds to the gradient of the table if it is trainable and overwrites {@code dz}.
     *
     * @param z representations [B,d]
     * @param targets [B] numbers of the next items, from 1
     * @param dz receives the gradient by z
     */
    double loss(float[] z, int[] targets, float[] dz) {
        return loss(z, targets, targets.length, dz);
    }

    /** As {@link #loss(float[], int[], float[])} of the first {@code rows} rows of arrays that may be longer. */
    double loss(float[] z, int[] targets, int rows, float[] dz) {
        double loss = 0;
        for (int first = 0; first < rows; first += MOST_ROWS) {
            int b = Math.min(MOST_ROWS, rows - first);
            if (capacity < b) {
                allocate(b);
            }
            loss += rows(z, new Rows(targets, first, b), 1f / rows, dz);
        }
        return loss / rows;
    }

    /** Some rows of the batch, from row {@code first} on. */
    @SuppressWarnings("ArrayRecordComponent") // two are never compared
    private record Rows(int[] targets, int first, int b) {
        /** The target of a row within a block of items, or a number outside the block. */
        int item(int row, int from) {
            return targets[first + row] - from;
        }
    }

    private double rows(float[] z, Rows rows, float weight, float[] dz) {
        int b = rows.b();
        int at = rows.first() * d;
        transpose(z, at, b);
        Kernels.get().scale(weight, z, at, share, 0, b * d);
        workers.run(groups, (group, worker) -> summarizeGroup(group, rows, logits[worker]));
        double loss = 0;
        for (int i = 0; i < b; i++) {
            double logSum = logSum(i, b);
            logSums[i] = (float) logSum;
            loss += logSum - targetLogits[i];
        }
        workers.run(groups, (group, worker) -> differentiateGroup(group, rows, logits[worker]));
        reduce(dz, at, b, weight);
        return loss;
    }

    private void allocate(int b) {
        capacity = b;
        sums = new float[blocks * b];
        largest = new float[blocks * b];
        partial = new float[groups * b * d];
        transposed = new float[d * b];
        share = new float[b * d];
        logSums = new float[b];
        targetLogits = new double[b];
        for (int worker = 0; worker < logits.length; worker++) {
            logits[worker] = new float[b * Math.min(BLOCK, table.shape().dim(0))];
        }
    }

    private void transpose(float[] z, int at, int b) {
        for (int i = 0; i < b; i++) {
            for (int j = 0; j < d; j++) {
                transposed[j * b + i] = z[at + i * d + j];
            }
        }
    }

    /** The first block of a group; for group {@code groups} the number of blocks. */
    private int firstBlock(int group) {
        return (int) ((long) group * blocks / groups);
    }

    private int from(int block) {
        return 1 + block * BLOCK;
    }

    private int items(int block) {
        return Math.min(BLOCK, table.shape().dim(0) - from(block));
    }

    /** y [items,B] of a block. */
    private void multiply(int block, int b, float[] y) {
        float[] rows = table.value().data();
        Kernels.get().productNN(items(block), b, d, rows, from(block) * d, d, transposed, 0, b, y, 0, b, false);
    }

    private void summarizeGroup(int group, Rows rows, float[] y) {
        for (int block = firstBlock(group); block < firstBlock(group + 1); block++) {
            summarize(block, rows, y);
        }
    }

    private void summarize(int block, Rows rows, float[] y) {
        int b = rows.b();
        int items = items(block);
        multiply(block, b, y);
        for (int i = 0; i < b; i++) {
            int item = rows.item(i, from(block));
            if (item >= 0 && item < items) {
                targetLogits[i] = y[item * b + i];
            }
        }
        int at = block * b;
        Arrays.fill(largest, at, at + b, Float.NEGATIVE_INFINITY);
        Arrays.fill(sums, at, at + b, 0f);
        for (int item = 0; item < items; item++) {
            Kernels.get().maximum(y, item * b, largest, at, largest, at, b);
        }
        for (int item = 0; item < items; item++) {
            Kernels.get().accumulateExp(y, item * b, largest, at, sums, at, b);
        }
    }

    private double logSum(int row, int b) {
        float max = Float.NEGATIVE_INFINITY;
        for (int block = 0; block < blocks; block++) {
            max = Math.max(max, largest[block * b + row]);
        }
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            sum += sums[block * b + row] * StrictMath.exp(largest[block * b + row] - max);
        }
        return max + StrictMath.log(sum);
    }

    private void differentiateGroup(int group, Rows rows, float[] y) {
        int size = rows.b() * d;
        Arrays.fill(partial, group * size, (group + 1) * size, 0f);
        for (int block = firstBlock(group); block < firstBlock(group + 1); block++) {
            differentiate(block, rows, y, group * size);
        }
    }

    private void differentiate(int block, Rows rows, float[] y, int partialOffset) {
        int b = rows.b();
        int items = items(block);
        multiply(block, b, y);
        for (int item = 0; item < items; item++) {
            Kernels.get().expDifference(y, item * b, logSums, 0, y, item * b, b);
        }
        for (int i = 0; i < b; i++) {
            int item = rows.item(i, from(block));
            if (item >= 0 && item < items) {
                y[item * b + i] -= 1f;
            }
        }
        float[] values = table.value().data();
        int offset = from(block) * d;
        Kernels.get().productTN(b, d, items, y, 0, b, values, offset, d, partial, partialOffset, d, true);
        if (table.isTrainable()) {
            Kernels.get().productNN(items, d, b, y, 0, b, share, 0, d, table.gradient(), offset, d, true);
        }
    }

    /** dz = weight·Σ partial, in order of the groups. */
    private void reduce(float[] dz, int at, int b, float weight) {
        int n = b * d;
        System.arraycopy(partial, 0, dz, at, n);
        for (int group = 1; group < groups; group++) {
            Kernels.get().accumulate(partial, group * n, dz, at, n);
        }
        Kernels.get().scale(weight, dz, at, dz, at, n);
    }
}
