package org.end4rec.lessons;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.Multiply;
import org.end4rec.autograd.ops.Sum;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/** The gradient of {@code f(x) = Σ xᵢ²}, which is 2x, and one step down it. */
public final class FirstGradient {
    private static final float STEP = 0.25f;

    private FirstGradient() {}

    /** Prints value, gradient and the moved x; takes no arguments. */
    public static void main(String[] arguments) {
        Parameter x = new Parameter("x", Tensor.of(Shape.of(3), 1f, -2f, 3f));

        // forward: every op computes its value and leaves a record on the tape
        Tape tape = Tape.recording();
        Variable leaf = tape.leaf(x);
        Variable f = Sum.sum(Multiply.multiply(leaf, leaf));
        System.out.println("f(x)     = " + f.scalar());

        // backward: the records are played in reverse, each adding to the gradients of its inputs
        tape.backward(f);
        tape.accumulateGradients();
        System.out.println("gradient = " + Arrays.toString(x.gradient()));

        for (int i = 0; i < x.gradient().length; i++) {
            x.value().data()[i] -= STEP * x.gradient()[i];
        }
        System.out.println("x moved  = " + Arrays.toString(x.value().data()));
    }
}
