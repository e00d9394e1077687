package org.end4rec.autograd.layers;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.MaskedSoftmax;
import org.end4rec.autograd.ops.Matmul;
import org.end4rec.autograd.ops.MatmulTransposed;
import org.end4rec.autograd.ops.Scale;
import org.end4rec.core.Shape;

/** Scaled dot-product attention that looks only backwards. Without parameters: the projections belong to the model. */
public final class CausalAttention {
    private CausalAttention() {}

    /**
     * {@code y = softmax(q·kᵀ/√s, masked)·v}: position i attends to the positions j ≤ i that are not padding; a
     * position with none attends to all N alike. q, k, v: [B,H,N,s] → same; padding: [B,N], 0 where padded.
     * O(B·H·N²·s). Vaswani et al. (2017).
     */
    public static Variable causalAttention(Variable q, Variable k, Variable v, float[] padding) {
        Shape shape = q.shape();
        if (shape.rank() != 4 || shape.dim(2) < 1 || shape.dim(3) < 1) {
            throw Op.wrongShape("causalAttention", "q", shape, "[B,H,N,s] with N and s at least 1");
        }
        require("k", k.shape(), shape);
        require("v", v.shape(), shape);
        int b = shape.dim(0);
        int n = shape.dim(2);
        if (padding.length != b * n) {
            throw new IllegalArgumentException("causalAttention: padding has " + padding.length + " elements; expected "
                    + b * n + ", that is [B,N], to match q " + shape);
        }
        float[] allowed = q.tape().arena().takeZeroed(b * n * n);
        for (int sequence = 0; sequence < b; sequence++) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(padding, sequence * n, allowed, (sequence * n + i) * n, i + 1);
            }
        }
        float scale = (float) (1 / Math.sqrt(shape.dim(3)));
        Variable scores = Scale.scale(MatmulTransposed.matmulTransposed(q, k), scale);
        return Matmul.matmul(MaskedSoftmax.maskedSoftmax(scores, allowed), v);
    }

    private static void require(String argument, Shape found, Shape q) {
        if (!found.equals(q)) {
            throw Op.wrongShape("causalAttention", argument, found, q + ", as q");
        }
    }
}
