package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Two affine maps of every row with GELU between them: {@code u = x·w1 + b1}, {@code y = gelu(u)·w2 + b2};
 * {@code du = (dy·w2ᵀ)·gelu′(u)}, {@code dx = du·w1ᵀ}, {@code dw1 = xᵀ·du}, {@code dw2 = gelu(u)ᵀ·dy}, {@code db} the
 * sums over the rows. It goes through the rows in blocks, so that of everything as wide as u only u itself is ever
 * whole in memory. Vaswani et al. (2017).
 */
public final class PositionwiseFeedForward extends Op {
    private static final String NAME = "positionwiseFeedForward";

    /** A block of the usual inner sizes and the block of its gradient stay in a second-level cache. */
    private static final int BLOCK = 256;

    private final int rows;
    private final int k;
    private final int inner;
    private final int n;
    private final float[] u;

    private PositionwiseFeedForward(Variable x, Variable w1, Variable b1, Variable w2, Variable b2) {
        super(x, w1, b1, w2, b2);
        rows = Axes.product(x.shape(), 0, x.shape().rank() - 1);
        k = w1.shape().dim(0);
        inner = w1.shape().dim(1);
        n = w2.shape().dim(1);
        u = take(lengthOf(NAME, "x", x.shape(), "x·w1", recording() ? rows : Math.min(rows, BLOCK), inner));
    }

    /**
     * gelu(x·w1 + b1)·w2 + b2. x: [...,k], w1: [k,h], b1: [h], w2: [h,n], b2: [n] → [...,n].
     *
     * @throws IllegalArgumentException for other shapes
     */
    public static Variable positionwiseFeedForward(Variable x, Variable w1, Variable b1, Variable w2, Variable b2) {
        if (x.shape().rank() < 1) {
            throw wrongShape(NAME, "x", x.shape(), "one axis or more, [...,k]");
        }
        int k = x.shape().dim(-1);
        if (w1.shape().rank() != 2 || w1.shape().dim(0) != k) {
            throw wrongShape(NAME, "w1", w1.shape(), "[" + k + ",h], to match x " + x.shape());
        }
        int inner = w1.shape().dim(1);
        requireBias("b1", b1, "w1", w1);
        if (w2.shape().rank() != 2 || w2.shape().dim(0) != inner) {
            throw wrongShape(NAME, "w2", w2.shape(), "[" + inner + ",n], to match w1 " + w1.shape());
        }
        requireBias("b2", b2, "w2", w2);
        PositionwiseFeedForward op = new PositionwiseFeedForward(x, w1, b1, w2, b2);
        float[] y = op.forward();
        return op.record(x.shape().resized(x.shape().rank() - 1, op.n), y);
    }

    private static void requireBias(String name, Variable bias, String weight, Variable w) {
        if (!bias.shape().equals(Shape.of(w.shape().dim(1)))) {
            throw wrongShape(
                    NAME, name, bias.shape(), "[" + w.shape().dim(1) + "], to match " + weight + " " + w.shape());
        }
    }

    private float[] forward() {
        Kernels kernels = Kernels.get();
        float[] y = take(lengthOf(NAME, "x", input(0).shape(), "y", rows, n));
        float[] activated = take(Math.min(rows, BLOCK) * inner);
        boolean recording = recording();
        for (int from = 0; from < rows; from += BLOCK) {
            int m = Math.min(BLOCK, rows - from);
            int uo = recording ? from * inner : 0;
            affine(m, k, inner, input(0).value(), from * k, input(1), input(2), u, uo);
            kernels.gelu(u, uo, activated, 0, m * inner);
            affine(m, inner, n, activated, 0, input(3), input(4), y, from * n);
        }
        release(activated);
        if (!recording) {
            release(u);
        }
        return y;
    }

    /** y = x·w + b for m rows. */
    private static void affine(int m, int k, int n, float[] x, int xo, Variable w, Variable b, float[] y, int yo) {
        for (int row = 0; row < m; row++) {
            System.arraycopy(b.value(), 0, y, yo + row * n, n);
        }
        Kernels.get().productNN(m, n, k, x, xo, k, w.value(), 0, n, y, yo, n, true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        Variable x = input(0);
        boolean first = x.requiresGradient() && !x.hasGradient();
        float[] dx = first ? x.firstGradient() : x.requiresGradient() ? x.gradient() : null;
        int size = Math.min(rows, BLOCK) * inner;
        float[] activated = take(size);
        float[] du = take(size);
        for (int from = 0; from < rows; from += BLOCK) {
            int m = Math.min(BLOCK, rows - from);
            int dyo = from * n;
            kernels.productNT(m, inner, n, dy, dyo, n, input(3).value(), 0, n, du, 0, inner, false);
            kernels.geluAndGradient(u, from * inner, du, 0, activated, 0, du, 0, m * inner);
            if (dx != null) {
                kernels.productNT(m, k, inner, du, 0, inner, input(1).value(), 0, inner, dx, from * k, k, !first);
            }
            addWeightGradient(m, k, inner, x.value(), from * k, du, 0, input(1), input(2));
            addWeightGradient(m, inner, n, activated, 0, dy, dyo, input(3), input(4));
        }
        release(du);
        release(activated);
        release(u);
    }

    /** dw += xᵀ·dy and db += Σ dy over m rows. */
    private static void addWeightGradient(
            int m, int k, int n, float[] x, int xo, float[] dy, int dyo, Variable w, Variable b) {
        if (w.requiresGradient()) {
            Kernels.get().productTN(k, n, m, x, xo, k, dy, dyo, n, w.gradient(), 0, n, true);
        }
        if (b.requiresGradient()) {
            float[] db = b.gradient();
            for (int row = 0; row < m; row++) {
                Kernels.get().accumulate(dy, dyo + row * n, db, 0, n);
            }
        }
    }
}
