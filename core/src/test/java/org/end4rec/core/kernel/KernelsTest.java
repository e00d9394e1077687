package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KernelsTest {
    @Test
    void everyKernelHasACase() {
        Set<String> kernels = new TreeSet<>();
        for (Method method : Kernels.class.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers()) && !method.getName().equals("name")) {
                kernels.add(method.getName());
            }
        }
        assertThat(KernelCases.ALL.keySet()).isEqualTo(kernels);
    }

    @Test
    void providersHaveTheirNames() {
        assertThat(Kernels.scalar().name()).isEqualTo("scalar");
        assertThat(vector().name()).isEqualTo("vector");
    }

    static Stream<String> names() {
        return KernelCases.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void vectorEqualsScalarBitForBit(String name) {
        Kernels vector = vector();
        for (int n : KernelInputs.SIZES) {
            assertEqualBits(name, n, false, vector);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void vectorEqualsScalarBitForBitOnSpecialValues(String name) {
        Kernels vector = vector();
        for (int n : KernelInputs.SIZES) {
            assertEqualBits(name, n, true, vector);
        }
        Figures.print(
                "D3",
                "vector and scalar kernel " + name,
                "equal bits at %d sizes, ordinary and special values",
                KernelInputs.SIZES.length);
    }

    private static void assertEqualBits(String name, int n, boolean wild, Kernels vector) {
        float[][] expected = KernelCases.of(name).run(Kernels.scalar(), n, new KernelInputs(n, wild));
        float[][] found = KernelCases.of(name).run(vector, n, new KernelInputs(n, wild));
        assertThat(bits(found)).as("%s of %d elements", name, n).isEqualTo(bits(expected));
    }

    /** The bits of all arrays; every NaN is one NaN, because hardware is free to choose its payload. */
    private static int[] bits(float[][] arrays) {
        return Arrays.stream(arrays).flatMapToInt(KernelsTest::bits).toArray();
    }

    private static IntStream bits(float[] array) {
        return IntStream.range(0, array.length).map(i -> Float.floatToIntBits(array[i]));
    }

    private static Kernels vector() {
        return KernelsUnderTest.vector();
    }
}
