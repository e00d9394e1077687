package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/** Parts one after the other along an axis: {@code y = [x₀ x₁ …]}, {@code dx_i = its range of dy}. */
public final class Concat extends Op {
    private static final String NAME = "concat";

    private final int outer;
    private final int inner;
    private final int axis;

    private Concat(int axis, Variable[] parts) {
        super(parts);
        outer = Axes.outer(parts[0].shape(), axis);
        inner = Axes.inner(parts[0].shape(), axis);
        this.axis = axis;
    }

    /**
     * The parts along an axis, which may be counted from the end; their other axes must be equal.
     *
     * @throws IllegalArgumentException for no parts, no such axis or unequal shapes
     */
    public static Variable concat(int axis, Variable... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException(NAME + ": there are no parts; expected at least one");
        }
        Shape first = parts[0].shape();
        int resolved = Axes.resolve(NAME, first, axis);
        int total = 0;
        for (int i = 0; i < parts.length; i++) {
            Shape part = parts[i].shape();
            if (part.rank() != first.rank()
                    || !part.resized(resolved, first.dim(resolved)).equals(first)) {
                throw wrongShape(NAME, "part " + i, part, "that of part 0 " + first + " on all axes but " + resolved);
            }
            total = Math.addExact(total, part.dim(resolved));
        }
        Concat op = new Concat(resolved, parts.clone());
        Shape shape = first.resized(resolved, total);
        float[] y = op.take(shape.size());
        int stride = total * op.inner;
        int start = 0;
        for (Variable part : parts) {
            int length = op.length(part);
            for (int o = 0; o < op.outer; o++) {
                System.arraycopy(part.value(), o * length, y, o * stride + start, length);
            }
            start += length;
        }
        return op.record(shape, y);
    }

    private int length(Variable part) {
        return part.shape().dim(axis) * inner;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        int stride = outer == 0 ? 0 : dy.length / outer;
        int start = 0;
        for (int i = 0; i < arity(); i++) {
            Variable part = input(i);
            int length = length(part);
            if (part.requiresGradient()) {
                for (int o = 0; o < outer; o++) {
                    Kernels.get().accumulate(dy, o * stride + start, part.gradient(), o * length, length);
                }
            }
            start += length;
        }
    }
}
