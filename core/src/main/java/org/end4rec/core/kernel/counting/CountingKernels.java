package org.end4rec.core.kernel.counting;

import java.util.Objects;
import org.end4rec.core.kernel.Kernels;

/**
 * Kernels that count what they are asked to do, as an exact function of the arguments, and let another provider do it:
 * the operations that {@code ScalarKernels} executes. With {@code -Dend4rec.kernels=counting} the whole engine runs on
 * them, and {@link Kernels#get} is an object of this class.
 */
public final class CountingKernels extends Kernels
        implements CountingElementwise, CountingReductions, CountingProducts, CountingSpectra, CountingOptimizer {
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
}
