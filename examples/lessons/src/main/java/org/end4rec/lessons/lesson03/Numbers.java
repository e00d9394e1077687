package org.end4rec.lessons.lesson03;

import java.util.Arrays;

/** An array of numbers with a shape, row after row. Immutable. */
public final class Numbers {
    private final int[] shape;
    private final double[] values;

    /** @throws IllegalArgumentException if there are not as many values as the shape says */
    public Numbers(int[] shape, double... values) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "Numbers: " + values.length + " values for the shape " + Arrays.toString(shape));
        }
        this.shape = shape.clone();
        this.values = values.clone();
    }

    /** How many numbers each axis has, from the first axis to the last. */
    public int[] shape() {
        return shape.clone();
    }

    /** Number of axes. */
    public int rank() {
        return shape.length;
    }

    /** How many numbers an axis has; axis 0 is the first. */
    public int size(int axis) {
        return shape[axis];
    }

    /** All numbers, row after row. */
    public double[] values() {
        return values.clone();
    }

    /** The sums along an axis. The axis stays, and its size is 1. */
    public Numbers sum(int axis) {
        int inner = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            inner *= shape[i];
        }
        int[] small = shape.clone();
        small[axis] = 1;
        double[] sums = new double[values.length / shape[axis]];
        for (int place = 0; place < values.length; place++) {
            sums[place / (inner * shape[axis]) * inner + place % inner] += values[place];
        }
        return new Numbers(small, sums);
    }

    /**
     * The same numbers without the first axis.
     *
     * @throws IllegalArgumentException if there is no axis, or the size of the first axis is not 1
     */
    public Numbers withoutFirstAxis() {
        if (shape.length == 0 || shape[0] != 1) {
            throw new IllegalArgumentException(
                    "withoutFirstAxis: the shape is " + Arrays.toString(shape) + "; the first axis must have size 1");
        }
        return new Numbers(Arrays.copyOfRange(shape, 1, shape.length), values);
    }

    /** Shape and numbers: {@code [2] 3, 4}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Arrays.toString(shape).replace(" ", ""));
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? " " : ", ").append(Math.round(1000 * values[i]) / 1000.0);
        }
        return text.toString().replaceAll("\\.0(?!\\d)", "");
    }
}
