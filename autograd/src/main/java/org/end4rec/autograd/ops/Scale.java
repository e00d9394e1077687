package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/** Product with a number: {@code y = s·x}, {@code dx = s·dy}. Any shape. */
public final class Scale extends Op {
    private final float factor;

    private Scale(Variable x, float factor) {
        super(x);
        this.factor = factor;
    }

    /** factor·x. x: any shape → same. */
    public static Variable scale(Variable x, float factor) {
        Scale op = new Scale(x, factor);
        int n = x.shape().size();
        float[] y = op.take(n);
        Kernels.get().scale(factor, x.value(), 0, y, 0, n);
        return op.record(x.shape(), y);
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    protected void backward(float[] dy) {
        Kernels.get().axpy(factor, dy, 0, input(0).gradient(), 0, dy.length);
    }
}
