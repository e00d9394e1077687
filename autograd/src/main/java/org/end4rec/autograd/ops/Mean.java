package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/** Mean of all n elements: {@code y = Σ x / n}, {@code dx = dy/n} everywhere. Any shape but an empty one → []. */
public final class Mean extends Op {
    private static final Shape SCALAR = Shape.of();
    private static final String NAME = "mean";

    private Mean(Variable x) {
        super(x);
    }

    /**
     * Σ x / n. x: any shape → [].
     *
     * @throws IllegalArgumentException if x is empty
     */
    public static Variable mean(Variable x) {
        int n = x.shape().size();
        if (n == 0) {
            throw wrongShape(NAME, "x", x.shape(), "at least one element");
        }
        Mean op = new Mean(x);
        float[] y = op.take(1);
        y[0] = Kernels.get().sum(x.value(), 0, n) / n;
        return op.record(SCALAR, y);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        float share = dy[0] / dx.length;
        for (int i = 0; i < dx.length; i++) {
            dx[i] += share;
        }
    }
}
