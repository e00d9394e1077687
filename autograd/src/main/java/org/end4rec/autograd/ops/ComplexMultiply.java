package org.end4rec.autograd.ops;

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
        float[] minus = op.negatedImaginaryWeights(plane);
        Kernels kernels = Kernels.get();
        for (int i = 0; i < shape.dim(0); i++) {
            int re = i * 2 * plane;
            int im = re + plane;
            kernels.multiply(x.value(), re, w.value(), 0, y, re, plane);
            kernels.multiplyAccumulate(x.value(), im, minus, 0, y, re, plane);
            kernels.multiply(x.value(), re, w.value(), plane, y, im, plane);
            kernels.multiplyAccumulate(x.value(), im, w.value(), 0, y, im, plane);
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
            float[] minus = negatedImaginaryWeights(plane);
            for (int re = 0; re < dy.length; re += 2 * plane) {
                int im = re + plane;
                kernels.multiplyAccumulate(dy, re, w.value(), 0, x.gradient(), re, plane);
                kernels.multiplyAccumulate(dy, im, w.value(), plane, x.gradient(), re, plane);
                kernels.multiplyAccumulate(dy, re, minus, 0, x.gradient(), im, plane);
                kernels.multiplyAccumulate(dy, im, w.value(), 0, x.gradient(), im, plane);
            }
        }
        if (w.requiresGradient()) {
            // the kernel only adds, so what is to be subtracted is gathered first
            float[] subtracted = tape().arena().takeZeroed(plane);
            for (int re = 0; re < dy.length; re += 2 * plane) {
                int im = re + plane;
                kernels.multiplyAccumulate(x.value(), re, dy, re, w.gradient(), 0, plane);
                kernels.multiplyAccumulate(x.value(), im, dy, im, w.gradient(), 0, plane);
                kernels.multiplyAccumulate(x.value(), re, dy, im, w.gradient(), plane, plane);
                kernels.multiplyAccumulate(x.value(), im, dy, re, subtracted, 0, plane);
            }
            kernels.axpy(-1f, subtracted, 0, w.gradient(), plane, plane);
        }
    }

    private float[] negatedImaginaryWeights(int plane) {
        float[] minus = take(plane);
        Kernels.get().scale(-1f, input(1).value(), plane, minus, 0, plane);
        return minus;
    }
}
