package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.kernel.Kernels;

/**
 * Two complex block-diagonal layers in the frequency domain: {@code y = irfft(L₂(max(L₁(rfft(x)), 0)))} with {@code
 * L(X)_c = X_c·w_c + b_c} for each chunk c, see {@link ChunkLinear}. Backward transforms {@code dy} and walks the same
 * way back: {@code dH = dO·w₂ᴴ where H > 0}, {@code dX = dH·w₁ᴴ}, {@code dw₂ = HᴴdO}, {@code dw₁ = XᴴdH}.
 */
public final class SpectralFusion extends Op {
    private final int n;
    private final int d;
    private final int k;
    private final int s;
    private final RealFft plan;

    private SpectralFusion(Variable x, Variable w1, Variable b1, Variable w2, Variable b2) {
        super(x, w1, b1, w2, b2);
        n = x.shape().dim(1);
        d = x.shape().dim(2);
        k = w1.shape().dim(1);
        s = d / k;
        plan = RealFft.of(n);
    }

    /**
     * The fused form of rfft, chunkLinear, relu, chunkLinear and irfft. x: [B,N,d], w1, w2: [2,k,s,s], b1, b2: [2,k,s]
     * → [B,N,d] with k·s = d. One sequence at a time, so that its spectra stay in the cache; backward computes them
     * again, so nothing is kept. O(B·N·d·(log N + s)). END4Rec, section on the frequency-aware fusion.
     */
    public static Variable spectralFusion(Variable x, Variable w1, Variable b1, Variable w2, Variable b2) {
        check("spectralFusion", x.shape(), w1.shape(), b1.shape(), w2.shape(), b2.shape());
        SpectralFusion op = new SpectralFusion(x, w1, b1, w2, b2);
        float[] y = op.take(x.shape().size());
        op.forward(y);
        return op.record(x.shape(), y);
    }

    /** The shapes that the fusions of sequences have in common. */
    static void check(String op, Shape x, Shape w1, Shape b1, Shape w2, Shape b2) {
        if (x.rank() != 3 || x.dim(1) < 1 || x.dim(2) < 1) {
            throw wrongShape(op, "x", x, "[B,N,d] with N and d at least 1");
        }
        int d = x.dim(2);
        if (w1.rank() != 4 || w1.dim(0) != 2 || w1.dim(1) < 1 || d % w1.dim(1) != 0) {
            throw wrongShape(op, "w1", w1, "[2,k,s,s] with a k that divides d = " + d);
        }
        int k = w1.dim(1);
        int s = d / k;
        Shape weights = Shape.of(2, k, s, s);
        Shape biases = Shape.of(2, k, s);
        if (!w1.equals(weights)) {
            throw wrongShape(op, "w1", w1, weights + ", to match d = " + d);
        }
        expect(op, "b1", b1, biases, w1);
        expect(op, "w2", w2, weights, w1);
        expect(op, "b2", b2, biases, w1);
    }

    private static void expect(String op, String argument, Shape found, Shape expected, Shape w1) {
        if (!found.equals(expected)) {
            throw wrongShape(op, argument, found, expected + ", to match w1 " + w1);
        }
    }

    @Override
    public String name() {
        return "spectralFusion";
    }

    private void forward(float[] y) {
        Kernels kernels = Kernels.get();
        float[] x = input(0).value();
        int f = plan.bins();
        float[] spectrum = take(2 * f * d);
        float[] hidden = take(2 * f * d);
        float[] scratch = take(plan.scratch(d));
        for (int at = 0; at < y.length; at += n * d) {
            plan.forward(x, at, spectrum, 0, d, scratch);
            hidden(kernels, spectrum, hidden);
            kernels.chunkProduct(f, k, s, input(3).value(), input(4).value(), hidden, 0, spectrum, 0, false);
            plan.inverse(spectrum, 0, y, at, d, scratch);
        }
    }

    private void hidden(Kernels kernels, float[] spectrum, float[] hidden) {
        kernels.chunkProduct(plan.bins(), k, s, input(1).value(), input(2).value(), spectrum, 0, hidden, 0, true);
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        float[] x = input(0).value();
        int f = plan.bins();
        int size = 2 * f * d;
        float[] spectrum = take(size);
        float[] hidden = take(size);
        float[] dOutput = take(size);
        float[] dHidden = take(size);
        float[] dLinear = take(size);
        float[] dx = take(n * d);
        float[] scratch = take(plan.scratch(d));
        float[] none = tape().arena().takeZeroed(2 * d);
        float[] adjoint1 = ChunkLinear.adjoint(tape().arena(), input(1).value(), k, s);
        float[] adjoint2 = ChunkLinear.adjoint(tape().arena(), input(3).value(), k, s);
        float[] dw1 = gradientOf(1);
        float[] db1 = gradientOf(2);
        float[] dw2 = gradientOf(3);
        float[] db2 = gradientOf(4);
        boolean isFirstWanted = input(1).requiresGradient() || input(2).requiresGradient();
        boolean isSecondWanted = input(3).requiresGradient() || input(4).requiresGradient();
        boolean isPastWanted = isFirstWanted || input(0).requiresGradient();
        for (int at = 0; at < dy.length; at += n * d) {
            plan.forward(x, at, spectrum, 0, d, scratch);
            hidden(kernels, spectrum, hidden);
            plan.inverseAdjoint(dy, at, dOutput, 0, d, scratch);
            if (isSecondWanted) {
                kernels.chunkGradient(f, k, s, hidden, 0, dOutput, 0, dw2, db2);
            }
            if (isPastWanted) {
                kernels.chunkProduct(f, k, s, adjoint2, none, dOutput, 0, dHidden, 0, false);
                Arrays.fill(dLinear, 0f);
                kernels.reluGradient(hidden, 0, dHidden, 0, dLinear, 0, size);
            }
            if (isFirstWanted) {
                kernels.chunkGradient(f, k, s, spectrum, 0, dLinear, 0, dw1, db1);
            }
            if (input(0).requiresGradient()) {
                kernels.chunkProduct(f, k, s, adjoint1, none, dLinear, 0, dHidden, 0, false);
                plan.forwardAdjoint(dHidden, 0, dx, 0, d, scratch);
                kernels.accumulate(dx, 0, input(0).gradient(), at, n * d);
            }
        }
    }
}
