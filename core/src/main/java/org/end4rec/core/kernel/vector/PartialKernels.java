package org.end4rec.core.kernel.vector;

import java.util.Set;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.scalar.ScalarButterflies;
import org.end4rec.core.kernel.scalar.ScalarCausal;
import org.end4rec.core.kernel.scalar.ScalarChunks;
import org.end4rec.core.kernel.scalar.ScalarElementwise;
import org.end4rec.core.kernel.scalar.ScalarFactorization;
import org.end4rec.core.kernel.scalar.ScalarNormalization;
import org.end4rec.core.kernel.scalar.ScalarOptimizer;
import org.end4rec.core.kernel.scalar.ScalarProducts;
import org.end4rec.core.kernel.scalar.ScalarQuantizedProduct;
import org.end4rec.core.kernel.scalar.ScalarReductions;
import org.end4rec.core.kernel.scalar.ScalarSpectra;
import org.end4rec.core.kernel.warmup.KernelFamily;

/** The vector kernels with one family in plain Java, for a process whose compiler makes objects in that family. */
public abstract class PartialKernels extends Kernels {
    private PartialKernels() {}

    /** The vector kernels without one family; without several, the scalar kernels. */
    public static Kernels without(Set<KernelFamily> families) {
        if (families.size() > 1) {
            return Kernels.scalar();
        }
        return switch (families.iterator().next()) {
            case ELEMENTWISE -> new PlainElementwise();
            case REDUCTIONS -> new PlainReductions();
            case PRODUCTS -> new PlainProducts();
            case FACTORIZATION -> new PlainFactorization();
            case SPECTRA -> new PlainSpectra();
            case OPTIMIZER -> new PlainOptimizer();
        };
    }

    @Override
    public String name() {
        return "vector";
    }

    private static final class PlainElementwise extends PartialKernels
            implements ScalarElementwise,
                    VectorReductions,
                    VectorNormalization,
                    VectorProducts,
                    VectorQuantizedProduct,
                    VectorFactorization,
                    VectorButterflies,
                    VectorSpectra,
                    VectorCausal,
                    VectorChunks,
                    VectorOptimizer {}

    private static final class PlainReductions extends PartialKernels
            implements VectorElementwise,
                    ScalarReductions,
                    ScalarNormalization,
                    VectorProducts,
                    VectorQuantizedProduct,
                    VectorFactorization,
                    VectorButterflies,
                    VectorSpectra,
                    VectorCausal,
                    VectorChunks,
                    VectorOptimizer {}

    private static final class PlainProducts extends PartialKernels
            implements VectorElementwise,
                    VectorReductions,
                    VectorNormalization,
                    ScalarProducts,
                    ScalarQuantizedProduct,
                    VectorFactorization,
                    VectorButterflies,
                    VectorSpectra,
                    VectorCausal,
                    VectorChunks,
                    VectorOptimizer {}

    private static final class PlainFactorization extends PartialKernels
            implements VectorElementwise,
                    VectorReductions,
                    VectorNormalization,
                    VectorProducts,
                    VectorQuantizedProduct,
                    ScalarFactorization,
                    VectorButterflies,
                    VectorSpectra,
                    VectorCausal,
                    VectorChunks,
                    VectorOptimizer {}

    private static final class PlainSpectra extends PartialKernels
            implements VectorElementwise,
                    VectorReductions,
                    VectorNormalization,
                    VectorProducts,
                    VectorQuantizedProduct,
                    VectorFactorization,
                    ScalarButterflies,
                    ScalarSpectra,
                    ScalarCausal,
                    ScalarChunks,
                    VectorOptimizer {}

    private static final class PlainOptimizer extends PartialKernels
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
                    ScalarOptimizer {}
}
