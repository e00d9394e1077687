package org.end4rec.autograd.ops;

import org.end4rec.core.Shape;

/** One axis of a shape, which cuts it into {@code outer} × {@code size} × {@code inner} elements. */
final class Axes {
    private Axes() {}

    /**
     * The axis counted from the front.
     *
     * @throws IllegalArgumentException if there is no such axis
     */
    static int resolve(String op, Shape shape, int axis) {
        int resolved = axis < 0 ? axis + shape.rank() : axis;
        if (resolved < 0 || resolved >= shape.rank()) {
            throw new IllegalArgumentException(op + ": axis is " + axis + "; x has shape " + shape + ", expected "
                    + (shape.rank() == 0 ? "at least one axis" : -shape.rank() + "…" + (shape.rank() - 1)));
        }
        return resolved;
    }

    /** Product of the sizes before the axis. */
    static int outer(Shape shape, int axis) {
        return product(shape, 0, axis);
    }

    /** Product of the sizes after the axis. */
    static int inner(Shape shape, int axis) {
        return product(shape, axis + 1, shape.rank());
    }

    /** Product of the sizes of the axes from … to−1. */
    static int product(Shape shape, int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= shape.dim(axis);
        }
        return product;
    }
}
