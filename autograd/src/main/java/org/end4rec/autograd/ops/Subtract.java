package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/** Difference of two: {@code y = a − b}, {@code da = dy}, {@code db = −dy}. Shapes broadcast as in NumPy. */
public final class Subtract extends Op {
    private static final String NAME = "subtract";

    private final Broadcast broadcast;

    private Subtract(Variable a, Variable b, Broadcast broadcast) {
        super(a, b);
        this.broadcast = broadcast;
    }

    /**
     * a − b.
     *
     * @throws IllegalArgumentException if the shapes do not broadcast
     */
    public static Variable subtract(Variable a, Variable b) {
        Subtract op = new Subtract(a, b, Broadcast.of(NAME, a.shape(), b.shape()));
        float[] y = op.take(op.broadcast.shape().size());
        op.broadcast.apply(Kernels::subtract, a, b, y);
        return op.record(op.broadcast.shape(), y);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        if (input(0).requiresGradient()) {
            broadcast.accumulateA(dy, input(0).gradient());
        }
        if (input(1).requiresGradient()) {
            broadcast.accumulateB(-1f, dy, input(1).gradient());
        }
    }
}
