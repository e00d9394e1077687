package org.end4rec.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The sizes of a tensor's axes, outermost first. Immutable. Axes of size 0 are allowed; rank 0 is a scalar. */
public final class Shape {
    /** The most elements a shape can have, as many as a float array holds. */
    public static final int LARGEST = Integer.MAX_VALUE - 8;

    /** A step asks for the same few shapes again and again: those of up to this many axes are kept, one a slot. */
    private static final int MOST_KEPT = 4;

    private static final int SLOT_BITS = 10;
    private static final @Nullable Shape[] KEPT = new @Nullable Shape[1 << SLOT_BITS];
    private static final Shape SCALAR = new Shape(new int[0]);

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

    /**
     * The shape with these sizes.
     *
     * @throws IllegalArgumentException for a negative size or more elements than an array can hold
     */
    public static Shape of(int... dims) {
        return switch (dims.length) {
            case 0 -> SCALAR;
            case 1 -> of(dims[0]);
            case 2 -> of(dims[0], dims[1]);
            case 3 -> of(dims[0], dims[1], dims[2]);
            case 4 -> of(dims[0], dims[1], dims[2], dims[3]);
            default -> new Shape(dims.clone());
        };
    }

    /** As {@link #of(int...)}, of one axis. */
    public static Shape of(int n) {
        return kept(1, n, 0, 0, 0);
    }

    /** As {@link #of(int...)}, of two axes. */
    public static Shape of(int m, int n) {
        return kept(2, m, n, 0, 0);
    }

    /** As {@link #of(int...)}, of three axes. */
    public static Shape of(int l, int m, int n) {
        return kept(3, l, m, n, 0);
    }

    /** As {@link #of(int...)}, of four axes. */
    public static Shape of(int k, int l, int m, int n) {
        return kept(4, k, l, m, n);
    }

    /** The shape with the axis, counted from the front, of another size. */
    public Shape resized(int axis, int size) {
        if (rank() <= MOST_KEPT) {
            return kept(
                    rank(),
                    axis == 0 ? size : sizeOr0(0),
                    axis == 1 ? size : sizeOr0(1),
                    axis == 2 ? size : sizeOr0(2),
                    axis == 3 ? size : sizeOr0(3));
        }
        int[] resized = dims.clone();
        resized[axis] = size;
        return of(resized);
    }

    /** The shape without the axis, counted from the front. */
    public Shape without(int axis) {
        if (rank() <= MOST_KEPT) {
            return kept(
                    rank() - 1,
                    sizeOr0(axis > 0 ? 0 : 1),
                    sizeOr0(axis > 1 ? 1 : 2),
                    sizeOr0(axis > 2 ? 2 : 3),
                    sizeOr0(axis > 3 ? 3 : 4));
        }
        int[] remaining = Arrays.copyOf(dims, dims.length - 1);
        System.arraycopy(dims, axis + 1, remaining, axis, remaining.length - axis);
        return of(remaining);
    }

    /** The shape with one axis more, the innermost. */
    public Shape append(int size) {
        return switch (dims.length) {
            case 0 -> of(size);
            case 1 -> of(dims[0], size);
            case 2 -> of(dims[0], dims[1], size);
            case 3 -> of(dims[0], dims[1], dims[2], size);
            default -> {
                int[] more = Arrays.copyOf(dims, dims.length + 1);
                more[dims.length] = size;
                yield of(more);
            }
        };
    }

    /** The shape of the first {@code rank} sizes; the others are 0. */
    private static Shape kept(int rank, int k, int l, int m, int n) {
        int hash = (((rank * 31 + k) * 31 + l) * 31 + m) * 31 + n;
        int slot = hash * 0x9E3779B9 >>> 32 - SLOT_BITS;
        // a race is harmless: shapes are immutable, and whoever loses makes one more
        Shape found = KEPT[slot];
        if (found == null || !found.hasSizes(rank, k, l, m, n)) {
            found = new Shape(Arrays.copyOf(new int[] {k, l, m, n}, rank));
            KEPT[slot] = found;
        }
        return found;
    }

    private boolean hasSizes(int rank, int k, int l, int m, int n) {
        return dims.length == rank && sizeOr0(0) == k && sizeOr0(1) == l && sizeOr0(2) == m && sizeOr0(3) == n;
    }

    private int sizeOr0(int axis) {
        return axis < dims.length ? dims[axis] : 0;
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
        return this == other || other instanceof Shape shape && Arrays.equals(dims, shape.dims);
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
