package org.end4rec.core.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.KernelsUnderTest;
import org.end4rec.core.kernel.scalar.ScalarButterflies;
import org.end4rec.core.kernel.scalar.ScalarElementwise;
import org.end4rec.core.kernel.scalar.ScalarFactorization;
import org.end4rec.core.kernel.scalar.ScalarOptimizer;
import org.end4rec.core.kernel.scalar.ScalarProducts;
import org.end4rec.core.kernel.scalar.ScalarReductions;
import org.end4rec.core.kernel.warmup.KernelFamily;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PartialKernelsTest {
    private static final Set<Class<?>> SCALAR = Set.of(
            ScalarElementwise.class,
            ScalarReductions.class,
            ScalarProducts.class,
            ScalarFactorization.class,
            ScalarButterflies.class,
            ScalarOptimizer.class);

    // values

    @ParameterizedTest
    @EnumSource
    void oneFamilyIsInPlainJavaAndTheOthersAreNot(KernelFamily family) {
        KernelsUnderTest.vector();
        Kernels partial = PartialKernels.without(EnumSet.of(family));
        Class<?> plain = switch (family) {
            case ELEMENTWISE -> ScalarElementwise.class;
            case REDUCTIONS -> ScalarReductions.class;
            case PRODUCTS -> ScalarProducts.class;
            case FACTORIZATION -> ScalarFactorization.class;
            case SPECTRA -> ScalarButterflies.class;
            case OPTIMIZER -> ScalarOptimizer.class;
        };
        assertThat(SCALAR.stream().filter(type -> type.isInstance(partial))).containsExactly(plain);
        assertThat(partial.name()).isEqualTo("vector");
    }

    @ParameterizedTest
    @EnumSource
    void severalFamiliesAreAllInPlainJava(KernelFamily family) {
        Set<KernelFamily> others = EnumSet.complementOf(EnumSet.of(family));
        assertThat(PartialKernels.without(others)).isSameAs(Kernels.scalar());
    }
}
