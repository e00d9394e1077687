package org.end4rec.autograd.testing;

/**
 * The tolerances of all tests of this module, each with its reason. A float has 24 bits, so one rounding errs by at
 * most 6e-8 of the value.
 */
public final class Tolerances {
    /** Op against double oracle, relative to the largest element: measured at most 5.0e-7 (sums of products). */
    public static final double VALUE = 2e-6;

    /**
     * Gradient against finite difference of the oracle, relative to Σ|gradient·direction|, each: measured at most
     * 7.6e-7.
     */
    public static final double GRADIENT = 1e-5;

    /** As {@link #GRADIENT}, the median over all trials of an op: measured at most 1.7e-8. */
    public static final double GRADIENT_MEDIAN = 1e-6;

    /** ⟨Ax, y⟩ against ⟨x, Aᵀy⟩, relative to ‖Ax‖‖y‖: measured at most 2.2e-7. */
    public static final double ADJOINT = 2e-6;

    /**
     * A gradient added to what was there against the sum of both, relative to the largest element: another order of
     * sums.
     */
    public static final double ACCUMULATED = 2e-6;

    /**
     * Gradients of a graph of up to 30 ops against double, relative to the largest element or 1: measured at most
     * 6.8e-7 in 2,000.
     */
    public static final double GRAPH = 1e-5;

    /**
     * Step of central differences in double: their truncation errs by h²/6·f‴ ≈ 1e-11 and their rounding by 1e-16/h ≈
     * 1e-11.
     */
    public static final double STEP = 0x1p-17;

    private Tolerances() {}
}
