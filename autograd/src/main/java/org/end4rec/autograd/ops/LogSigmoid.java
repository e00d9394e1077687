package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.kernel.Kernels;

/**
 * Log of the logistic function: {@code y = log σ(x) = min(x, 0) − log(1 + e^−|x|)}, {@code dx = dy·σ(−x)}. Any shape.
 */
public final class LogSigmoid extends Op {
    private LogSigmoid(Variable x) {
        super(x);
    }

    /** log σ(x), finite for every finite x. x: any shape → same. */
    public static Variable logSigmoid(Variable x) {
        LogSigmoid op = new LogSigmoid(x);
        int n = x.shape().size();
        float[] y = op.take(n);
        Kernels.get().logSigmoid(x.value(), 0, y, 0, n);
        return op.record(x.shape(), y);
    }

    @Override
    public String name() {
        return "logSigmoid";
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        float[] slope = take(dy.length);
        // σ(−x), not 1 − σ(x), which loses every digit where x is large
        Kernels.get().scale(-1f, x.value(), 0, slope, 0, dy.length);
        Kernels.get().sigmoid(slope, 0, slope, 0, dy.length);
        Kernels.get().multiplyAccumulate(dy, 0, slope, 0, x.gradient(), 0, dy.length);
    }
}
