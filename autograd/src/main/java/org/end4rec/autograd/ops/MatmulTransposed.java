package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Dot products of rows with rows: {@code y = a·bᵀ}, {@code da = dy·b}, {@code db = dyᵀ·a}. a: [...,m,k], b: [...,n,k] →
 * [...,m,n], with equal leading axes.
 */
public final class MatmulTransposed extends Op {
    private static final String NAME = "matmulTransposed";

    private final int m;
    private final int k;
    private final int n;
    private final int matrices;

    private MatmulTransposed(Variable a, Variable b) {
        super(a, b);
        m = a.shape().dim(-2);
        k = a.shape().dim(-1);
        n = b.shape().dim(-2);
        matrices = Axes.product(a.shape(), 0, a.shape().rank() - 2);
    }

    /**
     * a·bᵀ.
     *
     * @throws IllegalArgumentException for other shapes
     */
    public static Variable matmulTransposed(Variable a, Variable b) {
        check(a.shape(), b.shape());
        MatmulTransposed op = new MatmulTransposed(a, b);
        Shape shape = a.shape().resized(a.shape().rank() - 1, op.n);
        float[] y = op.take(shape.size());
        for (int i = 0; i < op.matrices; i++) {
            int ao = i * op.m * op.k;
            int bo = i * op.n * op.k;
            int yo = i * op.m * op.n;
            Kernels.get().productNT(op.m, op.n, op.k, a.value(), ao, op.k, b.value(), bo, op.k, y, yo, op.n, false);
        }
        return op.record(shape, y);
    }

    private static void check(Shape a, Shape b) {
        if (a.rank() < 2) {
            throw wrongShape(NAME, "a", a, "two axes or more, [...,m,k]");
        }
        if (b.rank() != a.rank() || !b.equals(a.resized(a.rank() - 2, b.dim(-2)))) {
            String leading = a.toString().substring(1, a.toString().lastIndexOf(','));
            leading = leading.substring(0, leading.lastIndexOf(',') + 1);
            throw wrongShape(NAME, "b", b, "[" + leading + "n," + a.dim(-1) + "], to match a " + a);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        Variable a = input(0);
        Variable b = input(1);
        for (int i = 0; i < matrices; i++) {
            int ao = i * m * k;
            int bo = i * n * k;
            int yo = i * m * n;
            if (a.requiresGradient()) {
                Kernels.get().productNN(m, k, n, dy, yo, n, b.value(), bo, k, a.gradient(), ao, k, true);
            }
            if (b.requiresGradient()) {
                Kernels.get().productTN(n, k, m, dy, yo, n, a.value(), ao, k, b.gradient(), bo, k, true);
            }
        }
    }
}
