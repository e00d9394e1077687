package org.end4rec.core.kernel.scalar;

import org.end4rec.core.kernel.Fma;

/**
 * The engine's own transcendental functions for float32, so that a result depends on no platform's math library. Every
 * coefficient is a minimax fit of this project, rounded to float. {@code VectorPolynomials} repeats each formula lane
 * by lane in the same order of operations and gives the same bits; change both or neither.
 */
public final class Polynomials {
    public static final float ONE_OVER_LN2 = 1.442695f;
    public static final float LN2_HIGH = 0.6931472f;
    public static final float LN2_LOW = -1.9046542e-9f;

    /** 1.5·2²³: adding it to {@code |t| < 2²²} rounds t to an integer, which then stands in the low bits of the sum. */
    public static final float ROUNDER = 12582912f;

    public static final int ROUNDER_BITS = 0x4b400000;
    public static final int ONE_BITS = 0x3f800000;
    public static final int SIGN_AND_EXPONENT_BITS = 0xff800000;
    public static final int SIGN_BIT = 0x80000000;

    // beyond these arguments e^x is +∞ or 0 in float
    public static final float EXP_HIGHEST = 89f;
    public static final float EXP_LOWEST = -104f;

    // (e^r − 1 − r)/r² on |r| ≤ ½·ln 2; relative error of e^r below 2⁻²⁸
    public static final float EXP_0 = 0.49999994f;
    public static final float EXP_1 = 0.16666521f;
    public static final float EXP_2 = 0.04166829f;
    public static final float EXP_3 = 0.008368704f;
    public static final float EXP_4 = 0.0013818939f;

    /**
     * {@link #expNonPositive} works with powers of two this much too large in the exponent, so that none is subnormal.
     */
    public static final float EXP_NON_POSITIVE_EXPONENT = 26f;

    public static final float EXP_NON_POSITIVE_ROUNDER = ROUNDER + EXP_NON_POSITIVE_EXPONENT;
    public static final float EXP_NON_POSITIVE_SCALE = 0x1p-26f;

    // the same polynomial for r = −s/2, so that e^r = 1 − s/2 + s²·(…): all factors are powers of two
    public static final float GAUSS_0 = 0.25f * EXP_0;
    public static final float GAUSS_1 = -0.125f * EXP_1;
    public static final float GAUSS_2 = 0.0625f * EXP_2;
    public static final float GAUSS_3 = -0.03125f * EXP_3;
    public static final float GAUSS_4 = 0.015625f * EXP_4;

    /** {@link #scaledGaussian} is too large by two to this power, so that it is never subnormal. */
    public static final float GAUSS_EXPONENT = 30f;

    public static final float GAUSS_ROUNDER = ROUNDER + GAUSS_EXPONENT;
    public static final float GAUSS_SCALE = 0x1p-30f;

    // 2·ln 2 as a number of 15 bits, whose product with an exponent is exact, and what is left of it
    public static final float TWICE_LN2_SHORT = 0x1.62e4p0f;
    public static final float TWICE_LN2_REST = (float) (1.3862943611198906 - TWICE_LN2_SHORT);

    public static final float SMALLEST_NORMAL = Float.MIN_NORMAL;
    public static final float SUBNORMAL_SCALE = 8388608f;
    public static final float SUBNORMAL_EXPONENT = -23f;

    /** √½, the lower end of the interval [√½, √2) of the logarithm's mantissa. */
    public static final int HALF_ROOT_BITS = 0x3f3504f3;

    public static final float ROOT_OF_TWO_LESS_ONE = 0.41421357f;

    // (ln(1 + f) − f + f²/2)/f³ on [√½ − 1, √2 − 1]; relative error of ln(1 + f) below 2⁻³⁰
    public static final float LOG_0 = 3.3333313e-01f;
    public static final float LOG_1 = -2.500001e-01f;
    public static final float LOG_2 = 2.0002072e-01f;
    public static final float LOG_3 = -1.6667989e-01f;
    public static final float LOG_4 = 1.422036e-01f;
    public static final float LOG_5 = -1.240624e-01f;
    public static final float LOG_6 = 1.18835375e-01f;
    public static final float LOG_7 = -1.16700254e-01f;
    public static final float LOG_8 = 6.749192e-02f;

    /** From here on tanh x is 1 in float. */
    public static final float TANH_END = 10f;

    public static final int TANH_END_BITS = 0x41200000;

    /** Below this |x| the odd polynomial of tanh is used, above it the exponential. */
    public static final float TANH_SPLIT = 0.625f;

    // (tanh x − x)/x³ as a polynomial in x²; relative error of tanh x below 2⁻²⁷
    public static final float TANH_0 = -3.333328e-01f;
    public static final float TANH_1 = 1.3331406e-01f;
    public static final float TANH_2 = -5.3736515e-02f;
    public static final float TANH_3 = 2.0628167e-02f;
    public static final float TANH_4 = -5.692296e-03f;

    /** From here on t·Φ(−t) and t·φ(t) are 0 in float. */
    public static final float TAIL_END = 14.6875f;

