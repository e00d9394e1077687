package org.end4rec.models.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.parallel.Workers;

/**
 * Cross-entropy over the target and a sample of n items that all rows of a batch share, each sampled score minus
 * log(n·q(v)), where q is the sampling probability. With larger n it approaches the softmax over the catalogue (Bengio
 * and Senécal 2008). A sampled item that is a row's target does not count for that row. The sample is gathered once,
 * and read as {@link CatalogueSoftmax} reads the catalogue: logits are [n,rows], some rows at a time. Groups of rows
 * are shared among workers; sums over groups are in their order. O(B·n·d). Not thread-safe.
 */
final class SampledSoftmax extends RecommendationLoss {
    /** Rows computed at a time: with the usual samples, their logits stay in the second-level cache. */
    private static final int ROWS = 64;

    /** Each group of rows has a gradient [n,d] of its own. */
    private static final int MOST_GROUPS = 8;

    private final Workers workers;
    private final Parameter table;
    private final NegativeSampler sampler;
    private final int n;
    private final int d;
    private final float[] items;
    private final float[] corrections;
    private final float[] dItems;
    /** Item and place of each sampled item, in order of the items. */
    private final long[] places;

    private final Scratch[] scratch;
    private float[] dTargets = {};
    private double[] losses = {};

    /**
     * @param table items [V+1,d]; row 0 is padding and is ignored
     * @param n size of the sample
     */
    SampledSoftmax(Parameter table, NegativeSampler sampler, int n, Workers workers) {
        this.table = table;
        this.sampler = sampler;
        this.n = n;
        this.workers = workers;
        d = table.shape().dim(1);
        items = new float[n * d];
        corrections = new float[n];
        dItems = new float[MOST_GROUPS * n * d];
        places = new long[n];
        scratch = new Scratch[workers.threads()];
        Arrays.setAll(scratch, worker -> new Scratch(n, d));
    }

    /** The buffers of a worker for some rows. */
    private static final class Scratch {
        private final float[] logits;
        private final float[] transposed;
        private final float[] share;
        private final float[] positive = new float[ROWS];
        private final float[] largest = new float[ROWS];
        private final float[] sums = new float[ROWS];
        private final float[] logSums = new float[ROWS];

        Scratch(int n, int d) {
            logits = new float[n * ROWS];
            transposed = new float[d * ROWS];
            share = new float[ROWS * d];
        }
    }

    @Override
    boolean readsFewRows() {
        return true;
    }

    /** [n], for all targets. */
    @Override
    int[] draw(int[] targets, RandomStream stream) {
        int[] sampled = new int[n];
        for (int i = 0; i < n; i++) {
            sampled[i] = sampler.sample(stream, i);
        }
        return sampled;
    }

    @Override
    void ofBatch(TargetRows rows, List<Variable> representations, int[] drawn, Map<String, Double> losses) {
        TargetRows.Loss loss = (z, targets, count, dz) -> loss(z, targets, count, drawn, dz);
        losses.put(NAME, rows.apply(loss, representations, d));
    }

