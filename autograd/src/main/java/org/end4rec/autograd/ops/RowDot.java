package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Dot product of each row with its partner: {@code y = Σ_d a·b}, {@code da = dy·b}, {@code db = dy·a}. [...,d] → [...].
 */
public final class RowDot extends Op {
    private static final String NAME = "rowDot";

    private RowDot(Variable a, Variable b) {
        super(a, b);
    }

    /**
     * Σ a·b over the last axis. a and b: [...,d] → [...].
     *
     * @throws IllegalArgumentException for other shapes
     */
    public static Variable rowDot(Variable a, Variable b) {
        if (a.shape().rank() < 1) {
            throw wrongShape(NAME, "a", a.shape(), "one axis or more, [...,d]");
        }
        if (!b.shape().equals(a.shape())) {
            throw wrongShape(NAME, "b", b.shape(), a.shape() + ", that of a");
        }
        RowDot op = new RowDot(a, b);
        Shape shape = a.shape().without(a.shape().rank() - 1);
        int d = a.shape().dim(-1);
        float[] y = op.take(shape.size());
        for (int row = 0; row < y.length; row++) {
            y[row] = Kernels.get().dot(a.value(), row * d, b.value(), row * d, d);
        }
        return op.record(shape, y);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        addTo(input(0), input(1), dy);
        addTo(input(1), input(0), dy);
    }

    private static void addTo(Variable target, Variable partner, float[] dy) {
        if (target.requiresGradient()) {
            int d = target.shape().dim(-1);
            for (int row = 0; row < dy.length; row++) {
                Kernels.get().axpy(dy[row], partner.value(), row * d, target.gradient(), row * d, d);
            }
        }
    }
}
