package org.end4rec.autograd;

import java.util.Objects;
import org.end4rec.core.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One operation: a subclass has a static method that checks shapes, computes the value and calls {@link #record}, and a
 * {@link #backward} that adds to the gradients of its inputs. What backward needs is kept in the subclass's fields.
 */
public abstract class Op {
    private final Variable[] inputs;
    private @Nullable Variable output;

    /** @throws IllegalArgumentException if the inputs are not on one tape */
    protected Op(Variable... inputs) {
        for (Variable input : inputs) {
            if (input.tape() != inputs[0].tape()) {
                throw new IllegalArgumentException(
                        getClass().getSimpleName() + ": " + input + " is on another tape than " + inputs[0]);
            }
        }
        this.inputs = inputs;
    }

    /** The op's name, as in the table of ops. */
    public abstract String name();

    /**
     * Adds the op's share to the gradient of each input that requires one.
     *
     * @param dy gradient of the output; not to be modified
     */
    protected abstract void backward(float[] dy);

    /** The tape of the inputs. */
    protected final Tape tape() {
        return inputs[0].tape();
    }

    /** An input, in the order of the formula. */
    protected final Variable input(int index) {
        return inputs[index];
    }

    /** Number of inputs. */
    public final int arity() {
        return inputs.length;
    }

    /** Whether any input requires a gradient and the tape records: if not, nothing need be kept for backward. */
    protected final boolean recording() {
        return tape().isRecording() && requiresGradient();
    }

    /** A buffer from the tape's arena, contents unspecified. */
    protected final float[] take(int length) {
        return tape().arena().take(length);
    }

    /** Gives a buffer of {@link #take} back before the tape is reset; it must not be used any more. */
    protected final void release(float[] buffer) {
        tape().arena().release(buffer);
    }

    /** The gradient of an input, or a scratch buffer if no gradient is needed. */
    protected final float[] gradientOf(int index) {
        Variable input = input(index);
        return input.requiresGradient()
                ? input.gradient()
                : tape().arena().takeZeroed(input.shape().size());
    }

    /** Whether backward keeps {@code dy} for later instead of only reading it. */
    protected boolean keepsOutputGradient() {
        return false;
    }

    /** Whether the output's buffer is that of an input. */
    final boolean sharesValue(float[] output) {
        for (Variable input : inputs) {
            if (input.value() == output) {
                return true;
            }
        }
        return false;
    }

    /** Puts the op and its output on the tape. The value's buffer comes from {@link #take}, or is an input's. */
    protected final Variable record(Shape shape, float[] value) {
        return tape().record(this, shape, value);
    }

    final void setOutput(Variable recorded) {
        output = recorded;
    }

    /** What the op has made, once it stands on a tape. */
    final Variable output() {
        return Objects.requireNonNull(output);
    }

    final boolean requiresGradient() {
        for (Variable input : inputs) {
            if (input.requiresGradient()) {
                return true;
            }
        }
        return false;
    }

    /**
     * rows·width, the length of a buffer that depends on the shape of an argument.
     *
     * @param buffer what it is for, such as {@code "y"}
     * @throws IllegalArgumentException if no array is that long: {@code "linear: x has shape [70000,1]; y would have
     *     70000·70000 elements, and an array holds at most …"}
     */
    protected static int lengthOf(String op, String argument, Shape found, String buffer, long rows, long width) {
        if (width > 0 && rows > Shape.LARGEST / width) {
            String elements = rows == 1 ? " would have " : " would have " + rows + "·";
            throw new IllegalArgumentException(op + ": " + argument + " has shape " + found + "; " + buffer + elements
                    + width + " elements, and an array holds at most " + Shape.LARGEST
                    + ". Take fewer or shorter sequences at once");
        }
        return (int) (rows * width);
    }

    /** The exception of a shape rule: {@code "matmul: b has shape [3,4]; expected [5,n], to match a [2,5]"}. */
    public static IllegalArgumentException wrongShape(String op, String argument, Shape found, String expected) {
        return new IllegalArgumentException(op + ": " + argument + " has shape " + found + "; expected " + expected);
    }
}
