package org.end4rec.core.kernel;

/**
 * {@code a·b + c} with one rounding, the bits of {@link Math#fma}. Where the processor has no such instruction, Java
 * takes BigDecimal, some thousand times as long. Here the sum is rounded to odd in double before the last rounding.
 * Boldo and Melquiond, Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to odd (2008).
 */
public final class Fma {
    /** Whether Java runs the instruction of the processor. */
    static final boolean NATIVE = measure();

    private static final int ROUNDS = 50;
    private static final int CALLS = 20;

    /** BigDecimal takes at least ten times as long as the emulation, even before either is compiled. */
    private static final int CLEARLY_SLOWER = 5;

    /** Splits a double into two halves of 26 bits, whose products are exact. */
    private static final double SPLITTER = 0x1p27 + 1;

    /** Exponents between which no part of the emulation overflows or loses bits. */
    private static final int SAFE = 400;

    private Fma() {}

    /** {@code a·b + c}. */
    public static float fma(float a, float b, float c) {
        return NATIVE ? Math.fma(a, b, c) : emulated(a, b, c);
    }

    /** {@code a·b + c}. */
    public static double fma(double a, double b, double c) {
        return NATIVE ? Math.fma(a, b, c) : emulated(a, b, c);
    }

    /** A product of floats is exact in double. */
    static float emulated(float a, float b, float c) {
        return (float) oddSum((double) a * b, c);
    }

    static double emulated(double a, double b, double c) {
        if (a == 0 || b == 0) {
            return a * b + c;
        }
        if (!isSafe(a) || !isSafe(b) || !isSafe(c)) {
            return Math.fma(a, b, c);
        }
        double high = a * b;
        double low = productError(a, b, high);
        double sum = c + low;
        double rest = sumError(c, low, sum);
        double total = high + sum;
        return total + oddSum(sumError(high, sum, total), rest);
    }

    /** 0, or of an exponent with room for all parts of a product and their sums. */
    private static boolean isSafe(double x) {
        return x == 0 || Math.abs(Math.getExponent(x)) < SAFE;
    }

    /** x + y, rounded to a neighbor with an odd last bit unless it is exact. */
    private static double oddSum(double x, double y) {
        double sum = x + y;
        double error = sumError(x, y, sum);
        long bits = Double.doubleToRawLongBits(sum);
        // an error that is not a number comes from a sum that is none, or infinite
        if (error == 0 || Double.isNaN(error) || (bits & 1) != 0) {
            return sum;
        }
        return Double.longBitsToDouble(error > 0 == sum > 0 ? bits + 1 : bits - 1);
    }

    /** x + y − sum, exactly. Knuth. */
    private static double sumError(double x, double y, double sum) {
        double ofY = sum - x;
        return x - (sum - ofY) + (y - ofY);
    }

    /** a·b − product, exactly. Dekker. */
    private static double productError(double a, double b, double product) {
        double highA = high(a);
        double highB = high(b);
        double lowA = a - highA;
        double lowB = b - highB;
        return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
    }

    private static double high(double x) {
        double scaled = SPLITTER * x;
        return scaled - (scaled - x);
    }

    /** The fastest of many short rounds: an interruption makes a round longer, never shorter. */
    private static boolean measure() {
        long ofJava = Long.MAX_VALUE;
        long ofEmulation = Long.MAX_VALUE;
        float sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum = Math.fma(sum, 0.5f, i);
            }
            long middle = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum = emulated(sum, 0.5f, i);
            }
            ofJava = Math.min(ofJava, middle - start);
            ofEmulation = Math.min(ofEmulation, System.nanoTime() - middle);
        }
        // the sum is never NaN; to ask keeps the compiler from leaving the calls out
        return ofJava < CLEARLY_SLOWER * ofEmulation && !Float.isNaN(sum);
    }
}
