package org.end4rec.autograd.testing;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/**
 * A tensor of doubles for oracles: built and read element by element, because an oracle should be obvious, not fast.
 */
public final class DoubleTensor {
    private final Shape shape;
    private final double[] data;

    private DoubleTensor(Shape shape, double[] data) {
        if (data.length != shape.size()) {
            throw new IllegalArgumentException(shape + " needs " + shape.size() + " elements, got " + data.length);
        }
        this.shape = shape;
        this.data = data;
    }

    /** A tensor over {@code data}, which is shared. */
    public static DoubleTensor of(Shape shape, double... data) {
        return new DoubleTensor(shape, data);
    }

    /** The tensor whose element at an index is the function's value there; the index array is reused between calls. */
    public static DoubleTensor fill(Shape shape, ToDoubleFunction<int[]> element) {
        double[] data = new double[shape.size()];
        int[] index = new int[shape.rank()];
        for (int i = 0; i < data.length; i++) {
            int rest = i;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                index[axis] = rest % shape.dim(axis);
                rest /= shape.dim(axis);
            }
            data[i] = element.applyAsDouble(index);
        }
        return new DoubleTensor(shape, data);
    }

    /** The same numbers in double. */
    public static DoubleTensor of(Tensor tensor) {
        double[] data = new double[tensor.data().length];
        for (int i = 0; i < data.length; i++) {
            data[i] = tensor.data()[i];
        }
        return new DoubleTensor(tensor.shape(), data);
    }

    /** The shape. */
    public Shape shape() {
        return shape;
    }

    /** The elements themselves, row-major. */
    public double[] data() {
        return data;
    }

    /**
     * The element at an index; an axis of size 1 takes any index, and leading indices too many are ignored
     * (broadcasting).
     */
    public double at(int... index) {
        int offset = 0;
        int surplus = index.length - shape.rank();
        for (int axis = 0; axis < shape.rank(); axis++) {
            int size = shape.dim(axis);
            int position = size == 1 ? 0 : index[axis + surplus];
            if (position < 0 || position >= size) {
                throw new IndexOutOfBoundsException("position " + position + " on axis " + axis + " of " + shape);
            }
            offset = offset * size + position;
        }
        return data[offset];
    }

    /** The function of every element. */
    public DoubleTensor map(DoubleUnaryOperator function) {
        double[] mapped = new double[data.length];
        for (int i = 0; i < data.length; i++) {
            mapped[i] = function.applyAsDouble(data[i]);
        }
        return new DoubleTensor(shape, mapped);
    }

    /** this + s·other, of equal shapes. */
    public DoubleTensor plus(double s, DoubleTensor other) {
        double[] sum = new double[data.length];
        for (int i = 0; i < data.length; i++) {
            sum[i] = data[i] + s * other.data[i];
        }
        return new DoubleTensor(shape, sum);
    }

    /** Σ this·other. */
    public double dot(DoubleTensor other) {
        double sum = 0;
        for (int i = 0; i < data.length; i++) {
            sum += data[i] * other.data[i];
        }
        return sum;
    }

    /** The largest absolute value, 0 if empty. */
    public double largest() {
        double largest = 0;
        for (double each : data) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }

    /** Rounded to floats. */
    public Tensor toTensor() {
        float[] rounded = new float[data.length];
        for (int i = 0; i < data.length; i++) {
            rounded[i] = (float) data[i];
        }
        return Tensor.of(shape, rounded);
    }

    @Override
    public String toString() {
        return "DoubleTensor" + shape;
    }
}
