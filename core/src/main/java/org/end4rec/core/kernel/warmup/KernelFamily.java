package org.end4rec.core.kernel.warmup;

/** The interfaces of {@code Kernels}, as parts that can be replaced by plain Java one by one. */
public enum KernelFamily {
    ELEMENTWISE,
    REDUCTIONS,
    PRODUCTS,
    FACTORIZATION,
    SPECTRA,
    OPTIMIZER
}
