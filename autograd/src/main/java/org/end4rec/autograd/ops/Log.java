package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/** Natural logarithm: {@code y = ln x}, {@code dx = dy/x}. Any shape. */
public final class Log extends Op {
    private Log(Variable x) {
        super(x);
    }

    /** ln x: −∞ at 0, NaN below. x: any shape → same. */
    public static Variable log(Variable x) {
        Log op = new Log(x);
        int n = x.shape().size();
        float[] y = op.take(n);
        Kernels.get().log(x.value(), 0, y, 0, n);
        return op.record(x.shape(), y);
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    protected void backward(float[] dy) {
        float[] x = input(0).value();
        float[] dx = input(0).gradient();
        for (int i = 0; i < dy.length; i++) {
            dx[i] += dy[i] / x[i];
        }
    }
}
