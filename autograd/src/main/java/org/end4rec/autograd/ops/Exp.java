package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/** Exponential function: {@code y = e^x}, {@code dx = dy·y}. Any shape. */
public final class Exp extends Op {
    private final float[] y;

    private Exp(Variable x) {
        super(x);
        y = take(x.shape().size());
    }

    /** e^x. x: any shape → same. */
    public static Variable exp(Variable x) {
        Exp op = new Exp(x);
        Kernels.get().exp(x.value(), 0, op.y, 0, op.y.length);
        return op.record(x.shape(), op.y);
    }

    @Override
    public String name() {
        return "exp";
    }

    @Override
    protected void backward(float[] dy) {
        Kernels.get().multiplyAccumulate(dy, 0, y, 0, input(0).gradient(), 0, dy.length);
    }
}