    /**
     * The loss of a batch. Adds to the gradient of the table's rows if it is trainable and overwrites {@code dz}.
     *
     * @param z representations [rows,d]; this and the next may be longer
     * @param targets [rows] numbers of the next items, from 1
     * @param sampled the n items
     * @param dz receives the gradient by z
     */
    double loss(float[] z, int[] targets, int rows, int[] sampled, float[] dz) {
        take(sampled);
        if (dTargets.length < rows * d) {
            dTargets = new float[rows * d];
            losses = new double[rows];
        }
        int blocks = (rows + ROWS - 1) / ROWS;
        int groups = Math.min(blocks, MOST_GROUPS);
        Arrays.fill(dItems, 0, groups * n * d, 0f);
        Batch batch = new Batch(z, targets, rows, dz);
        workers.run(groups, (group, worker) -> {
            int to = (int) ((long) (group + 1) * blocks / groups);
            for (int block = (int) ((long) group * blocks / groups); block < to; block++) {
                differentiate(batch, block * ROWS, group * n * d, scratch[worker]);
            }
        });
        if (table.isTrainable()) {
            for (int group = 1; group < groups; group++) {
                Kernels.get().accumulate(dItems, group * n * d, dItems, 0, n * d);
            }
            table.addRows(sampled, dItems);
            table.addRows(Arrays.copyOf(targets, rows), dTargets);
        }
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += losses[row];
        }
        return sum / rows;
    }

    @SuppressWarnings("ArrayRecordComponent") // two are never compared
    private record Batch(float[] z, int[] targets, int rows, float[] dz) {}

    private void take(int[] sampled) {
        float[] values = table.value().data();
        float logN = (float) StrictMath.log(n);
        for (int j = 0; j < n; j++) {
            System.arraycopy(values, sampled[j] * d, items, j * d, d);
            corrections[j] = -logN - sampler.logProbability(sampled[j]);
            places[j] = (long) sampled[j] << Integer.SIZE | j;
        }
        Arrays.sort(places);
    }

    private void differentiate(Batch batch, int first, int dItemsOffset, Scratch s) {
        Kernels kernels = Kernels.get();
        int b = Math.min(ROWS, batch.rows - first);
        int at = first * d;
        float weight = 1f / batch.rows;
        score(batch, first, b, s);
        System.arraycopy(s.positive, 0, s.largest, 0, b);
        for (int j = 0; j < n; j++) {
            kernels.maximum(s.logits, j * b, s.largest, 0, s.largest, 0, b);
        }
        kernels.expDifference(s.positive, 0, s.largest, 0, s.sums, 0, b);
        for (int j = 0; j < n; j++) {
            kernels.accumulateExp(s.logits, j * b, s.largest, 0, s.sums, 0, b);
        }
        for (int i = 0; i < b; i++) {
            double logSum = s.largest[i] + StrictMath.log(s.sums[i]);
            s.logSums[i] = (float) logSum;
            losses[first + i] = logSum - s.positive[i];
        }
        for (int j = 0; j < n; j++) {
            kernels.expDifference(s.logits, j * b, s.logSums, 0, s.logits, j * b, b);
        }
        kernels.productTN(b, d, n, s.logits, 0, b, items, 0, d, batch.dz, at, d, false);
        kernels.scale(weight, batch.z, at, s.share, 0, b * d);
        if (table.isTrainable()) {
            kernels.productNN(n, d, b, s.logits, 0, b, s.share, 0, d, dItems, dItemsOffset, d, true);
        }
        kernels.expDifference(s.positive, 0, s.logSums, 0, s.sums, 0, b);
        for (int i = 0; i < b; i++) {
            float slope = s.sums[i] - 1;
            kernels.axpy(slope, table.value().data(), batch.targets[first + i] * d, batch.dz, at + i * d, d);
            kernels.scale(slope, s.share, i * d, dTargets, at + i * d, d);
        }
        kernels.scale(weight, batch.dz, at, batch.dz, at, b * d);
    }

    /** The logits [n,b] of the sampled items and [b] of the targets. */
    private void score(Batch batch, int first, int b, Scratch s) {
        float[] values = table.value().data();
        for (int i = 0; i < b; i++) {
            int row = (first + i) * d;
            s.positive[i] = Kernels.get().dot(batch.z, row, values, batch.targets[first + i] * d, d);
            for (int k = 0; k < d; k++) {
                s.transposed[k * b + i] = batch.z[row + k];
            }
        }
        for (int j = 0; j < n; j++) {
            Arrays.fill(s.logits, j * b, j * b + b, corrections[j]);
        }
        Kernels.get().productNN(n, b, d, items, 0, d, s.transposed, 0, b, s.logits, 0, b, true);
        for (int i = 0; i < b; i++) {
            long target = batch.targets[first + i];
            int place = Arrays.binarySearch(places, target << Integer.SIZE);
            for (int p = place < 0 ? -place - 1 : place; p < n && places[p] >> Integer.SIZE == target; p++) {
                s.logits[(int) places[p] * b + i] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
