package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * Complex element-wise product with weights shared by the batch: {@code Y = X ⊙ w}; {@code dX = dY ⊙ w̄},
 * {@code dw = Σ_B X̄ ⊙ dY}.
 */
public final class ComplexMultiply extends Op {
    private ComplexMultiply(Variable x, Variable w) {
        super(x, w);
    }

    /** A spectral kernel applied to each spectrum. x: [B,2,F,d], w: [2,F,d] → [B,2,F,d]; plane 0 real, 1 imaginary. */
    public static Variable complexMultiply(Variable x, Variable w) {
        Shape shape = x.shape();
        if (shape.rank() != 4 || shape.dim(1) != 2) {
            throw wrongShape("complexMultiply", "x", shape, "[B,2,F,d]");
        }
        Shape expected = Shape.of(2, shape.dim(2), shape.dim(3));
        if (!w.shape().equals(expected)) {
            throw wrongShape("complexMultiply", "w", w.shape(), expected + ", to match x " + shape);
        }
        ComplexMultiply op = new ComplexMultiply(x, w);
        int plane = expected.size() / 2;
        float[] y = op.take(shape.size());
        Arrays.fill(y, 0f);
        Kernels kernels = Kernels.get();
        for (int at = 0; at < y.length; at += 2 * plane) {
            kernels.complexProduct(false, x.value(), at, at + plane, w.value(), 0, plane, y, at, at + plane, plane);
        }
        return op.record(shape, y);
    }

    @Override
    public String name() {
        return "complexMultiply";
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        Variable w = input(1);
        int plane = w.shape().size() / 2;
        Kernels kernels = Kernels.get();
        if (x.requiresGradient()) {
            for (int at = 0; at < dy.length; at += 2 * plane) {
                kernels.complexProduct(
                        true, dy, at, at + plane, w.value(), 0, plane, x.gradient(), at, at + plane, plane);
            }
        }
        if (w.requiresGradient()) {
            for (int at = 0; at < dy.length; at += 2 * plane) {
                kernels.complexProduct(
                        true, dy, at, at + plane, x.value(), at, at + plane, w.gradient(), 0, plane, plane);
            }
        }
    }
}
