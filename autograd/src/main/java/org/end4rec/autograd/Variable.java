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
    private final Shape shape;
    private final float[] value;
    private final boolean requiresGradient;
    private final @Nullable Parameter parameter;
    private float @Nullable [] gradient;
    private @Nullable List<Rows> rows;

    Variable(Tape tape, Shape shape, float[] value, boolean requiresGradient, @Nullable Parameter parameter) {
        this.tape = tape;
        this.shape = shape;
        this.value = value;
        this.requiresGradient = requiresGradient;
        this.parameter = parameter;
    }

    /** The tape it is on. */
    public Tape tape() {
        return tape;
    }

    /** The shape. */
    public Shape shape() {
        return shape;
    }

    /** The elements, row-major; not to be written to. */
    public float[] value() {
        return value;
    }

    /** The value of a variable with one element. */
    public float scalar() {
        if (shape.size() != 1) {
            throw new IllegalStateException("Variable.scalar: the shape is " + shape + ", not a single element");
        }
        return value[0];
    }

    /** A copy of the value. */
    public Tensor toTensor() {
        return Tensor.of(shape, value.clone());
    }

    /** Whether a gradient flows into it. */
    public boolean requiresGradient() {
        return requiresGradient;
    }

    /** The same value without a past: nothing flows back through it. Shares the buffer. */
    public Variable detach() {
        return new Variable(tape, shape, value, false, null);
    }

    /** The gradient so far, zero before the first contribution; ops add to it during backward. */
    public float[] gradient() {
        if (gradient == null) {
            gradient = tape.arena().takeZeroed(shape.size());
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
        if (!op.sharesValue(value)) {
            tape.arena().release(value);
        }
    }

    /** Whether any gradient has arrived. */
    public boolean hasGradient() {
        return gradient != null || rows != null;
    }

    /**
     * Adds {@code values} [index.length,d] to the rows {@code index} of this table's gradient. A parameter keeps them as
     * they are, so a large table costs no dense gradient per tape; both arrays are kept, not copied.
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
            for (Rows each : rows) {
                target.addRows(each.index, each.values);
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
