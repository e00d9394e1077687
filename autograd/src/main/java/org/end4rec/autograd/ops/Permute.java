package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/** Another order of axes: {@code y = x with axis order[i] in place i}, {@code dx = dy} in the order back. */
public final class Permute extends Op {
    private static final String NAME = "permute";

    private final BroadcastRows rows;

    private Permute(Variable x, BroadcastRows rows) {
        super(x);
        this.rows = rows;
    }

    /**
     * {@code permute(x, 1, 0)} is the transpose.
     *
     * @throws IllegalArgumentException unless order is one of all axes
     */
    public static Variable permute(Variable x, int... order) {
        check(x.shape(), order);
        int rank = order.length;
        int[] dims = new int[Math.max(1, rank)];
        int[] strides = new int[dims.length];
        Arrays.fill(dims, 1);
        for (int i = 0; i < rank; i++) {
            dims[i] = x.shape().dim(order[i]);
            strides[i] = Axes.inner(x.shape(), order[i]);
        }
        Permute op = new Permute(x, new BroadcastRows(dims, strides, new int[dims.length]));
        float[] y = op.take(x.shape().size());
        op.copy(x.value(), y);
        return op.record(Shape.of(rank == 0 ? order : dims), y);
    }

    private static void check(Shape x, int[] order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        boolean right = order.length == x.rank();
        for (int i = 0; right && i < sorted.length; i++) {
            right = sorted[i] == i;
        }
        if (!right) {
            throw new IllegalArgumentException(NAME + ": order is " + Arrays.toString(order) + "; x has shape " + x
                    + ", expected each of its " + x.rank() + " axes once, counted from 0");
        }
    }

    private void copy(float[] x, float[] y) {
        int step = rows.aStep();
        int n = rows.length();
        for (int row = 0; row < rows.count(); row++) {
            int xo = rows.a(row);
            int yo = row * n;
            if (step == 1) {
                System.arraycopy(x, xo, y, yo, n);
            } else {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i * step];
                }
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        float[] dx = input(0).gradient();
        int step = rows.aStep();
        int n = rows.length();
        for (int row = 0; row < rows.count(); row++) {
            int xo = rows.a(row);
            int yo = row * n;
            if (step == 1) {
                Kernels.get().accumulate(dy, yo, dx, xo, n);
            } else {
                for (int i = 0; i < n; i++) {
                    dx[xo + i * step] += dy[yo + i];
                }
            }
        }
    }
}
