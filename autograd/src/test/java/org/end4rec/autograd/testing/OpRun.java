package org.end4rec.autograd.testing;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Tensor;

/**
 * A trial recorded on a tape whose arena holds the garbage of an earlier step, so that no op gets away with fresh
 * zeros.
 */
public final class OpRun {
    private static final int NONE = -1;

    private final Tape tape;
    private final List<Variable> inputs;
    private final Variable output;
    private final float[] dy;

    private OpRun(Trial trial, Tape tape, int frozen, double factor) {
        this.tape = tape;
        this.inputs = new ArrayList<>();
        for (int i = 0; i < trial.inputs().size(); i++) {
            Tensor value = trial.inputs().get(i).map(x -> factor * x).toTensor();
            inputs.add(i == frozen ? tape.constant(value) : tape.input(value));
        }
        this.output = trial.forward().apply(inputs);
        this.dy = new Draw("dy", 0).normal(output.shape()).toTensor().data();
    }

    /** The forward pass. */
    public static OpRun of(Trial trial) {
        return of(trial, NONE);
    }

    /** The forward pass with one input that requires no gradient. */
    public static OpRun of(Trial trial, int frozen) {
        Tape tape = Tape.recording();
        OpRun garbage = new OpRun(trial, tape, NONE, 0.75);
        garbage.backward();
        tape.reset();
        return new OpRun(trial, tape, frozen, 1);
    }

    /** Seeds the output with {@link #dy} and walks back. */
    public OpRun backward() {
        if (output.requiresGradient()) {
            System.arraycopy(dy, 0, output.gradient(), 0, dy.length);
        }
        tape.backward();
        return this;
    }

    /** The tape. */
    public Tape tape() {
        return tape;
    }

    /** The inputs on the tape. */
    public List<Variable> inputs() {
        return inputs;
    }

    /** The op's output. */
    public Variable output() {
        return output;
    }

    /** The gradient given to the output: standard normal. */
    public float[] dy() {
        return dy;
    }

    /** The gradient of an input, in double. */
    public DoubleTensor gradient(int input) {
        Variable x = inputs.get(input);
        return DoubleTensor.of(Tensor.of(x.shape(), x.gradient()));
    }
}
