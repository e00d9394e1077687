package org.end4rec.core;

import java.util.Arrays;

/**
 * A dense row-major array of floats with a shape. No strides and no views but {@link #reshape}: every kernel is a loop
 * over contiguous memory.
 */
public final class Tensor {
    private final Shape shape;
    private final float[] data;

    private Tensor(Shape shape, float[] data) {
        if (data.length != shape.size()) {
            throw new IllegalArgumentException(
                    "Tensor: shape " + shape + " needs " + shape.size() + " elements, the array has " + data.length);
        }
        this.shape = shape;
        this.data = data;
    }

    /** A tensor over {@code data}, which is shared, not copied. */
    public static Tensor of(Shape shape, float... data) {
        return new Tensor(shape, data);
    }

    /** A new tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.size()]);
    }

    /** The shape. */
    public Shape shape() {
        return shape;
    }

    /** The elements themselves, row-major: writing to the array writes to the tensor. */
    public float[] data() {
        return data;
    }

    /** The same elements under another shape of the same size; shared, not copied. */
    public Tensor reshape(Shape other) {
        return new Tensor(other, data);
    }

    /** A deep copy. */
    public Tensor copy() {
        return new Tensor(shape, data.clone());
    }

    /** The shape and the first few elements, for messages and debuggers. */
    @Override
    public String toString() {
        int shown = Math.min(8, data.length);
        String head = Arrays.toString(Arrays.copyOf(data, shown));
        return "Tensor" + shape + (shown < data.length ? head.replace("]", ", …]") : head);
    }
}
