package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.function.BiFunction;
import org.end4rec.core.kernel.counting.CountingKernels;
import org.end4rec.core.kernel.counting.OperationCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountingKernelsTest {
    private static final int[] SIZES = {1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 64, 127, 130};

    static Set<String> kernels() {
        return KernelCases.ALL.keySet();
    }

    // values

    @Test
    void aButterflyOfRadixTwoByHand() {
        CountingKernels counting = new CountingKernels(Kernels.scalar());
        counting.butterflies(
                2, 1, 16, new float[] {1, 0}, new float[64], 0, 32, 16, 16, new float[64], 0, 32, 32, 16, 1, 0);

        // two sums and two differences, and a complex product of four multiplications and two additions
        assertThat(counting.count()).isEqualTo(new OperationCount(16 * 6, 16 * 4, 0, 0, 4 * (2 + 128)));
        assertThat(counting.count().real()).isEqualTo(16 * 10);
    }

    @Test
    void countsAddUpUntilReset() {
        CountingKernels counting = new CountingKernels(Kernels.scalar());
        float[] x = {1, 2, 3};
        counting.add(x, 0, x, 0, new float[3], 0, 3);
        counting.exp(x, 0, new float[3], 0, 2);
        assertThat(counting.count()).isEqualTo(new OperationCount(3, 0, 0, 2, 36 + 16));

        counting.reset();
        assertThat(counting.count()).isEqualTo(OperationCount.NONE);
    }

    // oracle: the instructions of the plain Java kernels, counted one by one while they run

    @ParameterizedTest
    @MethodSource("kernels")
    void countsAreWhatIsExecuted(String kernel) throws ReflectiveOperationException {
        @SuppressWarnings("unchecked")
        BiFunction<String, Integer, long[][]> run = (BiFunction<String, Integer, long[][]>) new InstrumentedLoader()
                .loadClass("org.end4rec.core.kernel.CountedRun")
                .getConstructor()
                .newInstance();
        for (int n : SIZES) {
            long[][] counts = run.apply(kernel, n);
            long[] counted = counts[0];
            long[] executed = counts[1];
            assertThat(executed[4]).as("bytes of %s at %d", kernel, n).isPositive();
            if (kernel.equals("reluGradient")) {
                // what it reads depends on the signs; the count is that of positive x
                assertThat(executed[4]).isBetween(counted[4] / 2, counted[4]);
                executed[4] = counted[4];
            }
            assertThat(counted).as("%s at %d", kernel, n).isEqualTo(executed);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void resultsAreThoseOfTheDelegate(String kernel) {
        for (int n : new int[] {1, 17, 64}) {
            float[][] expected = KernelCases.of(kernel).run(Kernels.scalar(), n, new KernelInputs(n, false));
            float[][] found =
                    KernelCases.of(kernel).run(new CountingKernels(Kernels.scalar()), n, new KernelInputs(n, false));
            assertThat(Arrays.deepEquals(found, expected)).isTrue();
        }
    }
}
