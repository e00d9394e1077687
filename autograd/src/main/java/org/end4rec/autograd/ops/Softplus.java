package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/** Smooth rectifier: {@code y = log(1 + e^x) = −log σ(−x)}, {@code dx = dy·σ(x)}. Any shape. */
public final class Softplus extends Op {
    private Softplus(Variable x) {
        super(x);
    }

    /** log(1 + e^x), finite for every finite x. x: any shape → same. */
    public static Variable softplus(Variable x) {
        Softplus op = new Softplus(x);
        int n = x.shape().size();
        float[] y = op.take(n);
        Kernels.get().scale(-1f, x.value(), 0, y, 0, n);
        Kernels.get().logSigmoid(y, 0, y, 0, n);
        Kernels.get().scale(-1f, y, 0, y, 0, n);
        return op.record(x.shape(), y);
    }

    @Override
    public String name() {
        return "softplus";
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        float[] slope = take(dy.length);
        Kernels.get().sigmoid(x.value(), 0, slope, 0, dy.length);
        Kernels.get().multiplyAccumulate(dy, 0, slope, 0, x.gradient(), 0, dy.length);
    }
}
