package org.end4rec.core.fft;

import static org.assertj.core.api.Assertions.assertThat;

import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.counting.CountingKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many real operations the complex transform of one channel costs. The counts are exact. */
class OperationCountTest {
    private static final int CHANNELS = 16;
    private static final int EVERY_LENGTH_TO = 700;

    /** Additions and multiplications of a transform, the same in both directions. */
    private static long operations(int n) {
        ComplexTransform transform = ComplexTransform.of(n);
        CountingKernels counting = new CountingKernels(Kernels.get());
        float[] rows = new float[2 * n * CHANNELS];
        float[] work = new float[4 * transform.plane(CHANNELS)];
        transform.forward(counting, rows, 0, n * CHANNELS, CHANNELS, CHANNELS, work);
        long forward = counting.count().real();
        counting.reset();
        transform.inverse(counting, work, rows, 0, n * CHANNELS, CHANNELS, CHANNELS);
        assertThat(counting.count().real()).as("inverse of length %d", n).isEqualTo(forward);
        return forward / CHANNELS;
    }

    private static double ratio(int n) {
        return (double) operations(2 * n) / operations(n);
    }

    // values

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 10", "3, 28", "4, 34", "5, 72", "6, 86", "8, 102", "16, 272", "64, 1632", "50, 1690"})
    void byHand(int n, long expected) {
        // n times the cost of each stage: a butterfly of radix r has r points and costs 10, 28, 34, 72 or 102
        assertThat(operations(n)).isEqualTo(expected);
    }

    @Test
    void theCountThatChoosesTheLengthOfAConvolutionIsTheExactOne() {
        for (int n = 1; n <= EVERY_LENGTH_TO; n++) {
            if (MixedRadix.covers(n)) {
                assertThat(MixedRadix.operations(n)).as("length %d", n).isEqualTo(operations(n));
            }
        }
    }

    // bounds

    @Test
    void powersOfTwoCostAtMostTheRadixTwoCount() {
        for (int exponent = 1; exponent <= 16; exponent++) {
            int n = 1 << exponent;
            assertThat(operations(n)).as("length %d", n).isLessThanOrEqualTo(5L * n * exponent);
        }
    }

    @Test
    void doublingASmoothLengthCostsAtMostTwoPointFourTimes() {
        int tried = 0;
        for (int n = 17; n <= 1 << 14; n++) {
            if (MixedRadix.covers(n)) {
                assertThat(ratio(n)).as("from %d to %d", n, 2 * n).isLessThanOrEqualTo(2.4);
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(100);
        // 2·(5/4): what any count proportional to n·log n has here
        assertThat(ratio(16)).isEqualTo(2.5);
    }

    @Test
    void doublingAnyLengthCostsAtMostThreeTimes() {
        for (int n = 16; n <= EVERY_LENGTH_TO; n++) {
            assertThat(ratio(n)).as("from %d to %d", n, 2 * n).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void primesCostNoMoreThanAFewSmoothTransforms() {
        for (int prime : new int[] {17, 31, 127, 251, 509, 1021, 4093, 16381}) {
            double levels = Math.ceil(StrictMath.log(prime) / StrictMath.log(2));
            assertThat(operations(prime)).as("length %d", prime).isLessThanOrEqualTo((long) (30 * prime * levels));
        }
    }
}
