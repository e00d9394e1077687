package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.Kernels;

/** Logistic function: {@code y = σ(x) = 1/(1 + e^−x)}, {@code dx = dy·y·(1 − y)}. Any shape. */
public final class Sigmoid extends Op {
    private Sigmoid(Variable x) {
        super(x);
    }

    /** 1/(1 + e^−x). x: any shape → same. */
    public static Variable sigmoid(Variable x) {
        Sigmoid op = new Sigmoid(x);
        float[] y = op.take(x.shape().size());
        Kernels.get().sigmoid(x.value(), 0, y, 0, y.length);
        return op.record(x.shape(), y);
    }

    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    protected void backward(float[] dy) {
        float[] x = input(0).value();
        float[] dx = input(0).gradient();
        float[] s = take(dy.length);
        for (int i = 0; i < dy.length; i++) {
            // the derivative is even, and on this side 1 − s loses no digits
            s[i] = -Math.abs(x[i]);
        }
        Kernels.get().sigmoid(s, 0, s, 0, dy.length);
        for (int i = 0; i < dy.length; i++) {
            dx[i] = Fma.fma(dy[i], s[i] * (1f - s[i]), dx[i]);
        }
    }
}
