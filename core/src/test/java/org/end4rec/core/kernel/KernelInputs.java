package org.end4rec.core.kernel;

import java.util.Random;

/** The same stream of floats for every provider: normal numbers, and in wild streams one special value in four. */
final class KernelInputs {
    static final int[] SIZES = {
        1, 2, 3, 4, 6, 7, 8, 9, 13, 15, 16, 17, 23, 24, 31, 32, 33, 47, 50, 63, 64, 127, 128, 255, 1000, 1023, 4098
    };

    static final float[] SPECIALS = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        1.1e-40f,
        -1.1e-40f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        88f,
        -88f,
        88.75f,
        -87.5f,
        -103.5f,
        300f,
        -300f,
        1e30f,
        -1e30f
    };

    private final Random random;
    private final boolean wild;

    KernelInputs(long seed, boolean wild) {
        random = new Random(seed);
        this.wild = wild;
    }

    float next() {
        if (wild && random.nextInt(4) == 0) {
            return SPECIALS[random.nextInt(SPECIALS.length)];
        }
        return (float) (3 * random.nextGaussian());
    }

    float[] array(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = next();
        }
        return values;
    }
}
