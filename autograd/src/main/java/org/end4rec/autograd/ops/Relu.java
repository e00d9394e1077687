package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/** Rectifier: {@code y = max(x, 0)}, {@code dx = dy where x > 0}, so 0 at the kink. Any shape. */
public final class Relu extends Op {
    private Relu(Variable x) {
        super(x);
    }

    /** max(x, 0); NaN stays NaN. x: any shape → same. */
    public static Variable relu(Variable x) {
        Relu op = new Relu(x);
        int n = x.shape().size();
        float[] y = op.take(n);
        Kernels.get().relu(x.value(), 0, y, 0, n);
        return op.record(x.shape(), y);
    }

    @Override
    public String name() {
        return "relu";
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        Kernels.get().reluGradient(x.value(), 0, dy, 0, x.gradient(), 0, dy.length);
    }
}
