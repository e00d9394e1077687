package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Logarithm of the softmax over the last axis: {@code y = (x − max x) − ln Σ e^(x − max x)},
 * {@code dx = dy − e^y·Σ dy}.
 */
public final class LogSoftmax extends Op {
    private final float[] y;

    private LogSoftmax(Variable x) {
        super(x);
        y = take(x.shape().size());
    }

    /**
     * Log-probabilities. x: [...,n] → same. A row of −∞ alone is treated as a row of equal elements: −ln n each. A row
     * that holds NaN or +∞ becomes NaN.
     */
    public static Variable logSoftmax(Variable x) {
        Shape shape = x.shape();
        if (shape.rank() < 1 || shape.dim(-1) < 1) {
            throw wrongShape("logSoftmax", "x", shape, "[...,n] with n at least 1");
        }
        LogSoftmax op = new LogSoftmax(x);
        op.forward(x.value(), shape.dim(-1));
        return op.record(shape, op.y);
    }

    private void forward(float[] x, int n) {
        Kernels kernels = Kernels.get();
        float[] log = take(1);
        for (int offset = 0; offset < y.length; offset += n) {
            float max = kernels.max(x, offset, n);
            boolean impossible = max == Float.NEGATIVE_INFINITY;
            log[0] = impossible ? n : kernels.sumExp(x, offset, max, n);
            kernels.log(log, 0, log, 0, 1);
            if (impossible) {
                Arrays.fill(y, offset, offset + n, -log[0]);
            } else {
                kernels.shift(x, offset, max, log[0], y, offset, n);
            }
        }
    }

    @Override
    public String name() {
        return "logSoftmax";
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        float[] dx = input(0).gradient();
        int n = input(0).shape().dim(-1);
        float[] probability = take(n);
        for (int offset = 0; offset < dy.length; offset += n) {
            kernels.scaledExp(y, offset, 0f, 1f, probability, 0, n);
            kernels.accumulate(dy, offset, dx, offset, n);
            kernels.axpy(-kernels.sum(dy, offset, n), probability, 0, dx, offset, n);
        }
    }
}
