package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Softmax over the last axis: {@code y = e^(x − max x)/Σ e^(x − max x)}, {@code dx = y·(dy − Σ dy·y)}.
 */
public final class Softmax extends Op {
    private final float[] y;

    private Softmax(Variable x) {
        super(x);
        y = take(x.shape().size());
    }

    /**
     * Weights that are positive and add up to 1. x: [...,n] → same. A row of −∞ alone is treated as a row of equal
     * elements: each weight is 1/n. A row that holds NaN or +∞ becomes NaN.
     */
    public static Variable softmax(Variable x) {
        Shape shape = x.shape();
        if (shape.rank() < 1 || shape.dim(-1) < 1) {
            throw wrongShape("softmax", "x", shape, "[...,n] with n at least 1");
        }
        Softmax op = new Softmax(x);
        int n = shape.dim(-1);
        for (int offset = 0; offset < op.y.length; offset += n) {
            row(x.value(), offset, op.y, offset, n);
        }
        return op.record(shape, op.y);
    }

    @Override
    public String name() {
        return "softmax";
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        int n = input(0).shape().dim(-1);
        Kernels kernels = Kernels.get();
        float[] deviation = take(n);
        for (int offset = 0; offset < dy.length; offset += n) {
            float mean = kernels.dot(dy, offset, y, offset, n);
            kernels.shift(dy, offset, mean, 0f, deviation, 0, n);
            kernels.multiplyAccumulate(y, offset, deviation, 0, dx, offset, n);
        }
        release(deviation);
    }

    /** Softmax of one row of n elements; y may be x at the same offset. */
    static void row(float[] x, int xo, float[] y, int yo, int n) {
        Kernels kernels = Kernels.get();
        float max = kernels.max(x, xo, n);
        if (max == Float.NEGATIVE_INFINITY) {
            Arrays.fill(y, yo, yo + n, 1f / n);
        } else {
            float sum = kernels.expSum(x, xo, max, y, yo, n);
            kernels.scale(1 / sum, y, yo, y, yo, n);
        }
    }
}
