package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A residual connection and the layer normalization after it in one pass: {@code y = f·(x̂·weight + bias)}, where x̂ is
 * {@code a = x + r} shifted and scaled to mean 0 and variance 1 in each row, and f a factor of the row. With
 * {@code g = f·dy·weight}: {@code dx = dr = (g − mean(g) − x̂·mean(g·x̂))/√(variance + eps)},
 * {@code dweight = Σ f·dy·x̂}, {@code dbias = Σ f·dy}. The sum is not kept but computed again.
 */
public final class AddLayerNorm extends Op {
    private final int d;
    private final int rows;
    private final int block;
    private final float @Nullable [] rowFactor;
    private final float[] statistics;

    private AddLayerNorm(Variable x, Variable r, Variable weight, Variable bias, float @Nullable [] rowFactor) {
        super(x, r, weight, bias);
        this.rowFactor = rowFactor;
        d = x.shape().dim(-1);
        rows = x.shape().size() / d;
        block = Math.max(1, LayerNorm.BLOCK / d);
        statistics = take(rows * Kernels.ROW_STATISTICS);
    }

    /**
     * Layer normalization of x + r, row after row. x, r: [...,d], weight, bias: [d] → as x; epsilon > 0.
     *
     * @param rowFactor one factor a row, such as 0 for padding, kept, not copied; null if all are 1
     */
    public static Variable addLayerNorm(
            Variable x, Variable r, Variable weight, Variable bias, double epsilon, float @Nullable [] rowFactor) {
        Shape shape = x.shape();
        if (shape.rank() < 1 || shape.dim(-1) < 1) {
            throw wrongShape("addLayerNorm", "x", shape, "[...,d] with d at least 1");
        }
        if (!r.shape().equals(shape)) {
            throw wrongShape("addLayerNorm", "r", r.shape(), shape + ", as x");
        }
        LayerNorm.checkParameters("addLayerNorm", shape, weight, bias, epsilon);
        int rows = shape.size() / shape.dim(-1);
        if (rowFactor != null && rowFactor.length != rows) {
            throw new IllegalArgumentException("addLayerNorm: rowFactor has " + rowFactor.length
                    + " elements; expected " + rows + ", one for each row of x " + shape);
        }
        AddLayerNorm op = new AddLayerNorm(x, r, weight, bias, rowFactor);
        float[] y = op.take(shape.size());
        op.forward(epsilon, y);
        return op.record(shape, y);
    }

    @Override
    public String name() {
        return "addLayerNorm";
    }

    private void forward(double epsilon, float[] y) {
        Kernels kernels = Kernels.get();
        float[] x = input(0).value();
        float[] r = input(1).value();
        float[] weight = input(2).value();
        float[] bias = input(3).value();
        // a few rows at a time, which stay in the first-level cache between the kernels
        for (int row = 0; row < rows; row += block) {
            int count = Math.min(block, rows - row);
            int offset = row * d;
            kernels.add(x, offset, r, offset, y, offset, count * d);
            kernels.layerNorm(
                    count, d, epsilon, y, offset, weight, bias, y, offset, statistics, row * Kernels.ROW_STATISTICS);
            scaleRows(y, offset, y, offset, row, count);
        }
    }

    /** to = from, each row times its factor; rows with the factor 1 are left alone if both are one array. */
    private void scaleRows(float[] from, int fromOffset, float[] to, int toOffset, int row, int count) {
        if (rowFactor != null) {
            for (int i = 0; i < count; i++) {
                if (rowFactor[row + i] != 1f || from != to) {
                    Kernels.get().scale(rowFactor[row + i], from, fromOffset + i * d, to, toOffset + i * d, d);
                }
            }
        }
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        float[] x = input(0).value();
        float[] r = input(1).value();
        float[] weight = input(2).value();
        float[] dWeight = input(2).requiresGradient() ? input(2).gradient() : take(d);
        float[] dBias = input(3).requiresGradient() ? input(3).gradient() : take(d);
        boolean firstOfX = !input(0).hasGradient();
        float[] dx = gradient(input(0), firstOfX);
        // x may be r: then its gradient has begun here
        boolean firstOfR = !input(1).hasGradient();
        float[] dr = gradient(input(1), firstOfR);
        float[] sum = take(block * d);
        float[] scaled = take(block * d);
        for (int row = 0; row < rows; row += block) {
            int count = Math.min(block, rows - row);
            int size = count * d;
            int offset = row * d;
            int kept = row * Kernels.ROW_STATISTICS;
            kernels.add(x, offset, r, offset, sum, 0, size);
            boolean factors = hasFactors(row, count);
            if (factors) {
                scaleRows(dy, offset, scaled, 0, row, count);
            }
            float[] upstream = factors ? scaled : dy;
            int uo = factors ? 0 : offset;
            kernels.layerNormGradient(count, d, sum, 0, weight, statistics, kept, upstream, uo, sum, 0, dWeight, dBias);
            if (dx != null) {
                pass(sum, dx, firstOfX, offset, size);
            }
            if (dr != null) {
                pass(sum, dr, firstOfR, offset, size);
            }
        }
        release(scaled);
        release(sum);
    }

    private static float @Nullable [] gradient(Variable input, boolean first) {
        if (!input.requiresGradient()) {
            return null;
        }
        return first ? input.firstGradient() : input.gradient();
    }

    private static void pass(float[] sum, float[] gradient, boolean first, int offset, int size) {
        if (first) {
            System.arraycopy(sum, 0, gradient, offset, size);
        } else {
            Kernels.get().accumulate(sum, 0, gradient, offset, size);
        }
    }

    private boolean hasFactors(int row, int count) {
        boolean found = false;
        if (rowFactor != null) {
            for (int i = row; i < row + count; i++) {
                found |= rowFactor[i] != 1f;
            }
        }
        return found;
    }
}
