package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Softmax over the last axis, where only some entries are allowed: {@code y = softmax(allowed ? x : −10⁹)},
 * {@code dx = allowed ? y·(dy − Σ dy·y) : 0}.
 */
public final class MaskedSoftmax extends Op {
    private static final float MASKED = -1e9f;

    private final float[] allowed;
    private final float[] y;

    private MaskedSoftmax(Variable x, float[] allowed) {
        super(x);
        this.allowed = allowed;
        y = take(x.shape().size());
    }

    /**
     * Attention weights. x: [B,H,N,M] → same; allowed: [B,N,M], 0 where masked, shared by the H heads and kept, not
     * copied. A row with nothing allowed is uniform, 1/M.
     */
    public static Variable maskedSoftmax(Variable x, float[] allowed) {
        Shape shape = x.shape();
        if (shape.rank() != 4 || shape.dim(3) < 1) {
            throw wrongShape("maskedSoftmax", "x", shape, "[B,H,N,M] with M at least 1");
        }
        int perHead = shape.dim(2) * shape.dim(3);
        if (allowed.length != shape.dim(0) * perHead) {
            throw new IllegalArgumentException("maskedSoftmax: allowed has " + allowed.length + " elements; expected "
                    + shape.dim(0) * perHead + ", that is [B,N,M], to match x " + shape);
        }
        MaskedSoftmax op = new MaskedSoftmax(x, allowed);
        op.forward(x.value());
        return op.record(shape, op.y);
    }

    private void forward(float[] x) {
        int m = input(0).shape().dim(3);
        for (int offset = 0; offset < y.length; offset += m) {
            int mask = maskOffset(offset);
            for (int i = 0; i < m; i++) {
                y[offset + i] = allowed[mask + i] == 0 ? MASKED : x[offset + i];
            }
            Softmax.row(y, offset, y, offset, m);
        }
    }

    /** Where the mask of the row starts: the heads share it. */
    private int maskOffset(int offset) {
        Shape shape = input(0).shape();
        int perHead = shape.dim(2) * shape.dim(3);
        return offset / (shape.dim(1) * perHead) * perHead + offset % perHead;
    }

    @Override
    public String name() {
        return "maskedSoftmax";
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        int m = input(0).shape().dim(3);
        for (int offset = 0; offset < dy.length; offset += m) {
            int mask = maskOffset(offset);
            float mean = Kernels.get().dot(dy, offset, y, offset, m);
            for (int i = 0; i < m; i++) {
                dx[offset + i] += allowed[mask + i] == 0 ? 0f : y[offset + i] * (dy[offset + i] - mean);
            }
        }
    }
}
