package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Fma;
import org.end4rec.core.kernel.Kernels;

/** Hyperbolic tangent: {@code y = tanh x}, {@code dx = dy·(1 − y²)}. Any shape. */
public final class Tanh extends Op {
    private final float[] y;

    private Tanh(Variable x) {
        super(x);
        y = take(x.shape().size());
    }

    /** tanh x. x: any shape → same. */
    public static Variable tanh(Variable x) {
        Tanh op = new Tanh(x);
        Kernels.get().tanh(x.value(), 0, op.y, 0, op.y.length);
        return op.record(x.shape(), op.y);
    }

    @Override
    public String name() {
        return "tanh";
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        for (int i = 0; i < dy.length; i++) {
            dx[i] = Fma.fma(dy[i], Fma.fma(-y[i], y[i], 1f), dx[i]);
        }
    }
}
