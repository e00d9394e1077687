package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulation has the bits of {@link Math#fma}, which is the instruction here, or BigDecimal. */
class FmaTest {
    private static final float[] FLOATS = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        1.0000001f,
        0.99999994f,
        0x1p-24f,
        0x1p24f,
        3e-39f
    };

    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        1 + 0x1p-52,
        1 - 0x1p-53,
        0x1p-53,
        0x1p53,
        0x1p399,
        0x1p400,
        0x1p-399,
        0x1p-400,
        3e-320
    };

    private static void check(float a, float b, float c) {
        assertThat(Float.floatToIntBits(Fma.emulated(a, b, c)))
                .as("%s * %s + %s", a, b, c)
                .isEqualTo(Float.floatToIntBits(Math.fma(a, b, c)));
    }

    private static void check(double a, double b, double c) {
        assertThat(Double.doubleToLongBits(Fma.emulated(a, b, c)))
                .as("%s * %s + %s", a, b, c)
                .isEqualTo(Double.doubleToLongBits(Math.fma(a, b, c)));
    }

    @Test
    void specialFloats() {
        for (float a : FLOATS) {
            for (float b : FLOATS) {
                for (float c : FLOATS) {
                    check(a, b, c);
                }
            }
        }
    }

    @Test
    void specialDoubles() {
        for (double a : DOUBLES) {
            for (double b : DOUBLES) {
                for (double c : DOUBLES) {
                    check(a, b, c);
                }
            }
        }
    }

    /** Half of the sums nearly cancel, or lie next to a tie, where two roundings would be one too many. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomNumbers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            float a = Float.intBitsToFloat(random.nextInt());
            float b = Float.intBitsToFloat(random.nextInt());
            float x = (float) random.nextDouble(-2, 2);
            float y = (float) random.nextDouble(-2, 2);
            check(a, b, Float.intBitsToFloat(random.nextInt()));
            check(x, y, -x * y);
            check(x, y, (float) random.nextDouble(-1, 1) * 0x1p-24f);
            check(x, 0x1p-24f, y);
            double v = random.nextDouble(-2, 2);
            double w = random.nextDouble(-2, 2);
            check(v, w, -v * w);
            check(v, w, random.nextDouble(-1, 1) * 0x1p-53);
            check(v, 0x1p-53, w);
            check(Double.longBitsToDouble(random.nextLong()), w, v);
        }
    }
}
