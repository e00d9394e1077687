package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/** One position i of an axis: {@code y = x_i}, {@code dx_i = dy}, 0 elsewhere. x: [...,n,...] → without that axis. */
public final class Select extends Op {
    private static final String NAME = "select";

    private final int outer;
    private final int n;
    private final int inner;
    private final int index;

    private Select(Variable x, int axis, int index) {
        super(x);
        outer = Axes.outer(x.shape(), axis);
        n = x.shape().dim(axis);
        inner = Axes.inner(x.shape(), axis);
        this.index = index;
    }

    /**
     * The position {@code index} of an axis; both may be counted from the end, so {@code select(x, 1, -1)} is the last.
     *
     * @throws IllegalArgumentException if there is no such axis or position
     */
    public static Variable select(Variable x, int axis, int index) {
        int resolved = Axes.resolve(NAME, x.shape(), axis);
        int size = x.shape().dim(resolved);
        int position = index < 0 ? index + size : index;
        if (position < 0 || position >= size) {
            throw new IllegalArgumentException(NAME + ": index is " + index + "; axis " + resolved + " of x "
                    + x.shape() + " has size " + size + ", expected "
                    + (size == 0 ? "an axis that is not empty" : -size + "…" + (size - 1)));
        }
        Select op = new Select(x, resolved, position);
        Shape shape = x.shape().without(resolved);
        float[] y = op.take(shape.size());
        for (int o = 0; o < op.outer; o++) {
            System.arraycopy(x.value(), op.offset(o), y, o * op.inner, op.inner);
        }
        return op.record(shape, y);
    }

    private int offset(int o) {
        return (o * n + index) * inner;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        for (int o = 0; o < outer; o++) {
            Kernels.get().accumulate(dy, o * inner, dx, offset(o), inner);
        }
    }
}
