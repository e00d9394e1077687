package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Affine map of every row: {@code y = x·w + b}, {@code dx = dy·wᵀ}, {@code dw = xᵀ·dy}, {@code db = Σ dy} over the
 * rows. x: [...,k], w: [k,n], b: [n] or absent → [...,n].
 */
public final class Linear extends Op {
    private static final String NAME = "linear";

    private final int rows;
    private final int k;
    private final int n;

    private Linear(Variable... inputs) {
        super(inputs);
        Shape x = input(0).shape();
        rows = Axes.product(x, 0, x.rank() - 1);
        k = x.dim(-1);
        n = input(1).shape().dim(1);
    }

    /**
     * x·w.
     *
     * @throws IllegalArgumentException for other shapes
     */
    public static Variable linear(Variable x, Variable w) {
        check(x.shape(), w.shape());
        Linear op = new Linear(x, w);
        float[] y = op.takeOutput();
        return op.product(y, false);
    }

    /**
     * x·w + b.
     *
     * @throws IllegalArgumentException for other shapes
     */
    public static Variable linear(Variable x, Variable w, Variable b) {
        check(x.shape(), w.shape());
        if (!b.shape().equals(Shape.of(w.shape().dim(1)))) {
            throw wrongShape(NAME, "b", b.shape(), "[" + w.shape().dim(1) + "], to match w " + w.shape());
        }
        Linear op = new Linear(x, w, b);
        float[] y = op.takeOutput();
        for (int row = 0; row < op.rows; row++) {
            System.arraycopy(b.value(), 0, y, row * op.n, op.n);
        }
        return op.product(y, true);
    }

    private static void check(Shape x, Shape w) {
        if (x.rank() < 1) {
            throw wrongShape(NAME, "x", x, "one axis or more, [...,k]");
        }
        if (w.rank() != 2 || w.dim(0) != x.dim(-1)) {
            throw wrongShape(NAME, "w", w, "[" + x.dim(-1) + ",n], to match x " + x);
        }
    }

    private float[] takeOutput() {
        return take(lengthOf(NAME, "x", input(0).shape(), "y", rows, n));
    }

    private Variable product(float[] y, boolean accumulate) {
        Variable x = input(0);
        Kernels.get().productNN(rows, n, k, x.value(), 0, k, input(1).value(), 0, n, y, 0, n, accumulate);
        return record(x.shape().resized(x.shape().rank() - 1, n), y);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        Variable w = input(1);
        if (x.requiresGradient()) {
            Kernels.get().productNT(rows, k, n, dy, 0, n, w.value(), 0, n, x.gradient(), 0, k, true);
        }
        if (w.requiresGradient()) {
            Kernels.get().productTN(k, n, rows, x.value(), 0, k, dy, 0, n, w.gradient(), 0, n, true);
        }
        if (arity() == 3 && input(2).requiresGradient()) {
            float[] db = input(2).gradient();
            for (int row = 0; row < rows; row++) {
                Kernels.get().accumulate(dy, row * n, db, 0, n);
            }
        }
    }
}
