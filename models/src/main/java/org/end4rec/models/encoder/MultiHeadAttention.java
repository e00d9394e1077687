package org.end4rec.models.encoder;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.MaskedSoftmax.maskedSoftmax;
import static org.end4rec.autograd.ops.Matmul.matmul;
import static org.end4rec.autograd.ops.MatmulTransposed.matmulTransposed;
import static org.end4rec.autograd.ops.Permute.permute;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.Scale.scale;

import java.util.Objects;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.jspecify.annotations.Nullable;

/** Scaled dot-product attention with any mask, from small ops. Vaswani et al. (2017). */
public final class MultiHeadAttention {
    private MultiHeadAttention() {}

    /**
     * {@code softmax(q·kᵀ/√s + bias, where seen)·v} per head, s = d/H. q, k, v: [B,N,d] → [B,N,d]. O(B·N²·d).
     *
     * @param bias [B,H,N,N], or null
     * @param seen [B,N,N], 0 where a key is hidden from a query; kept, not copied. A query that sees no key attends to
     *     all keys equally
     * @throws IllegalArgumentException if q, k and v do not have one shape [B,N,d], or the heads do not divide d
     */
    public static Variable attend(
            Variable q, Variable k, Variable v, int heads, @Nullable Variable bias, float[] seen) {
        Objects.requireNonNull(seen, "seen");
        Shape shape = q.shape();
        boolean fits = shape.rank() == 3
                && k.shape().equals(shape)
                && v.shape().equals(shape)
                && heads > 0
                && shape.dim(2) % heads == 0;
        if (!fits) {
            throw new IllegalArgumentException("MultiHeadAttention: q, k and v have shapes " + shape + ", " + k.shape()
                    + " and " + v.shape() + "; expected one shape [B,N,d], and the " + heads + " heads must divide d");
        }
        Variable scores = scale(matmulTransposed(split(q, heads), split(k, heads)), (float)
                Math.sqrt((double) heads / q.shape().dim(2)));
        Variable weights = maskedSoftmax(bias == null ? scores : add(scores, bias), seen);
        return reshape(permute(matmul(weights, split(v, heads)), 0, 2, 1, 3), shape);
    }

    /** [B,N,d] → [B,H,N,d/H]. */
    private static Variable split(Variable x, int heads) {
        Shape shape = x.shape();
        return permute(reshape(x, Shape.of(shape.dim(0), shape.dim(1), heads, shape.dim(2) / heads)), 0, 2, 1, 3);
    }
}
