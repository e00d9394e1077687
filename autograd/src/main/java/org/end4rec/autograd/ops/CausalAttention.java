package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Scaled dot-product attention that looks only backwards, with H heads side by side in the channels: for each head
 * {@code P = softmax(q·kᵀ/√s, masked)}, {@code y = P·v}; {@code dv = Pᵀ·dy}, {@code dP = dy·vᵀ},
 * {@code dS = P⊙(dP − Σ P⊙dP)/√s}, {@code dq = dS·k}, {@code dk = dSᵀ·q}. One head of one sequence at a time, so that
 * its scores stay in the cache. The weights P are kept for backward; where there is none, one head has room.
 */
public final class CausalAttention extends Op {
    private static final String NAME = "causalAttention";

    /**
     * Queries whose scores stand side by side, two vectors of 512 bits: what lies in their future is left out block by
     * block.
     */
    private static final int BLOCK = 32;

    private final float[] padding;
    private final int heads;
    private final int sequences;
    private final int queries;
    private final int n;
    private final int d;
    private final int s;
    private final float scale;
    /** Weights of one head. */
    private final int headSize;

    /**
     * Of each head, or of the one at work, the blocks of queries, newest first; of each block Pᵀ [keys, BLOCK], oldest
     * key first.
     */
    private final float[] weights;

    private final float[] y;

    private CausalAttention(Variable q, Variable k, Variable v, float[] padding, int heads) {
        super(q, k, v);
        this.padding = padding;
        this.heads = heads;
        sequences = q.shape().dim(0);
        queries = q.shape().dim(1);
        n = k.shape().dim(1);
        d = q.shape().dim(2);
        s = d / heads;
        scale = (float) (1 / Math.sqrt(s));
        long size = queries == 1 ? n : blockOffset((queries + BLOCK - 1) / BLOCK);
        headSize = lengthOf(NAME, "k", k.shape(), "the weights of a head", 1, size);
        weights = take(lengthOf(
                NAME,
                "k",
                k.shape(),
                "the weights of all heads",
                recording() ? (long) sequences * heads : 1,
                headSize));
        y = take(sequences * queries * d);
    }

    /**
     * What each position sees of itself and its past: the query at position i attends to the positions j ≤ i that are
     * not padding; one with none attends to all N alike. q: [B,M,d], the M ≤ N newest positions, k, v: [B,N,d] →
     * [B,M,d]; padding: [B,N], 0 where padded, kept, not copied. O(B·M·N·d). Vaswani et al. (2017).
     */
    public static Variable causalAttention(Variable q, Variable k, Variable v, float[] padding, int heads) {
        check(q.shape(), k.shape(), v.shape(), heads);
        Shape keys = k.shape();
        if (padding.length != keys.dim(0) * keys.dim(1)) {
            throw new IllegalArgumentException(NAME + ": padding has " + padding.length + " elements; expected "
                    + keys.dim(0) * keys.dim(1) + ", that is [B,N], to match k " + keys);
        }
        CausalAttention op = new CausalAttention(q, k, v, padding, heads);
        for (int sequence = 0; sequence < op.sequences; sequence++) {
            op.forward(sequence, op.firstKey(sequence));
        }
        if (!op.recording()) {
            op.release(op.weights);
        }
        return op.record(q.shape(), op.y);
    }

    private static void check(Shape q, Shape k, Shape v, int heads) {
        if (q.rank() != 3 || q.dim(2) < 1) {
            throw wrongShape(NAME, "q", q, "[B,M,d] with d at least 1");
        }
        if (k.rank() != 3 || k.dim(0) != q.dim(0) || k.dim(1) < q.dim(1) || k.dim(2) != q.dim(2)) {
            throw wrongShape(
                    NAME,
                    "k",
                    k,
                    "[" + q.dim(0) + ",N," + q.dim(2) + "] with N at least " + q.dim(1) + ", to match q " + q);
        }
        if (!v.equals(k)) {
            throw wrongShape(NAME, "v", v, k + ", as k");
        }
        if (heads < 1 || q.dim(2) % heads != 0) {
            throw new IllegalArgumentException(
                    NAME + ": heads is " + heads + "; it must be at least 1 and divide the width of q " + q);
        }
    }

