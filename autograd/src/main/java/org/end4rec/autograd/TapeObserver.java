package org.end4rec.autograd;

import java.util.Objects;
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

    /** Shows everything to this observer first, and then to another. */
    default TapeObserver then(TapeObserver second) {
        Objects.requireNonNull(second, "second");
        TapeObserver first = this;
        return new TapeObserver() {
            @Override
            public void forward(int number, Op op, Shape shape, float[] value) {
                first.forward(number, op, shape, value);
                second.forward(number, op, shape, value);
            }

            @Override
            public void backward(Op op, Shape shape) {
                first.backward(op, shape);
                second.backward(op, shape);
            }
        };
    }
}
