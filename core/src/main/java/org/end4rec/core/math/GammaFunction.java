package org.end4rec.core.math;

/**
 * The logarithm of the gamma function and its derivative for positive arguments. Small arguments are shifted upwards by
 * Γ(x+1) = x·Γ(x) until the asymptotic series applies (Abramowitz and Stegun 6.1.40 and 6.3.18). Errors are at most
 * 10⁻¹⁴·max(1, |result|). The same bits on every machine.
 */
public final class GammaFunction {
    /** From here on, nine terms of the series are exact to double precision. */
    private static final double ASYMPTOTIC = 12;

    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

    /** B₂ₙ for n = 1, 2, …: the Bernoulli numbers. */
    private static final double[] BERNOULLI = {
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798
    };

    private GammaFunction() {}

    /**
     * ln Γ(x) for x > 0; NaN for NaN.
     *
     * @throws IllegalArgumentException if x ≤ 0
     */
    public static double logGamma(double x) {
        requirePositive("logGamma", x);
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        double product = 1;
        double shifted = x;
        while (shifted < ASYMPTOTIC) {
            product *= shifted;
            shifted++;
        }
        double log = StrictMath.log(shifted);
        return (shifted - 0.5) * log - shifted + HALF_LOG_TWO_PI + series(shifted) - StrictMath.log(product);
    }

    /**
     * ψ(x) = d ln Γ(x)/dx for x > 0; NaN for NaN.
     *
     * @throws IllegalArgumentException if x ≤ 0
     */
    public static double digamma(double x) {
        requirePositive("digamma", x);
        double shift = 0;
        double shifted = x;
        while (shifted < ASYMPTOTIC) {
            shift += 1 / shifted;
            shifted++;
        }
        double inverseSquare = 1 / (shifted * shifted);
        double sum = 0;
        for (int n = BERNOULLI.length; n >= 1; n--) {
            sum = (sum + BERNOULLI[n - 1] / (2 * n)) * inverseSquare;
        }
        return StrictMath.log(shifted) - 0.5 / shifted - sum - shift;
    }

    /**
     * What Stirling's formula leaves out, δ(x) = ln Γ(x+1) − (x + ½)·ln x + x − ½·ln 2π for x > 0, without the
     * cancellation between its terms for large x; 0 for infinite x.
     *
     * @throws IllegalArgumentException if x ≤ 0
     */
    public static double stirlingError(double x) {
        requirePositive("stirlingError", x);
        return x < ASYMPTOTIC ? logGamma(x + 1) - (x + 0.5) * StrictMath.log(x) + x - HALF_LOG_TWO_PI : series(x);
    }

    /** Σ B₂ₙ/(2n·(2n−1)·x^(2n−1)), from the smallest term to the largest. */
    private static double series(double x) {
        double inverseSquare = 1 / (x * x);
        double sum = 0;
        for (int n = BERNOULLI.length; n >= 1; n--) {
            sum = sum * inverseSquare + BERNOULLI[n - 1] / (2 * n * (2 * n - 1));
        }
        return sum / x;
    }

    private static void requirePositive(String function, double x) {
        if (x <= 0) {
            throw new IllegalArgumentException(function + ": x is " + x + "; it must be greater than 0");
        }
    }
}
