package org.end4rec.autograd;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A named tensor that training moves, with its gradient. The first row of a table may stand for padding: it is zero
 * and never moves. A table that is only read row by row has a row-sparse gradient: clearing, clipping and moving it
 * then cost the rows that were touched. Not thread-safe for writing; any number of tapes may read it at once.
 */
public final class Parameter {
    private final String name;
    private final Shape shape;
    private final Supplier<Tensor> first;
    private final boolean hasPaddingRow;
    private volatile @Nullable Tensor value;
    private volatile float @Nullable [] gradient;
    private @Nullable RowSet rows;
    private boolean dense;
    private boolean trainable = true;

    /** A parameter over {@code value}, which is shared, not copied. */
    public Parameter(String name, Tensor value) {
        this(name, value.shape(), () -> value, false);
        this.value = value;
    }

    private Parameter(String name, Shape shape, Supplier<Tensor> first, boolean hasPaddingRow) {
        this.name = Objects.requireNonNull(name, "name");
        this.shape = Objects.requireNonNull(shape, "shape");
        this.first = Objects.requireNonNull(first, "first");
        this.hasPaddingRow = hasPaddingRow;
    }

    /** A table [V+1,d] whose row 0 stands for padding. */
    public static Parameter withPaddingRow(String name, Tensor value) {
        return withPaddingRow(name, value.shape(), () -> value);
    }

    /**
     * As {@link #withPaddingRow(String, Tensor)}, for a value that takes long to make: it is asked for once, when it is
     * first read, and never if {@link #set} gives a saved one before.
     */
    public static Parameter withPaddingRow(String name, Shape shape, Supplier<Tensor> first) {
        return new Parameter(name, shape, first, true);
    }

    /** The name under which the parameter is saved. */
    public String name() {
        return name;
    }

    /** The shape. */
    public Shape shape() {
        return shape;
    }

    /** The value itself; an optimizer writes to it. */
    public Tensor value() {
        Tensor made = value;
        return made != null ? made : makeValue();
    }

    private synchronized Tensor makeValue() {
        Tensor made = value;
        if (made == null) {
            made = first.get();
            if (!made.shape().equals(shape)) {
                throw new IllegalArgumentException(
                        "Parameter: the first value of " + this + " has the shape " + made.shape());
            }
            value = made;
        }
        return made;
    }

    /**
     * Copies these numbers into the value.
     *
     * @throws IllegalArgumentException if their number is not the size of the value
     */
    public synchronized void set(float[] numbers) {
        if (numbers.length != shape.size()) {
            throw new IllegalArgumentException(
                    "Parameter.set: " + this + " has " + shape.size() + " numbers; " + numbers.length + " were given");
        }
        Tensor made = value;
        if (made == null) {
            value = Tensor.of(shape, numbers.clone());
        } else {
            System.arraycopy(numbers, 0, made.data(), 0, numbers.length);
        }
    }

    /**
     * Makes a tensor the value itself, shared, not copied: parameters of two models may have one value.
     *
     * @throws IllegalArgumentException if the tensor has another shape
     */
    public synchronized void share(Tensor tensor) {
        if (!tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "Parameter.share: " + this + " cannot have a value of " + tensor.shape());
        }
        value = tensor;
    }

    /**
     * The gradient itself, row-major, the size of the value; {@link Tape#accumulateGradients} adds to it. Whoever asks
     * may write to all of it, so it is dense until it is cleared; ask anew after that.
     */
    public float[] gradient() {
        dense = true;
        return storage();
    }

    /** The gradient for reading, and for writing to {@link #gradientRows} alone: a row-sparse gradient stays so. */
    public float[] gradientValues() {
        return storage();
    }

    /** Whether only {@link #gradientRows} have a gradient; true after clearing. */
    public boolean hasSparseGradient() {
        return !dense;
    }

    /** The rows that have been added to since the gradient was cleared, if it is row-sparse. */
    public RowSet gradientRows() {
        if (rows == null) {
            rows = new RowSet(shape().rank() == 0 ? 1 : shape().dim(0));
        }
        return rows;
    }

    /** Adds {@code values} [index.length,d] to the rows {@code index} of the gradient, in this order. */
    public void addRows(int[] index, float[] values) {
        if (!dense) {
            gradientRows().addAll(index);
        }
        int d = rowLength();
        float[] table = storage();
        Kernels kernels = Kernels.get();
        for (int i = 0; i < index.length; i++) {
            kernels.accumulate(values, i * d, table, index[i] * d, d);
        }
    }

    /** Sets the gradient to zero. */
    public void clearGradient() {
        float[] cleared = gradient;
        if (cleared != null && dense) {
            Arrays.fill(cleared, 0f);
        } else if (cleared != null && rows != null) {
            int d = rowLength();
            int[] touched = rows.rows();
            for (int i = 0; i < rows.size(); i++) {
                Arrays.fill(cleared, touched[i] * d, touched[i] * d + d, 0f);
            }
        }
        if (rows != null) {
            rows.clear();
        }
        dense = false;
    }

    /** Forgets the gradient and frees its memory; it is zero when it is asked for again. */
    public void releaseGradient() {
        gradient = null;
        rows = null;
        dense = false;
    }

    private float[] storage() {
        float[] made = gradient;
        return made != null ? made : makeStorage();
    }

    /** Made when first asked for, by whichever thread: a model that does not train has no gradients. */
    private synchronized float[] makeStorage() {
        float[] made = gradient;
        if (made == null) {
            made = new float[shape().size()];
            gradient = made;
        }
        return made;
    }

    private int rowLength() {
        return shape().size() / shape().dim(0);
    }

    /** Whether gradients are computed for it. */
    public boolean isTrainable() {
        return trainable;
    }

    /** Freezes ({@code false}) or thaws the parameter for tapes recorded from now on. */
    public void setTrainable(boolean trainable) {
        this.trainable = trainable;
    }

    /** Whether the first row stands for padding. */
    public boolean hasPaddingRow() {
        return hasPaddingRow;
    }

    /** Sets the gradient of the padding row, if there is one, to zero. */
    public void clearPaddingGradient() {
        float[] cleared = gradient;
        if (hasPaddingRow && cleared != null) {
            Arrays.fill(cleared, 0, rowLength(), 0f);
        }
    }

    @Override
    public String toString() {
        return name + shape();
    }
}
