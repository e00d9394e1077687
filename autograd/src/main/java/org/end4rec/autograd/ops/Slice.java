package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * A range of an axis: {@code y = x_from…x_(to−1)}, {@code dx = dy} there, 0 elsewhere. x: [...,n,...] →
 * [...,to−from,...].
 */
public final class Slice extends Op {
    private static final String NAME = "slice";

    private final int outer;
    private final int stride;
    private final int start;
    private final int length;

    private Slice(Variable x, int axis, int from, int to) {
        super(x);
        int inner = Axes.inner(x.shape(), axis);
        outer = Axes.outer(x.shape(), axis);
        stride = x.shape().dim(axis) * inner;
        start = from * inner;
        length = (to - from) * inner;
    }

    /**
     * The positions from … to−1 of an axis, which may be counted from the end.
     *
     * @throws IllegalArgumentException if there is no such axis or range
     */
    public static Variable slice(Variable x, int axis, int from, int to) {
        int resolved = Axes.resolve(NAME, x.shape(), axis);
        int size = x.shape().dim(resolved);
        if (from < 0 || to < from || to > size) {
            throw new IllegalArgumentException(NAME + ": the range is " + from + "…" + to + " (exclusive); axis "
                    + resolved + " of x " + x.shape() + " has size " + size + ", expected 0 ≤ from ≤ to ≤ " + size);
        }
        Slice op = new Slice(x, resolved, from, to);
        Shape shape = x.shape().resized(resolved, to - from);
        float[] y = op.take(shape.size());
        for (int o = 0; o < op.outer; o++) {
            System.arraycopy(x.value(), o * op.stride + op.start, y, o * op.length, op.length);
        }
        return op.record(shape, y);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        for (int o = 0; o < outer; o++) {
            Kernels.get().accumulate(dy, o * length, dx, o * stride + start, length);
        }
    }
}
