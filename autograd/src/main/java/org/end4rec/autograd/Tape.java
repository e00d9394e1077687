package org.end4rec.autograd;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.memory.Arena;
import org.jspecify.annotations.Nullable;

/**
 * The records of a computation in execution order. {@link #backward} walks them once in reverse, so there is no
 * recursion and no sorting. One thread, one tape; {@link #reset} makes it ready for the next step and reuses its
 * buffers.
 */
public final class Tape {
    private final Arena arena = new Arena();
    private final boolean recording;
    private final boolean frugal;
    private final List<Op> records = new ArrayList<>();

    /** The variables made so far: the first {@code used} of them since the last reset. */
    private final List<Variable> variables = new ArrayList<>();

    private int used;
    private final IdentityHashMap<Parameter, Variable> leaves = new IdentityHashMap<>();
    private final List<Parameter> leafOrder = new ArrayList<>();
    private boolean walked;
    private @Nullable TapeObserver observer;
    private int observed;

    private Tape(boolean recording, boolean frugal) {
        this.recording = recording;
        this.frugal = frugal;
    }

    /** A tape that records for backward. */
    public static Tape recording() {
        return new Tape(true, false);
    }

    /**
     * A tape for training loops: as {@link #recording}, but backward gives the buffers of each value and gradient back
     * to the arena as soon as it has passed them. Afterwards only the gradients of leaves and inputs can be read. A
     * reset also keeps the variables, and the next step hands them out again as others.
     */
    public static Tape training() {
        return new Tape(true, true);
    }

    /** A tape for values alone: nothing is recorded and backward is refused. */
    public static Tape inference() {
        return new Tape(false, false);
    }

    /** Shows every op from now on to an observer, or to none. */
    public void observe(@Nullable TapeObserver other) {
        observer = other;
        observed = 0;
    }

    /** The source of this tape's buffers. */
    public Arena arena() {
        return arena;
    }

    /** Whether the tape records for backward. */
    public boolean isRecording() {
        return recording;
    }

    /** A value that needs no gradient; shares the tensor's array. */
    public Variable constant(Tensor value) {
        return constant(value.shape(), value.data());
    }

    /** A value that needs no gradient; shares the array. */
    public Variable constant(Shape shape, float[] value) {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(value, "value");
        return variable(shape, value, false, null);
    }

    /** A value whose gradient is wanted, such as the input of a gradient check; shares the tensor's array. */
    public Variable input(Tensor value) {
        return variable(value.shape(), value.data(), true, null);
    }

    /** The parameter's place on this tape: one variable, however often it is asked for. */
    public Variable leaf(Parameter parameter) {
        Variable leaf = leaves.get(parameter);
        if (leaf == null) {
            leaf = variable(parameter.shape(), parameter.value().data(), parameter.isTrainable(), parameter);
            leaves.put(parameter, leaf);
            leafOrder.add(parameter);
        }
        return leaf;
    }

    Variable record(Op op, Shape shape, float[] value) {
        if (observer != null) {
            observer.forward(observed++, op, shape, value);
        }
        boolean requiresGradient = op.requiresGradient();
        Variable output = variable(shape, value, requiresGradient, null);
        if (recording && requiresGradient) {
            if (walked) {
                throw new IllegalStateException(
                        "Tape: " + op.name() + " recorded after backward; reset the tape before the next step");
            }
            op.setOutput(output);
            records.add(op);
        }
        return output;
    }

    Variable variable(Shape shape, float[] value, boolean requiresGradient, @Nullable Parameter parameter) {
        if (used == variables.size()) {
            variables.add(new Variable(this));
        }
        Variable next = variables.get(used++);
        next.become(shape, value, requiresGradient, parameter);
        return next;
    }

    /** Gradients of a scalar: seeds it with 1 and walks back. */
    public void backward(Variable loss) {
        if (loss.tape() != this) {
            throw new IllegalArgumentException("Tape.backward: the loss " + loss + " is on another tape");
        }
        if (loss.shape().size() != 1) {
            throw new IllegalArgumentException("Tape.backward: the loss has shape " + loss.shape()
                    + "; expected a single element (or add to the gradients of several variables and call backward())");
        }
        loss.gradient()[0] += 1f;
        backward();
    }

    /**
     * Walks back once from whatever gradients have been seeded through {@link Variable#gradient}.
     *
     * @throws IllegalStateException on a tape for inference, or the second time before a reset
     */
    public void backward() {
        if (!recording) {
            throw new IllegalStateException("Tape.backward: this tape is for inference; use Tape.recording()");
        }
        if (walked) {
            throw new IllegalStateException("Tape.backward: already walked; reset the tape and record anew");
        }
        walked = true;
        for (int i = records.size() - 1; i >= 0; i--) {
            Op op = records.get(i);
            Variable output = op.output();
            if (output.hasGradient()) {
                op.backward(output.gradient());
                if (observer != null) {
                    observer.backward(op, output.shape());
                }
            }
            if (frugal) {
                output.release(op);
            }
        }
    }

    /** Adds the gradients of this tape's leaves to their parameters' own. Call it in shard order. */
    public void accumulateGradients() {
        for (int i = 0; i < leafOrder.size(); i++) {
            accumulateGradient(leafOrder.get(i));
        }
    }

    /**
     * Adds this tape's gradient of one parameter, if it has any, to the parameter's own. Several threads may do so for
     * different parameters at once; for one parameter call it in shard order.
     */
    public void accumulateGradient(Parameter parameter) {
        Variable leaf = leaves.get(Objects.requireNonNull(parameter, "parameter"));
        if (leaf != null && parameter.isTrainable()) {
            leaf.addTo(parameter);
        }
    }

    /**
     * Forgets everything and takes the buffers back. All variables of this tape become invalid: asking one for its
     * value or gradient is an error. The buffers of every shape it ever saw are kept: where shapes vary, use one tape
     * for each or begin a new one now and then.
     */
    public void reset() {
        for (int i = 0; i < used; i++) {
            variables.get(i).invalidate();
        }
        if (!frugal) {
            variables.clear();
        }
        used = 0;
        records.clear();
        leaves.clear();
        leafOrder.clear();
        arena.reset();
        walked = false;
        observed = 0;
    }

    /** One line per record: {@code 3 gelu [2,5]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < records.size(); i++) {
            Op op = records.get(i);
            text.append(i)
                    .append(' ')
                    .append(op.name())
                    .append(' ')
                    .append(op.output().shape())
                    .append('\n');
        }
        return text.toString();
    }
}
