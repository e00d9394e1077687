package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/** Logistic function: {@code y = σ(x) = 1/(1 + e^−x)}, {@code dx = dy·y·(1 − y)}. Any shape. */
public final class Sigmoid extends Op {
    private final float[] y;

    private Sigmoid(Variable x) {
        super(x);
        y = take(x.shape().size());
    }

    /** 1/(1 + e^−x). x: any shape → same. */
    public static Variable sigmoid(Variable x) {
        Sigmoid op = new Sigmoid(x);
        Kernels.get().sigmoid(x.value(), 0, op.y, 0, op.y.length);
        return op.record(x.shape(), op.y);
    }

    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        for (int i = 0; i < dy.length; i++) {
            dx[i] = Math.fma(dy[i], y[i] * (1f - y[i]), dx[i]);
        }
    }
}