    /** The oldest position that is not padding, N if there is none: whoever stands before it sees nothing. */
    private int firstKey(int sequence) {
        int first = 0;
        while (first < n && padding[sequence * n + first] == 0) {
            first++;
        }
        return first;
    }

    /** The first query that sees anything. */
    private int firstQuery(int firstKey) {
        return Math.min(queries, Math.max(0, firstKey - (n - queries)));
    }

    /** Where the weights of a block start among those of its head. */
    private long blockOffset(long block) {
        return BLOCK * (block * n - BLOCK * (block * (block - 1) / 2));
    }

    /**
     * Columns of the block that starts with that query. One with fewer queries than {@link #BLOCK} is filled up with
     * queries of the next, whose columns nobody reads: whole vectors cost less than parts of them.
     */
    private int columns(int firstQuery) {
        return Math.min(BLOCK, queries - firstQuery);
    }

    private void forward(int sequence, int firstKey) {
        Kernels kernels = Kernels.get();
        int firstQuery = firstQuery(firstKey);
        uniform(input(2).value(), sequence, firstQuery);
        boolean recording = recording();
        for (int head = 0; head < heads; head++) {
            int key = (sequence * n + firstKey) * d + head * s;
            int headWeights = recording ? (sequence * heads + head) * headSize : 0;
            if (queries == 1 && firstQuery == 0) {
                forwardOfOne(kernels, sequence, head, firstKey, headWeights);
                continue;
            }
            for (int block = 0, to = queries; to > firstQuery; block++, to -= BLOCK) {
                int rows = Math.min(BLOCK, to - firstQuery);
                int query = (sequence * queries + to - rows) * d + head * s;
                int width = n - queries + to - firstKey;
                int p = headWeights + (int) blockOffset(block);
                int columns = columns(to - rows);
                kernels.productNT(
                        width,
                        columns,
                        s,
                        input(1).value(),
                        key,
                        d,
                        input(0).value(),
                        query,
                        d,
                        weights,
                        p,
                        BLOCK,
                        false);
                mask(sequence * n + firstKey, p, width, rows);
                kernels.softmaxColumns(scale, weights, p, BLOCK, width, columns);
                kernels.productTN(rows, s, width, weights, p, BLOCK, input(2).value(), key, d, y, query, d, false);
            }
        }
    }

    /** A single query, without tiles: scores and sums of one head, key by key. */
    private void forwardOfOne(Kernels kernels, int sequence, int head, int firstKey, int p) {
        int query = sequence * d + head * s;
        int key = (sequence * n + firstKey) * d + head * s;
        int width = n - firstKey;
        for (int j = 0; j < width; j++) {
            weights[p + j] = padding[sequence * n + firstKey + j] == 0
                    ? Float.NEGATIVE_INFINITY
                    : scale * kernels.dot(input(0).value(), query, input(1).value(), key + j * d, s);
        }
        Softmax.row(weights, p, weights, p, width);
        Arrays.fill(y, query, query + s, 0f);
        for (int j = 0; j < width; j++) {
            kernels.axpy(weights[p + j], input(2).value(), key + j * d, y, query, s);
        }
    }

    /** The scores of the keys that are padding, and of the newest keys for the queries before them. */
    private void mask(int keyPadding, int p, int width, int rows) {
        for (int j = 0; j < width; j++) {
            if (padding[keyPadding + j] == 0) {
                Arrays.fill(weights, p + j * BLOCK, p + j * BLOCK + rows, Float.NEGATIVE_INFINITY);
            }
        }
        for (int i = 1; i < rows; i++) {
            int row = p + (width - rows + i) * BLOCK;
            Arrays.fill(weights, row, row + i, Float.NEGATIVE_INFINITY);
        }
    }

