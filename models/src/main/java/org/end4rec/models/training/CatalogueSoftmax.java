package org.end4rec.models.training;

import org.end4rec.autograd.Parameter;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.parallel.Workers;

/**
 * Cross-entropy over the whole catalogue, {@code mean of log Σ_v e^{z·e_v} − z·e_target}, computed in blocks of items so
 * that the logits [B,V] never stand in memory whole. The blocks are shared among workers; sums over blocks are in block
 * order. O(B·V·d). Not thread-safe.
 */
final class CatalogueSoftmax {
    private static final int BLOCK = 1024;

    private final Workers workers;
    private final Parameter table;
    private final int d;
    private final int blocks;
    private final float[][] logits;
    private float[] largest = new float[0];
    private float[] sums = new float[0];
    private float[] partial = new float[0];

    /** @param table items [V+1,d]; row 0 is padding and takes no part */
    CatalogueSoftmax(Parameter table, Workers workers) {
        this.table = table;
        this.workers = workers;
        this.d = table.shape().dim(1);
        this.blocks = (table.shape().dim(0) - 1 + BLOCK - 1) / BLOCK;
        this.logits = new float[workers.threads()][0];
    }

    /**
     * The loss of a batch. Adds to the gradient of the table if it is trainable and overwrites {@code dz}.
     *
     * @param z representations [B,d]
     * @param targets [B] numbers of the next items, from 1
     * @param dz receives the gradient by z
     */
    double loss(float[] z, int[] targets, float[] dz) {
        int b = targets.length;
        if (sums.length < blocks * b) {
            sums = new float[blocks * b];
            largest = new float[blocks * b];
            partial = new float[blocks * b * d];
        }
        for (int worker = 0; worker < logits.length; worker++) {
            if (logits[worker].length < b * BLOCK) {
                logits[worker] = new float[b * BLOCK];
            }
        }
        double[] targetLogits = new double[b];
        workers.run(blocks, (block, worker) -> summarize(block, z, targets, targetLogits, logits[worker]));
        float[] logSums = new float[b];
        double loss = 0;
        for (int i = 0; i < b; i++) {
            double logSum = logSum(i, b);
            logSums[i] = (float) logSum;
            loss += logSum - targetLogits[i];
        }
        workers.run(blocks, (block, worker) -> differentiate(block, z, targets, logSums, logits[worker]));
        reduce(dz, b * d);
        return loss / b;
    }

    private int from(int block) {
        return 1 + block * BLOCK;
    }

    private int width(int block) {
        return Math.min(BLOCK, table.shape().dim(0) - from(block));
    }

    private void multiply(int block, float[] z, int b, float[] y) {
        int width = width(block);
        float[] rows = table.value().data();
        Kernels.get().productNT(b, width, d, z, 0, d, rows, from(block) * d, d, y, 0, width, false);
    }

    private void summarize(int block, float[] z, int[] targets, double[] targetLogits, float[] y) {
        int b = targets.length;
        int width = width(block);
        multiply(block, z, b, y);
        for (int i = 0; i < b; i++) {
            int column = targets[i] - from(block);
            if (column >= 0 && column < width) {
                targetLogits[i] = y[i * width + column];
            }
            float max = Kernels.get().max(y, i * width, width);
            largest[block * b + i] = max;
            sums[block * b + i] = Kernels.get().expSum(y, i * width, max, y, i * width, width);
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

    private void differentiate(int block, float[] z, int[] targets, float[] logSums, float[] y) {
        int b = targets.length;
        int width = width(block);
        multiply(block, z, b, y);
        for (int i = 0; i < b; i++) {
            Kernels.get().expSum(y, i * width, logSums[i], y, i * width, width);
            int column = targets[i] - from(block);
            if (column >= 0 && column < width) {
                y[i * width + column] -= 1f;
            }
        }
        Kernels.get().scale(1f / b, y, 0, y, 0, b * width);
        float[] rows = table.value().data();
        int offset = from(block) * d;
        Kernels.get().productNN(b, d, width, y, 0, width, rows, offset, d, partial, block * b * d, d, false);
        if (table.isTrainable()) {
            Kernels.get().productTN(width, d, b, y, 0, width, z, 0, d, table.gradient(), offset, d, true);
        }
    }

    private void reduce(float[] dz, int n) {
        System.arraycopy(partial, 0, dz, 0, n);
        for (int block = 1; block < blocks; block++) {
            Kernels.get().accumulate(partial, block * n, dz, 0, n);
        }
    }
}
