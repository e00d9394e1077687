package org.end4rec.autograd;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** A value with a place on a tape. Its buffers come from the tape's arena and are valid until the tape is reset. */
public final class Variable {
    private final Tape tape;
    private Shape shape = Shape.of();
    private float @Nullable [] value;
    private boolean requiresGradient;
    private @Nullable Parameter parameter;
    private float @Nullable [] gradient;
    private @Nullable List<Rows> rows;

    Variable(Tape tape) {
        this.tape = tape;
    }

    /** Begins the life of a variable, which lasts until the tape is reset. */
    void become(Shape newShape, float[] newValue, boolean requires, @Nullable Parameter origin) {
        shape = newShape;
        value = newValue;
        requiresGradient = requires;
        parameter = origin;
    }

    void invalidate() {
        value = null;
        gradient = null;
        parameter = null;
        if (rows != null) {
            rows.clear();
        }
    }

    /** The tape it is on. */
    public Tape tape() {
        return tape;
    }

    /** The shape. */
    public Shape shape() {
        return shape;
    }

    /**
     * The elements, row-major; not to be written to.
     *
     * @throws IllegalStateException if the tape has been reset
     */
    public float[] value() {
        float[] present = value;
        if (present == null) {
            throw new IllegalStateException("Variable: the tape of this variable " + shape
                    + " has been reset, which ended it; read what you need before the reset");
        }
        return present;
    }

    /** The value of a variable with one element. */
    public float scalar() {
        if (shape.size() != 1) {
            throw new IllegalStateException("Variable.scalar: the shape is " + shape + ", not a single element");
        }
        return value()[0];
    }

    /** A copy of the value. */
    public Tensor toTensor() {
        return Tensor.of(shape, value().clone());
    }

    /** Whether a gradient flows into it. */
    public boolean requiresGradient() {
        return requiresGradient;
    }

    /** The same value without a past: nothing flows back through it. Shares the buffer. */
    public Variable detach() {
        return tape.variable(shape, value(), false, null);
    }

    /**
     * The gradient so far, zero before the first contribution; ops add to it during backward.
     *
     * @throws IllegalStateException if the tape has been reset
     */
    public float[] gradient() {
        if (gradient == null) {
            gradient = tape.arena().takeZeroed(value().length);
        }
        return gradient;
    }

    /** The gradient so far without what {@link #addRows} keeps apart, or null if none has arrived. */
    float @Nullable [] denseGradient() {
        return gradient;
    }

    /**
     * A buffer for a first gradient that fills it whole: its contents are unspecified.
     *
     * @throws IllegalStateException if a gradient has arrived, which would be lost: add to {@link #gradient} then
     */
    public float[] firstGradient() {
        if (gradient != null) {
            throw new IllegalStateException("Variable.firstGradient: " + this + " has a gradient already; add to it");
        }
        gradient = tape.arena().take(shape.size());
        return gradient;
    }

    /** Gives the buffers back that only the op's own backward and later ones needed. */
    void release(Op op) {
        if (gradient != null && !op.keepsOutputGradient()) {
            tape.arena().release(gradient);
            gradient = null;
        }
        if (!op.sharesValue(value())) {
            tape.arena().release(value());
        }
    }

    /** Whether any gradient has arrived. */
    public boolean hasGradient() {
        return gradient != null || rows != null && !rows.isEmpty();
    }

    /**
     * Adds {@code values} [index.length,d] to the rows {@code index} of this table's gradient. A parameter keeps them
     * as they are, so a large table costs no dense gradient per tape; both arrays are kept, not copied.
     */
    public void addRows(int[] index, float[] values) {
        Rows added = new Rows(index, values);
        if (parameter == null) {
            added.addTo(gradient(), rowLength());
        } else {
            if (rows == null) {
                rows = new ArrayList<>();
            }
            rows.add(added);
        }
    }

    void addTo(Parameter target) {
        if (gradient != null) {
            Kernels.get().accumulate(gradient, 0, target.gradient(), 0, gradient.length);
        }
        if (rows != null) {
            for (int i = 0; i < rows.size(); i++) {
                target.addRows(rows.get(i).index, rows.get(i).values);
            }
        }
    }

    private int rowLength() {
        return shape.size() / shape.dim(0);
    }

    @Override
    public String toString() {
        return (parameter == null ? "Variable" : parameter.name()) + shape;
    }

    private static final class Rows {
        private final int[] index;
        private final float[] values;

        Rows(int[] index, float[] values) {
            this.index = index;
            this.values = values;
        }

        void addTo(float[] table, int d) {
            for (int i = 0; i < index.length; i++) {
                Kernels.get().accumulate(values, i * d, table, index[i] * d, d);
            }
        }
    }
}
