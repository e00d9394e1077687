package org.end4rec.core;

import java.util.Arrays;

/** The sizes of a tensor's axes, outermost first. Immutable. Axes of size 0 are allowed; rank 0 is a scalar. */
public final class Shape {
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private final int[] dims;
    private final int size;

    private Shape(int[] dims) {
        long product = 1;
        boolean isEmpty = false;
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] < 0) {
                throw new IllegalArgumentException("Shape: axis " + axis + " of " + Arrays.toString(dims)
                        + " is negative; sizes must be 0 or more");
            }
            isEmpty |= dims[axis] == 0;
            if (product <= LARGEST) {
                product *= dims[axis] == 0 ? 1 : dims[axis];
            }
        }
        if (isEmpty) {
            product = 0;
        }
        if (product > LARGEST) {
            throw new IllegalArgumentException("Shape: " + Arrays.toString(dims) + " has more than " + LARGEST
                    + " elements, the most that a float array holds");
        }
        this.dims = dims;
        this.size = (int) product;
    }

    /** The shape with these sizes. @throws IllegalArgumentException for a negative size or more elements than an array can hold */
    public static Shape of(int... dims) {
        return new Shape(dims.clone());
    }

    /** As {@link #of(int...)}, of one axis. */
    public static Shape of(int n) {
        return new Shape(new int[] {n});
    }

    /** As {@link #of(int...)}, of two axes. */
    public static Shape of(int m, int n) {
        return new Shape(new int[] {m, n});
    }

    /** As {@link #of(int...)}, of three axes. */
    public static Shape of(int l, int m, int n) {
        return new Shape(new int[] {l, m, n});
    }

    /** Number of axes. */
    public int rank() {
        return dims.length;
    }

    /** Size of an axis; negative axes count from the end, so {@code dim(-1)} is the innermost. */
    public int dim(int axis) {
        int index = axis < 0 ? axis + dims.length : axis;
        if (index < 0 || index >= dims.length) {
            throw new IndexOutOfBoundsException("Shape: axis " + axis + " of " + this + ", which has rank " + rank());
        }
        return dims[index];
    }

    /** Number of elements: the product of all axes, 1 for a scalar. */
    public int size() {
        return size;
    }

    /** The sizes, in a new array. */
    public int[] dims() {
        return dims.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** As {@code [256,50,64]}; a scalar is {@code []}. */
    @Override
    public String toString() {
        return Arrays.toString(dims).replace(" ", "");
    }
}
