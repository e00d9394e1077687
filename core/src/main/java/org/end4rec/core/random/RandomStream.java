package org.end4rec.core.random;

import java.nio.charset.StandardCharsets;

/**
 * Counter-based randomness: every draw is a pure function of (seed, purpose, step, index), so draws do not depend on
 * the order, the thread or the number of other draws. The bits are SplitMix64's (Steele, Lea and Flood 2014) at
 * position {@code index} of a stream whose start is a hash of the other three. Immutable.
 */
public final class RandomStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long key;

    private RandomStream(long key) {
        this.key = key;
    }

    /** The stream of one purpose (such as {@code "dropout"}) at one step of a run. */
    public static RandomStream of(long seed, String purpose, long step) {
        long hash = mix(seed + GOLDEN);
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash ^ (b & 0xFFL)) + GOLDEN;
        }
        return new RandomStream(mix(mix(hash + GOLDEN) + mix(step + GOLDEN)));
    }

    /** 64 random bits. */
    public long bits(long index) {
        return mix(key + (index + 1) * GOLDEN);
    }

    /** Uniform on [0, 1), a multiple of 2⁻²⁴. */
    public float uniform(long index) {
        return (bits(index) >>> 40) * 0x1p-24f;
    }

    /**
     * Uniform on 0 … bound−1 (bias below bound·2⁻⁶³).
     *
     * @throws IllegalArgumentException if {@code bound < 1}
     */
    public int below(long index, int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("RandomStream.below: bound is " + bound + "; it must be at least 1");
        }
        return (int) Math.multiplyHigh(bits(index) >>> 1, (long) bound << 1);
    }

    /** Standard normal, by Box and Muller from the two halves of one draw: within ±6.77. */
    public double normal(long index) {
        long bits = bits(index);
        double radius = StrictMath.sqrt(-2 * StrictMath.log(((bits >>> 32) + 0.5) * 0x1p-32));
        return radius * StrictMath.cos(2 * Math.PI * ((bits & 0xFFFFFFFFL) * 0x1p-32));
    }

    /** Standard Gumbel, −log(−log u) with u = (k + ½)·2⁻²⁴ in double: always finite, within [−2.86, 17.33]. */
    public float gumbel(long index) {
        return gumbelAt((int) (bits(index) >>> 40));
    }

    /** The Gumbel value of the 24-bit integer {@code k}. */
    static float gumbelAt(int k) {
        double u = (k + 0.5) * 0x1p-24;
        return (float) -StrictMath.log(-StrictMath.log(u));
    }

    /**
     * A permutation of 0 … n−1 (Fisher and Yates), drawn with this stream's indices 0 … n−1.
     *
     * @throws IllegalArgumentException if {@code n < 0}
     */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("RandomStream.permutation: n is " + n + "; it must be 0 or more");
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
