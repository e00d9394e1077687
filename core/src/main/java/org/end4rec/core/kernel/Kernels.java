package org.end4rec.core.kernel;

import java.util.Optional;

/**
 * The closed list of inner loops. Two providers implement it, {@code scalar.ScalarKernels} in plain Java and {@code
 * vector.VectorKernels} on the incubating Vector API; both give the same bits. Products accumulate along k in order
 * with fused multiply-add; transcendental functions are the project's own polynomials; every sum has sixteen virtual
 * lanes: element i belongs to lane i mod 16, but the r elements after the last full sixteen to the last r lanes, and
 * the lanes meet in a tree, i with i + 8, then i + 4, i + 2, i + 1. A vector of 512 bits is the sixteen lanes, and so
 * are two of 256 bits, and four of 128.
 *
 * <p>Arrays are float32 where not said otherwise; {@code xo} is the offset of the first element in {@code x}, {@code n}
 * the number of elements. An output may be one of the inputs at the same offset; partial overlap is not allowed.
 * Single-threaded.
 */
public abstract class Kernels
        implements ElementwiseKernels,
                ReductionKernels,
                ProductKernels,
                FactorizationKernels,
                SpectralKernels,
                OptimizerKernels {
    /** For the providers. */
    protected Kernels() {}

    /**
     * The provider that the system property {@code end4rec.kernels} chooses: {@code auto}, {@code scalar}, {@code
     * vector} or {@code counting}. With {@code auto}, the scalar provider until the vector kernels are compiled, which
     * takes a few seconds.
     *
     * @throws IllegalArgumentException if the property has another value
     * @throws IllegalStateException if it asks for {@code vector} and the Vector API cannot run
     */
    public static Kernels get() {
        return Provider.chosen();
    }

    /** Waits until {@link #get} has its last answer. A measurement begins with it; a program need not. */
    public static void warmUp() {
        Provider.warmUp();
    }

    /** The plain Java provider, which runs everywhere. */
    public static Kernels scalar() {
        return Provider.SCALAR;
    }

    /** The Vector API provider; empty where the module {@code jdk.incubator.vector} or 128-bit vectors are missing. */
    public static Optional<Kernels> vector() {
        return Provider.vector();
    }

    /** {@code "scalar"}, {@code "vector"} or {@code "counting"}. */
    public abstract String name();
}
