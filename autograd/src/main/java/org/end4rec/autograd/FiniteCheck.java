package org.end4rec.autograd;

import org.end4rec.core.Shape;

/**
 * Stops at the first op whose value, or whose share of a gradient, is NaN or infinite. It reads every number once more,
 * so it is for finding out, not for training.
 */
public final class FiniteCheck implements TapeObserver {
    /** @throws ArithmeticException naming op, shape and element if a number of the value is not finite */
    @Override
    public void forward(int number, Op op, Shape shape, float[] value) {
        int bad = firstNotFinite(value, shape.size());
        if (bad >= 0) {
            throw new ArithmeticException(op.name() + " " + shape + ", op " + number + " of its tape, is " + value[bad]
                    + " at element " + bad);
        }
    }

    /** @throws ArithmeticException naming op, shape and input if a number of an input's gradient is not finite */
    @Override
    public void backward(Op op, Shape shape) {
        for (int i = 0; i < op.arity(); i++) {
            Variable input = op.input(i);
            float[] gradient = input.denseGradient();
            if (gradient == null) {
                continue;
            }
            int bad = firstNotFinite(gradient, input.shape().size());
            if (bad >= 0) {
                throw new ArithmeticException("backward of " + op.name() + " " + shape + ": the gradient of its input "
                        + i + ", " + input + ", is " + gradient[bad] + " at element " + bad);
            }
        }
    }

    /** The index of the first of {@code n} numbers that is NaN or infinite, or −1. */
    public static int firstNotFinite(float[] values, int n) {
        for (int i = 0; i < n; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }
}
