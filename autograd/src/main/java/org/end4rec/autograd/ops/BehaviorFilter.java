package org.end4rec.autograd.ops;

import java.util.Arrays;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.kernel.Kernels;

/**
 * A spectral kernel for the events of each behavior: {@code y = irfft(Σ_b K_b ⊙ rfft(x_b))}, where x_b is x at the
 * events of behavior b and 0 elsewhere. With {@code dY = irfftᵀ(dy)}: {@code dx = rfftᵀ(K̄_b ⊙ dY)} at the events of b,
 * {@code dK_b = Σ_B dY ⊙ conj(rfft(x_b))}.
 */
public final class BehaviorFilter extends Op {
    private final int[] behaviors;
    private final int n;
    private final int d;
    private final int r;
    private final RealFft plan;

    private BehaviorFilter(Variable x, int[] behaviors, Variable kernel) {
        super(x, kernel);
        this.behaviors = behaviors;
        n = x.shape().dim(1);
        d = x.shape().dim(2);
        r = kernel.shape().dim(1);
        plan = RealFft.of(n);
    }

    /**
     * Filters each behavior's events by its own kernel. x: [B,N,d], kernel: [2,R,F,d] with F = ⌊N/2⌋ + 1 → [B,N,d]; a
     * sequence without events gives 0. O(B·N·d·log N) for each behavior a sequence has; nothing is kept for backward.
     * END4Rec, section on the soft noise filter.
     *
     * @param behaviors [B,N], 1 … R, or 0 where there is no event; shared, not copied
     * @throws IllegalArgumentException if a behavior is outside 0 … R
     */
    public static Variable behaviorFilter(Variable x, int[] behaviors, Variable kernel) {
        Shape shape = x.shape();
        if (shape.rank() != 3 || shape.dim(1) < 1 || shape.dim(2) < 1) {
            throw wrongShape("behaviorFilter", "x", shape, "[B,N,d] with N and d at least 1");
        }
        int f = shape.dim(1) / 2 + 1;
        int d = shape.dim(2);
        Shape k = kernel.shape();
        if (k.rank() != 4 || k.dim(0) != 2 || k.dim(2) != f || k.dim(3) != d) {
            throw wrongShape("behaviorFilter", "kernel", k, "[2,R," + f + "," + d + "], to match x " + shape);
        }
        check(behaviors, shape, k.dim(1));
        BehaviorFilter op = new BehaviorFilter(x, behaviors, kernel);
        float[] y = op.take(shape.size());
        op.forward(y);
        return op.record(shape, y);
    }

    private static void check(int[] behaviors, Shape x, int r) {
        if (behaviors.length != x.dim(0) * x.dim(1)) {
            throw new IllegalArgumentException("behaviorFilter: behaviors has " + behaviors.length
                    + " elements; expected " + x.dim(0) * x.dim(1) + ", to match x " + x);
        }
        for (int i = 0; i < behaviors.length; i++) {
            if (behaviors[i] < 0 || behaviors[i] > r) {
                throw new IllegalArgumentException("behaviorFilter: behaviors[" + i + "] is " + behaviors[i]
                        + "; it must be 0 (no event) to " + r);
            }
        }
    }

    @Override
    public String name() {
        return "behaviorFilter";
    }

    private void forward(float[] y) {
        Kernels kernels = Kernels.get();
        float[] kernel = input(1).value();
        int plane = plan.bins() * d;
        float[] events = take(n * d);
        float[] spectrum = take(2 * plane);
        float[] sum = take(2 * plane);
        float[] scratch = take(plan.scratch(d));
        for (int first = 0; first < behaviors.length; first += n) {
            Arrays.fill(sum, 0f);
            boolean any = false;
            for (int b = 0; b < r; b++) {
                if (restrict(first, b + 1, events)) {
                    any = true;
                    plan.forward(events, 0, spectrum, 0, d, scratch);
                    kernels.complexProduct(
                            false, spectrum, 0, plane, kernel, b * plane, (r + b) * plane, sum, 0, plane, plane);
                }
            }
            if (any) {
                plan.inverse(sum, 0, y, first * d, d, scratch);
            } else {
                Arrays.fill(y, first * d, (first + n) * d, 0f);
            }
        }
    }

    /** The events of one behavior of the sequence that begins at {@code first}; false if it has none. */
    private boolean restrict(int first, int behavior, float[] events) {
        boolean any = false;
        for (int t = 0; t < n && !any; t++) {
            any = behaviors[first + t] == behavior;
        }
        if (any) {
            float[] x = input(0).value();
            for (int t = 0; t < n; t++) {
                if (behaviors[first + t] == behavior) {
                    System.arraycopy(x, (first + t) * d, events, t * d, d);
                } else {
                    Arrays.fill(events, t * d, (t + 1) * d, 0f);
                }
            }
        }
        return any;
    }

    @Override
    protected void backward(float[] dy) {
        Kernels kernels = Kernels.get();
        Variable x = input(0);
        Variable kernel = input(1);
        int plane = plan.bins() * d;
        float[] events = take(n * d);
        float[] spectrum = take(2 * plane);
        float[] dSpectrum = take(2 * plane);
        float[] scratch = take(plan.scratch(d));
        for (int first = 0; first < behaviors.length; first += n) {
            boolean any = false;
            for (int b = 0; b < r; b++) {
                if (!restrict(first, b + 1, events)) {
                    continue;
                }
                if (!any) {
                    any = true;
                    plan.inverseAdjoint(dy, first * d, dSpectrum, 0, d, scratch);
                }
                int re = b * plane;
                int im = (r + b) * plane;
                if (kernel.requiresGradient()) {
                    plan.forward(events, 0, spectrum, 0, d, scratch);
                    kernels.complexProduct(
                            true, dSpectrum, 0, plane, spectrum, 0, plane, kernel.gradient(), re, im, plane);
                }
                if (x.requiresGradient()) {
                    Arrays.fill(spectrum, 0f);
                    kernels.complexProduct(
                            true, dSpectrum, 0, plane, kernel.value(), re, im, spectrum, 0, plane, plane);
                    plan.forwardAdjoint(spectrum, 0, events, 0, d, scratch);
                    for (int t = 0; t < n; t++) {
                        if (behaviors[first + t] == b + 1) {
                            kernels.accumulate(events, t * d, x.gradient(), (first + t) * d, d);
                        }
                    }
                }
            }
        }
    }
}