    public static final int TAIL_END_BITS = 0x416b0000;

    /** −½ and what {@link #scaledGaussian} is too large by: part of the tail's coefficients, it costs nothing. */
    public static final float TAIL_SCALE = -0.5f * GAUSS_SCALE;

    // 2·Φ(−t)·e^(t²/2) as a quotient of polynomials in t, both without a zero for 0 ≤ t ≤ 14.7; error below 2⁻²⁶
    public static final float TAIL_0 = TAIL_SCALE;
    public static final float TAIL_1 = TAIL_SCALE * 0.87519f;
    public static final float TAIL_2 = TAIL_SCALE * 0.36536312f;
    public static final float TAIL_3 = TAIL_SCALE * 0.08087296f;
    public static final float TAIL_4 = TAIL_SCALE * 0.0081682214f;
    public static final float TAIL_BELOW_1 = 1.6730748f;
    public static final float TAIL_BELOW_2 = 1.20028f;
    public static final float TAIL_BELOW_3 = 0.46800026f;
    public static final float TAIL_BELOW_4 = 0.10136576f;
    public static final float TAIL_BELOW_5 = 0.010237226f;

    /** √(2/π), twice the density of the normal distribution at 0, scaled as the tail is. */
    public static final float TWICE_DENSITY_AT_ZERO = TAIL_SCALE * 0.7978846f;

    private Polynomials() {}

    /**
     * e^x = 2ⁿ·e^r with n = round(x/ln 2). The power is applied in two parts, so that it neither overflows too early
     * nor rounds a subnormal result twice.
     */
    static float exp(float x) {
        float limited = x > EXP_HIGHEST ? EXP_HIGHEST : x;
        limited = limited < EXP_LOWEST ? EXP_LOWEST : limited;
        float rounded = Fma.fma(limited, ONE_OVER_LN2, ROUNDER);
        float n = rounded - ROUNDER;
        float r = Fma.fma(n, -LN2_LOW, Fma.fma(n, -LN2_HIGH, limited));
        float growth = growth(r);
        // the shift moves n into the exponent and all other bits of the rounder out
        int exponent = Float.floatToRawIntBits(rounded) << 23;
        int half = (exponent >> 1) & SIGN_AND_EXPONENT_BITS;
        float power = Float.intBitsToFloat(half + ONE_BITS);
        return Fma.fma(growth, power, power) * Float.intBitsToFloat(exponent - half + ONE_BITS);
    }

    /** e^r − 1 for |r| ≤ ½·ln 2. */
    private static float growth(float r) {
        float p = Fma.fma(EXP_4, r, EXP_3);
        p = Fma.fma(p, r, EXP_2);
        p = Fma.fma(p, r, EXP_1);
        p = Fma.fma(p, r, EXP_0);
        return Fma.fma(p, r * r, r);
    }