    /** The mean of all values, for the queries that see nothing. */
    private void uniform(float[] v, int sequence, int firstQuery) {
        if (firstQuery == 0) {
            return;
        }
        Kernels kernels = Kernels.get();
        int first = sequence * queries * d;
        Arrays.fill(y, first, first + d, 0f);
        for (int j = 0; j < n; j++) {
            kernels.axpy(1f / n, v, (sequence * n + j) * d, y, first, d);
        }
        for (int row = 1; row < firstQuery; row++) {
            System.arraycopy(y, first, y, first + row * d, d);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        float[] scores = take(BLOCK * n);
        for (int sequence = 0; sequence < sequences; sequence++) {
            backward(dy, sequence, firstKey(sequence), scores);
        }
    }

    private void backward(float[] dy, int sequence, int firstKey, float[] scores) {
        Kernels kernels = Kernels.get();
        float[] q = input(0).value();
        float[] k = input(1).value();
        float[] v = input(2).value();
        int firstQuery = firstQuery(firstKey);
        if (input(2).requiresGradient()) {
            uniformGradient(dy, sequence, firstQuery);
        }
        for (int head = 0; head < heads; head++) {
            int key = (sequence * n + firstKey) * d + head * s;
            int headWeights = (sequence * heads + head) * headSize;
            if (queries == 1 && firstQuery == 0) {
                backwardOfOne(kernels, dy, sequence, head, firstKey, headWeights, scores);
                continue;
            }
            for (int block = 0, to = queries; to > firstQuery; block++, to -= BLOCK) {
                int rows = Math.min(BLOCK, to - firstQuery);
                int query = (sequence * queries + to - rows) * d + head * s;
                int width = n - queries + to - firstKey;
                int p = headWeights + (int) blockOffset(block);
                if (input(2).requiresGradient()) {
                    float[] dv = input(2).gradient();
                    kernels.productNN(width, s, rows, weights, p, BLOCK, dy, query, d, dv, key, d, true);
                }
                int columns = columns(to - rows);
                kernels.productNT(width, columns, s, v, key, d, dy, query, d, scores, 0, BLOCK, false);
                kernels.softmaxColumnsGradient(scale, weights, p, scores, 0, BLOCK, width, columns);
                if (input(0).requiresGradient()) {
                    float[] dq = input(0).gradient();
                    kernels.productTN(rows, s, width, scores, 0, BLOCK, k, key, d, dq, query, d, true);
                }
                if (input(1).requiresGradient()) {
                    float[] dk = input(1).gradient();
                    kernels.productNN(width, s, rows, scores, 0, BLOCK, q, query, d, dk, key, d, true);
                }
            }
        }
    }

    private void backwardOfOne(
            Kernels kernels, float[] dy, int sequence, int head, int firstKey, int p, float[] scores) {
        int query = sequence * d + head * s;
        int key = (sequence * n + firstKey) * d + head * s;
        int width = n - firstKey;
        for (int j = 0; j < width; j++) {
            scores[j] = kernels.dot(dy, query, input(2).value(), key + j * d, s);
        }
        float mean = kernels.dot(weights, p, scores, 0, width);
        for (int j = 0; j < width; j++) {
            float weight = weights[p + j];
            float slope = scale * weight * (scores[j] - mean);
            int at = key + j * d;
            if (input(0).requiresGradient()) {
                kernels.axpy(slope, input(1).value(), at, input(0).gradient(), query, s);
            }
            if (input(1).requiresGradient()) {
                kernels.axpy(slope, input(0).value(), query, input(1).gradient(), at, s);
            }
            if (input(2).requiresGradient()) {
                kernels.axpy(weight, dy, query, input(2).gradient(), at, s);
            }
        }
    }

    private void uniformGradient(float[] dy, int sequence, int firstQuery) {
        if (firstQuery == 0) {
            return;
        }
        Kernels kernels = Kernels.get();
        float[] total = tape().arena().takeZeroed(d);
        for (int row = 0; row < firstQuery; row++) {
            kernels.axpy(1f / n, dy, (sequence * queries + row) * d, total, 0, d);
        }
        for (int j = 0; j < n; j++) {
            kernels.accumulate(total, 0, input(2).gradient(), (sequence * n + j) * d, d);
        }
    }
}
