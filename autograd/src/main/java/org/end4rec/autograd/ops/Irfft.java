package org.end4rec.autograd.ops;

import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.kernel.Kernels;

/**
 * Inverse of {@link Rfft}: {@code y[t] = 1/√n · Re(Σ_f c_f·X[f]·e^(2πi·f·t/n))}, where c is 1 for bin 0 and, for even
 * n, bin n/2, and 2 for the bins between, which stand for their mirror images too. Linear, so {@code dX} is the
 * adjoint.
 */
public final class Irfft extends Op {
    private final int n;

    private Irfft(Variable x, int n) {
        super(x);
        this.n = n;
    }

    /**
     * The real sequences of length n with these unitary spectra. x: [B,2,F,d] → [B,n,d], F = ⌊n/2⌋ + 1. The imaginary
     * parts of bin 0 and, for even n, of bin n/2 are ignored; their gradient is zero. O(B·d·n log n).
     */
    public static Variable irfft(Variable x, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("irfft: n is " + n + "; it must be at least 1");
        }
        Shape shape = x.shape();
        int f = n / 2 + 1;
        if (shape.rank() != 4 || shape.dim(1) != 2 || shape.dim(2) != f || shape.dim(3) < 1) {
            throw wrongShape("irfft", "x", shape, "[B,2," + f + ",d] with d at least 1, to match n = " + n);
        }
        Irfft op = new Irfft(x, n);
        int b = shape.dim(0);
        int d = shape.dim(3);
        RealFft plan = RealFft.of(n);
        float[] y = op.take(b * n * d);
        float[] scratch = op.take(plan.scratch(d));
        for (int i = 0; i < b; i++) {
            plan.inverse(x.value(), i * 2 * f * d, y, i * n * d, d, scratch);
        }
        return op.record(Shape.of(b, n, d), y);
    }

    @Override
    public String name() {
        return "irfft";
    }

    @Override
    protected void backward(float[] dy) {
        Variable x = input(0);
        int d = x.shape().dim(3);
        RealFft plan = RealFft.of(n);
        int spectrum = 2 * plan.bins() * d;
        float[] dx = take(spectrum);
        float[] scratch = take(plan.scratch(d));
        for (int i = 0; i < x.shape().dim(0); i++) {
            plan.inverseAdjoint(dy, i * n * d, dx, 0, d, scratch);
            Kernels.get().accumulate(dx, 0, x.gradient(), i * spectrum, spectrum);
        }
    }
}
