package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A linear map for each type of row: {@code y_i = x_i·w[type_i]}, {@code dx_i = dy_i·w[type_i]ᵀ},
 * {@code dw[r] = Σ x_iᵀ·dy_i} over the rows of type r. The rows of a type are brought together, so that each type is
 * one product: O(rows·k·n) however many types there are.
 */
public final class LinearByType extends Op {
    private static final String NAME = "linearByType";

    private final int[] types;
    private final int k;
    private final int n;

    private LinearByType(Variable x, Variable w, int[] types) {
        super(x, w);
        this.types = types;
        k = w.shape().dim(1);
        n = w.shape().dim(2);
    }

    /**
     * x: [B,N,k], w: [R,k,n] → [B,N,n]; a row of type 0 becomes zeros.
     *
     * @param types [B,N] type of each row, 1 … R, or 0. Kept, not copied: leave it alone until the tape is reset
     * @throws IllegalArgumentException for other shapes, or a type out of range
     */
    public static Variable linearByType(Variable x, Variable w, int[] types) {
        Shape shape = x.shape();
        Shape weights = w.shape();
        if (shape.rank() != 3) {
            throw wrongShape(NAME, "x", shape, "[B,N,k]");
        }
        if (weights.rank() != 3 || weights.dim(1) != shape.dim(2)) {
            throw wrongShape(NAME, "w", weights, "[R," + shape.dim(2) + ",n], to match x " + shape);
        }
        int rows = shape.dim(0) * shape.dim(1);
        if (types.length != rows) {
            throw new IllegalArgumentException(NAME + ": types has " + types.length + " elements; expected " + rows
                    + ", one for each row of x " + shape);
        }
        for (int i = 0; i < rows; i++) {
            if (types[i] < 0 || types[i] > weights.dim(0)) {
                throw new IllegalArgumentException(NAME + ": types[" + i + "] is " + types[i] + "; expected 0…"
                        + weights.dim(0) + ", to match w " + weights);
            }
        }
        LinearByType op = new LinearByType(x, w, types);
        return op.record(Shape.of(shape.dim(0), shape.dim(1), op.n), op.forward());
    }

    private float[] forward() {
        Variable x = input(0);
        Variable w = input(1);
        float[] y = tape().arena().takeZeroed(types.length * n);
        float[] read = take(types.length * k);
        float[] written = take(types.length * n);
        for (int type = 1; type <= w.shape().dim(0); type++) {
            int count = collect(type, x.value(), k, read);
            int at = (type - 1) * k * n;
            Kernels.get().productNN(count, n, k, read, 0, k, w.value(), at, n, written, 0, n, false);
            int from = 0;
            for (int row = 0; row < types.length; row++) {
                if (types[row] == type) {
                    System.arraycopy(written, from * n, y, row * n, n);
                    from++;
                }
            }
        }
        return y;
    }

    /** Brings the rows of a type together, in their order, and counts them. */
    private int collect(int type, float[] rows, int width, float[] target) {
        int count = 0;
        for (int row = 0; row < types.length; row++) {
            if (types[row] == type) {
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
        float[] slopes = take(types.length * n);
        float[] rows = take(types.length * k);
        for (int type = 1; type <= w.shape().dim(0); type++) {
            int count = collect(type, dy, n, slopes);
            int at = (type - 1) * k * n;
            if (w.requiresGradient()) {
                collect(type, x.value(), k, rows);
                Kernels.get().productTN(k, n, count, rows, 0, k, slopes, 0, n, w.gradient(), at, n, true);
            }
            if (dx != null) {
                Kernels.get().productNT(count, k, n, slopes, 0, n, w.value(), at, n, rows, 0, k, false);
                int from = 0;
                for (int row = 0; row < types.length; row++) {
                    if (types[row] == type) {
                        Kernels.get().accumulate(rows, from * k, dx, row * k, k);
                        from++;
                    }
                }
            }
        }
    }
}
