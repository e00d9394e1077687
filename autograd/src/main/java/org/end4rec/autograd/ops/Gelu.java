package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/** Gaussian error linear unit, exact: {@code y = x·Φ(x)}, {@code dx = dy·(Φ(x) + x·φ(x))}. Any shape. */
public final class Gelu extends Op {
    private Gelu(Variable x) {
        super(x);
    }

    /** x·Φ(x), Φ the standard normal distribution function (Hendrycks and Gimpel 2016). x: any shape → same. */
    public static Variable gelu(Variable x) {
        Gelu op = new Gelu(x);
        int n = x.shape().size();
        float[] y = op.take(n);
        Kernels.get().gelu(x.value(), 0, y, 0, n);
        return op.record(x.shape(), y);
    }

    @Override
    public String name() {
        return "gelu";
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        float[] y = take(dy.length);
        float[] dx = take(dy.length);
        Kernels.get().geluAndGradient(x.value(), 0, dy, 0, y, 0, dx, 0, dy.length);
        Kernels.get().accumulate(dx, 0, x.gradient(), 0, dy.length);
        release(dx);
        release(y);
    }
}
