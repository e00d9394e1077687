package org.end4rec.core.kernel.counting;

import java.util.Objects;
import org.end4rec.core.kernel.Kernels;

/**
 * Kernels that count what they are asked to do, as an exact function of the arguments, and let another provider do it:
 * the operations that {@code ScalarKernels} executes. With {@code -Dend4rec.kernels=counting} the whole engine runs on
 * them, and {@link Kernels#get} is an object of this class.
 */
public final class CountingKernels extends Kernels
        implements CountingElementwise, CountingReductions, CountingProducts, CountingSpectra {
    private final Kernels delegate;
    private final OperationCounter counter = new OperationCounter();

    /** Counts what {@code delegate} computes. */
    public CountingKernels(Kernels delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    /** {@code "counting"}. */
    @Override
    public String name() {
        return "counting";
    }

    /** What has been counted since the last {@link #reset}, over all threads. */
    public OperationCount count() {
        return counter.count();
    }

    /** Counts from zero again. */
    public void reset() {
        counter.reset();
    }

    @Override
    public Kernels delegate() {
        return delegate;
    }

    @Override
    public OperationCounter counter() {
        return counter;
    }

    @Override
    public void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int offset,
            int n,
            float beta1,
            float beta2,
            float epsilon,
            float decay,
            float rate,
            float scale) {
        count(n, 4, 8, 0, 7);
        counter().add(2, 0, 2L * n, 0, 0);
        delegate().adam(w, g, m, v, offset, n, beta1, beta2, epsilon, decay, rate, scale);
    }

    @Override
    public void adamIdle(
            float[] w,
            float[] m,
            float[] v,
            int offset,
            int n,
            float beta1,
            float beta2,
            float epsilon,
            float[] decay,
            float[] rate,
            float[] scale,
            int from,
            int to,
            int calm) {
        long elements = (long) n * Math.max(0, to - from);
        counter().add(4 * elements, 5 * elements, 2 * elements, 0, to > from ? FLOAT * (6L * n + 3L * (to - from)) : 0);
        delegate().adamIdle(w, m, v, offset, n, beta1, beta2, epsilon, decay, rate, scale, from, to, calm);
    }
}
