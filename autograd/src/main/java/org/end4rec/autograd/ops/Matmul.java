package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Matrix product: {@code y = a·b}, {@code da = dy·bᵀ}, {@code db = aᵀ·dy}. a: [...,m,k], b: [...,k,n] → [...,m,n], with
 * equal leading axes; each pair of matrices is multiplied by itself.
 */
public final class Matmul extends Op {
    private static final String NAME = "matmul";

    private final int m;
    private final int k;
    private final int n;
    private final int matrices;

    private Matmul(Variable a, Variable b) {
        super(a, b);
        m = a.shape().dim(-2);
        k = a.shape().dim(-1);
        n = b.shape().dim(-1);
        matrices = Axes.product(a.shape(), 0, a.shape().rank() - 2);
    }

    /**
     * a·b. Use {@link Linear} for one matrix b against many rows.
     *
     * @throws IllegalArgumentException for other shapes
     */
    public static Variable matmul(Variable a, Variable b) {
        check(a.shape(), b.shape());
        Matmul op = new Matmul(a, b);
        Shape shape = a.shape().resized(a.shape().rank() - 1, op.n);
        float[] y = op.take(shape.size());
        for (int i = 0; i < op.matrices; i++) {
            int ao = i * op.m * op.k;
            int bo = i * op.k * op.n;
            int yo = i * op.m * op.n;
            Kernels.get().productNN(op.m, op.n, op.k, a.value(), ao, op.k, b.value(), bo, op.n, y, yo, op.n, false);
        }
        return op.record(shape, y);
    }

    private static void check(Shape a, Shape b) {
        if (a.rank() < 2) {
            throw wrongShape(NAME, "a", a, "two axes or more, [...,m,k]");
        }
        if (!fits(a, b)) {
            String leading = a.toString().substring(1, a.toString().lastIndexOf(','));
            leading = leading.substring(0, leading.lastIndexOf(',') + 1);
            throw wrongShape(NAME, "b", b, "[" + leading + a.dim(-1) + ",n], to match a " + a);
        }
    }

    private static boolean fits(Shape a, Shape b) {
        if (b.rank() != a.rank() || b.dim(-2) != a.dim(-1)) {
            return false;
        }
        for (int axis = 0; axis < a.rank() - 2; axis++) {
            if (b.dim(axis) != a.dim(axis)) {
                return false;
            }
        }
        return true;
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
            int bo = i * k * n;
            int yo = i * m * n;
            if (a.requiresGradient()) {
                Kernels.get().productNT(m, k, n, dy, yo, n, b.value(), bo, n, a.gradient(), ao, k, true);
            }
            if (b.requiresGradient()) {
                Kernels.get().productTN(k, n, m, a.value(), ao, k, dy, yo, n, b.gradient(), bo, n, true);
            }
        }
    }
}
