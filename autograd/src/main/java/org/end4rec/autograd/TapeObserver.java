package org.end4rec.autograd;

import org.end4rec.core.Shape;

/** Sees every op that a tape runs, such as {@link FiniteCheck}. */
public interface TapeObserver {
    /**
     * An op has computed its value.
     *
     * @param number of the op on the tape since its last reset, from 0
     */
    void forward(int number, Op op, Shape shape, float[] value);

    /** An op has added to the gradients of its inputs. */
    void backward(Op op, Shape shape);
}
