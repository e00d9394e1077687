package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/** The same elements under another shape: {@code y = x}, {@code dx = dy}. Any shape → any of the same size. */
public final class Reshape extends Op {
    private static final String NAME = "reshape";

    private Reshape(Variable x) {
        super(x);
    }

    /**
     * x under another shape; shares the buffer.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    public static Variable reshape(Variable x, Shape shape) {
        if (shape.size() != x.shape().size()) {
            throw wrongShape(NAME, "x", x.shape(), shape.size() + " elements, to become " + shape);
        }
        return new Reshape(x).record(shape, x.value());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        Kernels.get().accumulate(dy, 0, input(0).gradient(), 0, dy.length);
    }
}
