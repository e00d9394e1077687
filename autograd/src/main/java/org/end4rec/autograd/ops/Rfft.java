package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.kernel.Kernels;

/**
 * Real Fourier transform along time: {@code Y[f] = 1/√N · Σ_t x[t]·e^(−2πi·f·t/N)} for f = 0 … ⌊N/2⌋. Linear, so
 * {@code dx} is the adjoint of the transform applied to {@code dY}.
 */
public final class Rfft extends Op {
    private Rfft(Variable x) {
        super(x);
    }

    /**
     * The unitary spectrum of each channel. x: [B,N,d] → [B,2,F,d], plane 0 real, plane 1 imaginary, F = ⌊N/2⌋ + 1.
     * Rounding errors are relative to the larger of two channels, see {@link RealFft}. O(B·d·N log N).
     */
    public static Variable rfft(Variable x) {
        Shape shape = x.shape();
        if (shape.rank() != 3 || shape.dim(1) < 1 || shape.dim(2) < 1) {
            throw wrongShape("rfft", "x", shape, "[B,N,d] with N and d at least 1");
        }
        Rfft op = new Rfft(x);
        int b = shape.dim(0);
        int n = shape.dim(1);
        int d = shape.dim(2);
        RealFft plan = RealFft.of(n);
        int f = plan.bins();
        float[] y = op.take(lengthOf("rfft", "x", shape, "y", b, 2L * f * d));
        float[] scratch = op.take(plan.scratch(d));
        for (int i = 0; i < b; i++) {
            plan.forward(x.value(), i * n * d, y, i * 2 * f * d, d, scratch);
        }
        return op.record(Shape.of(b, 2, f, d), y);
    }

    @Override
    public String name() {
        return "rfft";
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        int n = x.shape().dim(1);
        int d = x.shape().dim(2);
        RealFft plan = RealFft.of(n);
        float[] dx = take(n * d);
        float[] scratch = take(plan.scratch(d));
        for (int i = 0; i < x.shape().dim(0); i++) {
            plan.forwardAdjoint(dy, i * 2 * plan.bins() * d, dx, 0, d, scratch);
            Kernels.get().accumulate(dx, 0, x.gradient(), i * n * d, n * d);
        }
    }
}
