package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/** Sum of all elements: {@code y = Σ x}, {@code dx = dy} everywhere. Any shape → []. */
public final class Sum extends Op {
    private static final Shape SCALAR = Shape.of();

    private Sum(Variable x) {
        super(x);
    }

    /** Σ x; 0 if x is empty. x: any shape → []. */
    public static Variable sum(Variable x) {
        Sum op = new Sum(x);
        float[] y = op.take(1);
        y[0] = Kernels.get().sum(x.value(), 0, x.shape().size());
        return op.record(SCALAR, y);
    }

    @Override
    public String name() {
        return "sum";
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        for (int i = 0; i < dx.length; i++) {
            dx[i] += dy[0];
        }
    }
}
