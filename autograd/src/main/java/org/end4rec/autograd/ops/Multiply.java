package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/** Element-wise product: {@code y = a·b}, {@code da = dy·b}, {@code db = dy·a}. Shapes broadcast as in NumPy. */
public final class Multiply extends Op {
    private static final String NAME = "multiply";

    private final Broadcast broadcast;

    private Multiply(Variable a, Variable b, Broadcast broadcast) {
        super(a, b);
        this.broadcast = broadcast;
    }

    /**
     * a·b, element by element.
     *
     * @throws IllegalArgumentException if the shapes do not broadcast
     */
    public static Variable multiply(Variable a, Variable b) {
        Multiply op = new Multiply(a, b, Broadcast.of(NAME, a.shape(), b.shape()));
        float[] y = op.take(op.broadcast.shape().size());
        op.broadcast.apply(Kernels::multiply, a, b, y);
        return op.record(op.broadcast.shape(), y);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        Variable a = input(0);
        Variable b = input(1);
        if (a.requiresGradient()) {
            broadcast.accumulateProductA(dy, b.value(), a.gradient());
        }
        if (b.requiresGradient()) {
            broadcast.accumulateProductB(dy, a.value(), b.gradient());
        }
    }
}
