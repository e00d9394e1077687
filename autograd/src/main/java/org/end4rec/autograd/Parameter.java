package org.end4rec.autograd;

import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/**
 * A named tensor that training moves, with its gradient. The first row of a table may stand for padding: it is zero
 * and never moves. Not thread-safe for writing; any number of tapes may read it at once.
 */
public final class Parameter {
    private final String name;
    private final Tensor value;
    private final float[] gradient;
    private final boolean hasPaddingRow;
    private boolean trainable = true;

    /** A parameter over {@code value}, which is shared, not copied. */
    public Parameter(String name, Tensor value) {
        this(name, value, false);
    }

    private Parameter(String name, Tensor value, boolean hasPaddingRow) {
        this.name = name;
        this.value = value;
        this.hasPaddingRow = hasPaddingRow;
        this.gradient = new float[value.shape().size()];
    }

    /** A table [V+1,d] whose row 0 stands for padding. */
    public static Parameter withPaddingRow(String name, Tensor value) {
        return new Parameter(name, value, true);
    }

    /** The name under which the parameter is saved. */
    public String name() {
        return name;
    }

    /** The shape. */
    public Shape shape() {
        return value.shape();
    }

    /** The value itself; an optimizer writes to it. */
    public Tensor value() {
        return value;
    }

    /** The gradient itself, row-major, the size of the value; {@link Tape#accumulateGradients} adds to it. */
    public float[] gradient() {
        return gradient;
    }

    /** Whether gradients are computed for it. */
    public boolean isTrainable() {
        return trainable;
    }

    /** Freezes ({@code false}) or thaws the parameter for tapes recorded from now on. */
    public void setTrainable(boolean trainable) {
        this.trainable = trainable;
    }

    /** Sets the gradient of the padding row, if there is one, to zero. */
    public void clearPaddingGradient() {
        if (hasPaddingRow) {
            java.util.Arrays.fill(gradient, 0, shape().size() / shape().dim(0), 0f);
        }
    }

    @Override
    public String toString() {
        return name + shape();
    }
}