    /** e^x for x ≤ 0, in fewer operations than {@link #exp}; right up to 60, +∞ or garbage above. */
    static float expNonPositive(float x) {
        float limited = x < EXP_LOWEST ? EXP_LOWEST : x;
        float rounded = Fma.fma(limited, ONE_OVER_LN2, EXP_NON_POSITIVE_ROUNDER);
        float n = rounded - EXP_NON_POSITIVE_ROUNDER;
        float r = Fma.fma(n, -LN2_LOW, Fma.fma(n, -LN2_HIGH, limited));
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << 23) + ONE_BITS);
        return Fma.fma(growth(r), power, power) * EXP_NON_POSITIVE_SCALE;
    }

    /** ln x = e·ln 2 + ln(1 + f) with x = 2ᵉ·(1 + f) and 1 + f in [√½, √2). */
    static float log(float x) {
        boolean subnormal = x < SMALLEST_NORMAL;
        float normal = subnormal ? x * SUBNORMAL_SCALE : x;
        int bits = Float.floatToRawIntBits(normal);
        int exponent = (bits - HALF_ROOT_BITS) >> 23;
        float e = Float.intBitsToFloat(exponent + ROUNDER_BITS) - ROUNDER;
        e = subnormal ? e + SUBNORMAL_EXPONENT : e;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
        float y = logarithm(e, f);
        y = x > 0f ? y : Float.NaN;
        y = x == 0f ? Float.NEGATIVE_INFINITY : y;
        return x == Float.POSITIVE_INFINITY ? Float.POSITIVE_INFINITY : y;
    }

    /** e·ln 2 + ln(1 + f) with 1 + f in [√½, √2]. */
    private static float logarithm(float e, float f) {
        float p = Fma.fma(LOG_8, f, LOG_7);
        p = Fma.fma(p, f, LOG_6);
        p = Fma.fma(p, f, LOG_5);
        p = Fma.fma(p, f, LOG_4);
        p = Fma.fma(p, f, LOG_3);
        p = Fma.fma(p, f, LOG_2);
        p = Fma.fma(p, f, LOG_1);
        p = Fma.fma(p, f, LOG_0);
        float square = f * f;
        p = p * f * square;
        p = Fma.fma(e, LN2_LOW, p);
        p = Fma.fma(-0.5f, square, p);
        return Fma.fma(e, LN2_HIGH, f + p);
    }

    /** tanh x = x·(1 + x²·P(x²)) near 0, else ±(1 − 2/(e^(2|x|) + 1)). */
    static float tanh(float x) {
        float square = x * x;
        float p = Fma.fma(TANH_4, square, TANH_3);
        p = Fma.fma(p, square, TANH_2);
        p = Fma.fma(p, square, TANH_1);
        p = Fma.fma(p, square, TANH_0);
        float near = x * Fma.fma(p, square, 1f);
        float size = limitedSize(x, TANH_END);
        float twice = size + size;
        float rounded = Fma.fma(twice, ONE_OVER_LN2, ROUNDER);
        float growth = growth(Fma.fma(rounded - ROUNDER, -LN2_HIGH, twice));
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << 23) + ONE_BITS);
        float far = 1f - 2f / (Fma.fma(growth, power, power) + 1f);
        far = Float.intBitsToFloat(Float.floatToRawIntBits(far) | Float.floatToRawIntBits(x) & SIGN_BIT);
        return size < TANH_SPLIT ? near : far;
    }

    /** σ(x) = (x ≥ 0 ? 1 : e)/(1 + e) with e = e^−|x|, which never overflows. */
    static float sigmoid(float x) {
        float e = expNonPositive(-Math.abs(x));
        return (x < 0f ? e : 1f) / (1f + e);
    }

    /** min(x, 0) − ln(1 + e) with e = e^−|x|; above √2 the sum 1 + e is halved and ln 2 added. */
    static float logSigmoid(float x) {
        float e = expNonPositive(-Math.abs(x));
        boolean large = e > ROOT_OF_TWO_LESS_ONE;
        float f = large ? (e - 1f) * 0.5f : e;
        return (x < 0f ? x : 0f) - logarithm(large ? 1f : 0f, f);
    }

    /**
     * x·Φ(x) = max(x, 0) − t·Φ(−t) with t = |x|, so that the left tail keeps its relative precision. Below |x| = 2⁻⁹⁵
     * the product with a scaled tail is subnormal, and the error at most 2⁻¹¹⁹.
     */
    static float gelu(float x) {
        float t = limitedSize(x, TAIL_END);
        return gelu(x, t, tail(t), scaledGaussian(t));
    }

    /** {@link #gelu(float)} from its parts. */
    static float gelu(float x, float t, float tail, float gaussian) {
        return Fma.fma(t * tail, gaussian, x < 0f ? -0f : x);
    }

    /** Φ(x) + x·φ(x); on the right 1 − the derivative at −x. */
    static float geluDerivative(float x) {
        float t = limitedSize(x, TAIL_END);
        return geluDerivative(x, t, tail(t), scaledGaussian(t));
    }

    /** {@link #geluDerivative(float)} from its parts. */
    static float geluDerivative(float x, float t, float tail, float gaussian) {
        float factor = Fma.fma(-TWICE_DENSITY_AT_ZERO, t, tail);
        return x < 0f ? -factor * gaussian : Fma.fma(factor, gaussian, 1f);
    }

    /** |x|, at most {@code most}. */
    static float limitedSize(float x, float most) {
        float t = Math.abs(x);
        return t > most ? most : t;
    }

    /** e^(−t²/2)/GAUSS_SCALE for t ≤ TAIL_END; t² enters the reduced argument unrounded. */
    static float scaledGaussian(float t) {
        float rounded = Fma.fma(t * t, -0.5f * ONE_OVER_LN2, GAUSS_ROUNDER);
        float n = rounded - GAUSS_ROUNDER;
        float s = Fma.fma(n, TWICE_LN2_REST, Fma.fma(t, t, n * TWICE_LN2_SHORT));
        float p = Fma.fma(GAUSS_4, s, GAUSS_3);
        p = Fma.fma(p, s, GAUSS_2);
        p = Fma.fma(p, s, GAUSS_1);
        p = Fma.fma(p, s, GAUSS_0);
        p = Fma.fma(p, s, -0.5f);
        p = Fma.fma(p, s, 1f);
        return Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(rounded) << 23));
    }

    /** TAIL_SCALE·2·Φ(−t)·e^(t²/2) for t ≥ 0. */
    static float tail(float t) {
        float p = Fma.fma(TAIL_4, t, TAIL_3);
        p = Fma.fma(p, t, TAIL_2);
        p = Fma.fma(p, t, TAIL_1);
        p = Fma.fma(p, t, TAIL_0);
        float q = Fma.fma(TAIL_BELOW_5, t, TAIL_BELOW_4);
        q = Fma.fma(q, t, TAIL_BELOW_3);
        q = Fma.fma(q, t, TAIL_BELOW_2);
        q = Fma.fma(q, t, TAIL_BELOW_1);
        q = Fma.fma(q, t, 1f);
        return p / q;
    }
}
