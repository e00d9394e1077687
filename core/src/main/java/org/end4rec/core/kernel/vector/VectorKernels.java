package org.end4rec.core.kernel.vector;

import org.end4rec.core.kernel.Kernels;

/**
 * The kernels on the Vector API, family by family. What is left of a loop of plain arithmetic after the last full
 * vector goes to the scalar kernels, which give the same bits, and so do arrays too short for the other loops.
 */
public final class VectorKernels extends Kernels
        implements VectorElementwise,
                VectorReductions,
                VectorNormalization,
                VectorProducts,
                VectorQuantizedProduct,
                VectorFactorization,
                VectorButterflies,
                VectorSpectra,
                VectorCausal,
                VectorChunks,
                VectorOptimizer {
    /** @throws UnsupportedOperationException where the preferred vectors are too short */
    public VectorKernels() {
        int bits = VectorLanes.preferredBits();
        if (bits < VectorLanes.SMALLEST_BITS) {
            throw new UnsupportedOperationException("this processor's preferred vectors have " + bits
                    + " bits and the vector kernels need " + VectorLanes.SMALLEST_BITS
                    + "; use a processor with vectors of at least that width");
        }
        VectorFirstCalls.makeWhereNeeded(this);
    }

    @Override
    public String name() {
        return "vector";
    }
}
