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
 * its scores stay in the cache. The weights P are kept for backward.
 */
public final class CausalAttention extends Op {
    private static final String NAME = "causalAttention";
    private static final float MASKED = -1e9f;

    /** Queries that meet the same keys: what lies in their future is left out block by block. */
    private static final int BLOCK = 16;

    private final float[] padding;
    private final int heads;
    private final int sequences;
    private final int queries;
    private final int n;
    private final int d;
    private final int s;
    private final float scale;
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
        weights = take(Math.multiplyExact(sequences * heads, queries * n));
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

    private void forward(int sequence, int firstKey) {
        Kernels kernels = Kernels.get();
        float[] q = input(0).value();
        float[] k = input(1).value();
        float[] v = input(2).value();
        int firstQuery = firstQuery(firstKey);
        uniform(v, sequence, firstQuery);
        for (int head = 0; head < heads; head++) {
            int keyOffset = (sequence * n + firstKey) * d + head * s;
            for (int from = firstQuery; from < queries; from += BLOCK) {
                int rows = Math.min(BLOCK, queries - from);
                int width = n - queries + from + rows - firstKey;
                int query = (sequence * queries + from) * d + head * s;
                int p = ((sequence * heads + head) * queries + from) * n;
                kernels.productNT(rows, width, s, q, query, d, k, keyOffset, d, weights, p, n, false);
                for (int row = 0; row < rows; row++) {
                    softmax(kernels, sequence * n + firstKey, p + row * n, width - rows + row + 1, width);
                }
                kernels.productNN(rows, s, width, weights, p, n, v, keyOffset, d, y, query, d, false);
            }
        }
    }

    /** Turns the scores of one query into weights: {@code seen} keys from the first on, then zeros. */
    private void softmax(Kernels kernels, int mask, int p, int seen, int width) {
        kernels.scale(scale, weights, p, weights, p, seen);
        for (int j = 0; j < seen; j++) {
            if (padding[mask + j] == 0) {
                weights[p + j] = MASKED;
            }
        }
        Softmax.row(weights, p, weights, p, seen);
        Arrays.fill(weights, p + seen, p + width, 0f);
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
        int firstQuery = firstQuery(firstKey);
        if (input(2).requiresGradient()) {
            uniformGradient(dy, sequence, firstQuery);
        }
        for (int head = 0; head < heads; head++) {
            int keyOffset = (sequence * n + firstKey) * d + head * s;
            for (int from = firstQuery; from < queries; from += BLOCK) {
                int rows = Math.min(BLOCK, queries - from);
                int width = n - queries + from + rows - firstKey;
                int query = (sequence * queries + from) * d + head * s;
                int p = ((sequence * heads + head) * queries + from) * n;
                if (input(2).requiresGradient()) {
                    float[] dv = input(2).gradient();
                    kernels.productTN(width, s, rows, weights, p, n, dy, query, d, dv, keyOffset, d, true);
                }
                kernels.productNT(
                        rows, width, s, dy, query, d, input(2).value(), keyOffset, d, scores, 0, width, false);
                scoreGradient(kernels, p, rows, width, scores);
                if (input(0).requiresGradient()) {
                    float[] dq = input(0).gradient();
                    float[] k = input(1).value();
                    kernels.productNN(rows, s, width, scores, 0, width, k, keyOffset, d, dq, query, d, true);
                }
                if (input(1).requiresGradient()) {
                    float[] dk = input(1).gradient();
                    float[] q = input(0).value();
                    kernels.productTN(width, s, rows, scores, 0, width, q, query, d, dk, keyOffset, d, true);
                }
            }
        }
    }

    /** dP → dS in place, for the queries of a block. */
    private void scoreGradient(Kernels kernels, int p, int rows, int width, float[] scores) {
        for (int row = 0; row < rows; row++) {
            int offset = row * width;
            int weight = p + row * n;
            float mean = kernels.dot(scores, offset, weights, weight, width);
            kernels.multiply(scores, offset, weights, weight, scores, offset, width);
            kernels.axpy(-mean, weights, weight, scores, offset, width);
        }
        kernels.scale(scale, scores, 0, scores, 0, rows * width);
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
