package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.kernel.Kernels;

/**
 * The newest position of a circular convolution in which each event has the impulse response of its type r_t:
 * {@code y = Σ_t h[r_t, N−1−t] ⊙ x_t}, {@code dx_t = h[r_t, N−1−t] ⊙ dy}, {@code dh[r, N−1−t] = Σ x_t ⊙ dy} over the
 * events of type r. One position of a convolution needs no transform: O(N·d) per sequence.
 */
public final class NewestConvolution extends Op {
    private static final String NAME = "newestConvolution";

    private final int[] types;

    private NewestConvolution(Variable x, Variable h, int[] types) {
        super(x, h);
        this.types = types;
    }

    /**
     * x: [B,N,d], h: [R,N,d] → [B,d].
     *
     * @param types [B,N] type of each event, 1 … R; 0 takes no part. Kept, not copied: leave it alone until the tape
     *     is reset
     * @throws IllegalArgumentException for other shapes, or a type out of range
     */
    public static Variable newestConvolution(Variable x, Variable h, int[] types) {
        Shape shape = x.shape();
        if (shape.rank() != 3) {
            throw wrongShape(NAME, "x", shape, "[B,N,d]");
        }
        Shape responses = h.shape();
        if (responses.rank() != 3 || responses.dim(1) != shape.dim(1) || responses.dim(2) != shape.dim(2)) {
            throw wrongShape(
                    NAME, "h", responses, "[R," + shape.dim(1) + "," + shape.dim(2) + "], to match x " + shape);
        }
        if (types.length != shape.dim(0) * shape.dim(1)) {
            throw new IllegalArgumentException(NAME + ": types has " + types.length + " elements; expected "
                    + shape.dim(0) * shape.dim(1) + ", one for each event of x " + shape);
        }
        for (int i = 0; i < types.length; i++) {
            if (types[i] < 0 || types[i] > responses.dim(0)) {
                throw new IllegalArgumentException(NAME + ": types[" + i + "] is " + types[i] + "; expected 0…"
                        + responses.dim(0) + ", to match h " + responses);
            }
        }
        NewestConvolution op = new NewestConvolution(x, h, types);
        int d = shape.dim(2);
        float[] y = op.tape().arena().takeZeroed(shape.dim(0) * d);
        for (int event = 0; event < types.length; event++) {
            if (types[event] > 0) {
                int response = op.response(event);
                int sequence = op.sequence(event);
                Kernels.get().multiplyAccumulate(x.value(), event * d, h.value(), response * d, y, sequence * d, d);
            }
        }
        return op.record(Shape.of(shape.dim(0), d), y);
    }

    /** The row of y that an event adds to. */
    private int sequence(int event) {
        return event / input(0).shape().dim(1);
    }

    /** The row of h that an event meets. */
    private int response(int event) {
        int n = input(0).shape().dim(1);
        return types[event] * n - 1 - event % n;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        Variable h = input(1);
        int d = x.shape().dim(2);
        float[] dx = x.requiresGradient() ? x.gradient() : null;
        float[] dh = h.requiresGradient() ? h.gradient() : null;
        for (int event = 0; event < types.length; event++) {
            if (types[event] > 0) {
                int at = event * d;
                int response = response(event) * d;
                int sequence = sequence(event) * d;
                if (dx != null) {
                    Kernels.get().multiplyAccumulate(h.value(), response, dy, sequence, dx, at, d);
                }
                if (dh != null) {
                    Kernels.get().multiplyAccumulate(x.value(), at, dy, sequence, dh, response, d);
                }
            }
        }
    }
}
