package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A linear map for each kind of row: {@code y_i = x_i·w[kind_i]}, {@code dx_i = dy_i·w[kind_i]ᵀ},
 * {@code dw[r] = Σ x_iᵀ·dy_i} over the rows of kind r. The rows of a kind are brought together, so that each kind is one
 * product: O(rows·k·n) however many kinds there are.
 */
public final class KindLinear extends Op {
    private static final String NAME = "kindLinear";

    private final int[] kinds;
    private final int k;
    private final int n;

    private KindLinear(Variable x, Variable w, int[] kinds) {
        super(x, w);
        this.kinds = kinds;
        k = w.shape().dim(1);
        n = w.shape().dim(2);
    }

    /**
     * x: [B,N,k], w: [R,k,n] → [B,N,n]; a row of kind 0 becomes zeros.
     *
     * @param kinds [B,N] kind of each row, 1 … R, or 0. Kept, not copied: leave it alone until the tape is reset
     * @throws IllegalArgumentException for other shapes, or a kind out of range
     */
    public static Variable kindLinear(Variable x, Variable w, int[] kinds) {
        Shape shape = x.shape();
        Shape weights = w.shape();
        if (shape.rank() != 3) {
            throw wrongShape(NAME, "x", shape, "[B,N,k]");
        }
        if (weights.rank() != 3 || weights.dim(1) != shape.dim(2)) {
            throw wrongShape(NAME, "w", weights, "[R," + shape.dim(2) + ",n], to match x " + shape);
        }
        int rows = shape.dim(0) * shape.dim(1);
        if (kinds.length != rows) {
            throw new IllegalArgumentException(NAME + ": kinds has " + kinds.length + " elements; expected " + rows
                    + ", one for each row of x " + shape);
        }
        for (int i = 0; i < rows; i++) {
            if (kinds[i] < 0 || kinds[i] > weights.dim(0)) {
                throw new IllegalArgumentException(NAME + ": kinds[" + i + "] is " + kinds[i] + "; expected 0…"
                        + weights.dim(0) + ", to match w " + weights);
            }
        }
        KindLinear op = new KindLinear(x, w, kinds);
        return op.record(Shape.of(shape.dim(0), shape.dim(1), op.n), op.forward());
    }

    private float[] forward() {
        Variable x = input(0);
        Variable w = input(1);
        float[] y = tape().arena().takeZeroed(kinds.length * n);
        float[] read = take(kinds.length * k);
        float[] written = take(kinds.length * n);
        for (int kind = 1; kind <= w.shape().dim(0); kind++) {
            int count = collect(kind, x.value(), k, read);
            int at = (kind - 1) * k * n;
            Kernels.get().productNN(count, n, k, read, 0, k, w.value(), at, n, written, 0, n, false);
            int from = 0;
            for (int row = 0; row < kinds.length; row++) {
                if (kinds[row] == kind) {
                    System.arraycopy(written, from * n, y, row * n, n);
                    from++;
                }
            }
        }
        return y;
    }

    /** Brings the rows of a kind together, in their order, and counts them. */
    private int collect(int kind, float[] rows, int width, float[] target) {
        int count = 0;
        for (int row = 0; row < kinds.length; row++) {
            if (kinds[row] == kind) {
                System.arraycopy(rows, row * width, target, count * width, width);
                count++;
            }
        }
        return count;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        Variable w = input(1);
        float @Nullable [] dx = x.requiresGradient() ? x.gradient() : null;
        float[] slopes = take(kinds.length * n);
        float[] rows = take(kinds.length * k);
        for (int kind = 1; kind <= w.shape().dim(0); kind++) {
            int count = collect(kind, dy, n, slopes);
            int at = (kind - 1) * k * n;
            if (w.requiresGradient()) {
                collect(kind, x.value(), k, rows);
                Kernels.get().productTN(k, n, count, rows, 0, k, slopes, 0, n, w.gradient(), at, n, true);
            }
            if (dx != null) {
                Kernels.get().productNT(count, k, n, slopes, 0, n, w.value(), at, n, rows, 0, k, false);
                int from = 0;
                for (int row = 0; row < kinds.length; row++) {
                    if (kinds[row] == kind) {
                        Kernels.get().accumulate(rows, from * k, dx, row * k, k);
                        from++;
                    }
                }
            }
        }
    }
}
