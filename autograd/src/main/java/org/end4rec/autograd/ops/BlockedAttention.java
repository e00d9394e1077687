package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Scaled dot-product attention in both directions that never holds a matrix [N,N], with H heads side by side in the
 * channels: for each head {@code P = softmax(q·kᵀ/√s)}, {@code y = P·v}; {@code dv = Pᵀ·dy}, {@code dP = dy·vᵀ}, {@code
 * dS = P⊙(dP − Σ P⊙dP)/√s}, {@code dq = dS·k}, {@code dk = dSᵀ·q}. A block of queries at a time meets all keys;
 * backward computes their weights again, so that nothing is kept.
 */
public final class BlockedAttention extends Op {
    private static final String NAME = "blockedAttention";

    /** Queries whose scores stand side by side, two vectors of 512 bits. */
    private static final int BLOCK = 32;

    private final int heads;
    private final int sequences;
    private final int n;
    private final int d;
    private final int s;
    private final float scale;

    private BlockedAttention(Variable q, Variable k, Variable v, int heads) {
        super(q, k, v);
        this.heads = heads;
        sequences = q.shape().dim(0);
        n = q.shape().dim(1);
        d = q.shape().dim(2);
        s = d / heads;
        scale = (float) (1 / Math.sqrt(s));
    }

    /**
     * What each position sees of the whole sequence. q, k, v: [B,N,d] → [B,N,d]. O(B·N²·d) operations; memory O(N)
     * besides the inputs and the output. Vaswani et al. (2017); the blocks: Rabe and Staats (2021), Dao et al. (2022).
     */
    public static Variable blockedAttention(Variable q, Variable k, Variable v, int heads) {
        check(q.shape(), k.shape(), v.shape(), heads);
        BlockedAttention op = new BlockedAttention(q, k, v, heads);
        float[] y = op.take(q.shape().size());
        op.forward(y);
        return op.record(q.shape(), y);
    }

    private static void check(Shape q, Shape k, Shape v, int heads) {
        if (q.rank() != 3 || q.dim(2) < 1) {
            throw wrongShape(NAME, "q", q, "[B,N,d] with d at least 1");
        }
        if (!k.equals(q)) {
            throw wrongShape(NAME, "k", k, q + ", as q");
        }
        if (!v.equals(q)) {
            throw wrongShape(NAME, "v", v, q + ", as q");
        }
        if (heads < 1 || q.dim(2) % heads != 0) {
            throw new IllegalArgumentException(
                    NAME + ": heads is " + heads + "; it must be at least 1 and divide the width of q " + q);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    private void forward(float[] y) {
        Kernels kernels = Kernels.get();
        float[] v = input(2).value();
        float[] weights = take(BLOCK * n);
        for (int head = 0; head < sequences * heads; head++) {
            int key = firstKey(head);
            for (int from = 0; from < n; from += BLOCK) {
                int rows = Math.min(BLOCK, n - from);
                int query = key + from * d;
                weights(kernels, key, query, rows, weights);
                kernels.productTN(rows, s, n, weights, 0, BLOCK, v, key, d, y, query, d, false);
            }
        }
        release(weights);
    }

    /** Where the keys, values and queries of a head of a sequence start. */
    private int firstKey(int head) {
        return head / heads * n * d + head % heads * s;
    }

    /** Pᵀ [N, rows] of a block of queries. */
    private void weights(Kernels kernels, int key, int query, int rows, float[] weights) {
        float[] q = input(0).value();
        float[] k = input(1).value();
        kernels.productNT(n, rows, s, k, key, d, q, query, d, weights, 0, BLOCK, false);
        kernels.softmaxColumns(scale, weights, 0, BLOCK, n, rows);
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        float[] q = input(0).value();
        float[] k = input(1).value();
        float[] v = input(2).value();
        float[] weights = take(BLOCK * n);
        float[] scores = take(BLOCK * n);
        boolean isScoreWanted = input(0).requiresGradient() || input(1).requiresGradient();
        for (int head = 0; head < sequences * heads; head++) {
            int key = firstKey(head);
            for (int from = 0; from < n; from += BLOCK) {
                int rows = Math.min(BLOCK, n - from);
                int query = key + from * d;
                weights(kernels, key, query, rows, weights);
                if (input(2).requiresGradient()) {
                    float[] dv = input(2).gradient();
                    kernels.productNN(n, s, rows, weights, 0, BLOCK, dy, query, d, dv, key, d, true);
                }
                if (isScoreWanted) {
                    kernels.productNT(n, rows, s, v, key, d, dy, query, d, scores, 0, BLOCK, false);
                    kernels.softmaxColumnsGradient(scale, weights, 0, scores, 0, BLOCK, n, rows);
                }
                if (input(0).requiresGradient()) {
                    float[] dq = input(0).gradient();
                    kernels.productTN(rows, s, n, scores, 0, BLOCK, k, key, d, dq, query, d, true);
                }
                if (input(1).requiresGradient()) {
                    float[] dk = input(1).gradient();
                    kernels.productNN(n, s, rows, scores, 0, BLOCK, q, query, d, dk, key, d, true);
                }
            }
        }
        release(weights);
        release(scores);
    }
}
