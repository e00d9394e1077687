package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/** Sum over one axis i: {@code y = Σ_i x_i}, {@code dx_i = dy}. x: [...,n,...] → the same without that axis. */
public final class SumAxis extends Op {
    private static final String NAME = "sumAxis";

    private final int outer;
    private final int n;
    private final int inner;

    private SumAxis(Variable x, int axis) {
        super(x);
        outer = Axes.outer(x.shape(), axis);
        n = x.shape().dim(axis);
        inner = Axes.inner(x.shape(), axis);
    }

    /**
     * Σ x over an axis, which may be counted from the end.
     *
     * @throws IllegalArgumentException if there is no such axis
     */
    public static Variable sumAxis(Variable x, int axis) {
        int resolved = Axes.resolve(NAME, x.shape(), axis);
        SumAxis op = new SumAxis(x, resolved);
        Shape shape = x.shape().without(resolved);
        float[] y = op.take(shape.size());
        if (op.inner == 1) {
            op.sumRows(x.value(), y);
        } else {
            op.sumPlanes(x.value(), y);
        }
        return op.record(shape, y);
    }

    private void sumRows(float[] x, float[] y) {
        for (int o = 0; o < outer; o++) {
            y[o] = Kernels.get().sum(x, o * n, n);
        }
    }

    private void sumPlanes(float[] x, float[] y) {
        Arrays.fill(y, 0f);
        for (int row = 0; row < outer * n; row++) {
            Kernels.get().accumulate(x, row * inner, y, row / n * inner, inner);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        for (int row = 0; row < outer * n; row++) {
            if (inner == 1) {
                dx[row] += dy[row / n];
            } else {
                Kernels.get().accumulate(dy, row / n * inner, dx, row * inner, inner);
            }
        }
    }
}
