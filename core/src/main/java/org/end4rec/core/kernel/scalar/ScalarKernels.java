package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Kernels;

/**
 * The kernels in plain Java, family by family: the default where the Vector API is absent, and the oracle of the vector
 * provider.
 */
public final class ScalarKernels extends Kernels
        implements ScalarElementwise,
                ScalarReductions,
                ScalarNormalization,
                ScalarProducts,
                ScalarQuantizedProduct,
                ScalarFactorization,
                ScalarButterflies,
                ScalarSpectra,
                ScalarCausal,
                ScalarChunks,
                ScalarOptimizer {
    /** Kernels without state. */
    public ScalarKernels() {}

    @Override
    public String name() {
        return "scalar";
    }
}
