package org.end4rec.autograd.testing;

import java.util.function.LongToDoubleFunction;
import org.end4rec.core.Shape;
import org.end4rec.core.random.RandomStream;

/** One trial's source of random sizes, choices and values, each a function of the seed and the order of asking. */
public final class Draw {
    private static final int[] SIZES = {1, 2, 3, 5, 7, 8, 13};

    private final RandomStream stream;
    private long used;

    /** The draw of trial {@code number} for a purpose, such as the name of an op. */
    public Draw(String purpose, int number) {
        this.stream = RandomStream.of(20_240_513L, purpose, number);
    }

    /** Uniform on 0 … bound−1. */
    public int below(int bound) {
        return stream.below(used++, bound);
    }

    /** Uniform on [0, 1), a multiple of 2⁻²⁴. */
    public double uniform() {
        return stream.uniform(used++);
    }

    /** Heads or tails. */
    public boolean coin() {
        return below(2) == 0;
    }

    /** The size of an axis: 1, 2, 3, 5, 7, 8 or 13. */
    public int size() {
        return SIZES[below(SIZES.length)];
    }

    /** A shape of that rank. */
    public Shape shape(int rank) {
        int[] dims = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = size();
        }
        return Shape.of(dims);
    }

    /** A shape of rank 0 … 3. */
    public Shape anyShape() {
        return shape(below(4));
    }

    /** Standard normal values that are exact floats. */
    public DoubleTensor normal(int... dims) {
        return normal(Shape.of(dims));
    }

    /** Standard normal values that are exact floats. */
    public DoubleTensor normal(Shape shape) {
        return values(shape, stream::normal);
    }

    /** Values uniform on [low, high) that are exact floats. */
    public DoubleTensor uniform(Shape shape, double low, double high) {
        return values(shape, i -> low + (high - low) * stream.uniform(i));
    }

    /** Numbers 0 … bound−1. */
    public int[] indices(int length, int bound) {
        int[] indices = new int[length];
        for (int i = 0; i < length; i++) {
            indices[i] = below(bound);
        }
        return indices;
    }

    /** A random order of 0 … length−1. */
    public int[] order(int length) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private DoubleTensor values(Shape shape, LongToDoubleFunction value) {
        double[] data = new double[shape.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) value.applyAsDouble(used++);
        }
        return DoubleTensor.of(shape, data);
    }
}
