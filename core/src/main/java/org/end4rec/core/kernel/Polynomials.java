package org.end4rec.core.kernel;

/**
 * The engine's own transcendental functions for float32, so that a result depends on no platform's math library. Every
 * coefficient is a minimax fit of this project, rounded to float. {@code VectorPolynomials} repeats each formula lane by
 * lane in the same order of operations and gives the same bits; change both or neither.
 */
final class Polynomials {
    static final float HALF_OVER_LN2 = 0.7213475f;
    static final float LN2_HIGH = 0.6931472f;
    static final float LN2_LOW = -1.9046542e-9f;

    /** 1.5·2²³: adding it to |t| < 2²² rounds t to an integer, which then stands in the low bits of the sum. */
    static final float ROUNDER = 12582912f;

    static final int ROUNDER_BITS = 0x4b400000;
    static final int ONE_BITS = 0x3f800000;

    // beyond these arguments e^x is +∞ or 0 in float
    static final float EXP_HIGHEST = 89f;
    static final float EXP_LOWEST = -104f;

    // (e^r − 1 − r)/r² on |r| ≤ ln 2; relative error of e^r below 2⁻³⁰
    static final float EXP_0 = 0.5f;
    static final float EXP_1 = 1.6666672e-01f;
    static final float EXP_2 = 4.1666605e-02f;
    static final float EXP_3 = 8.332655e-03f;
    static final float EXP_4 = 1.3891982e-03f;
    static final float EXP_5 = 2.0092713e-04f;
    static final float EXP_6 = 2.4548786e-05f;

    static final float SMALLEST_NORMAL = Float.MIN_NORMAL;
    static final float SUBNORMAL_SCALE = 8388608f;
    static final float SUBNORMAL_EXPONENT = -23f;

    /** √½, the lower end of the interval [√½, √2) of the logarithm's mantissa. */
    static final int HALF_ROOT_BITS = 0x3f3504f3;

    static final float ROOT_OF_TWO_LESS_ONE = 0.41421357f;

    // (ln(1 + f) − f + f²/2)/f³ on [√½ − 1, √2 − 1]; relative error of ln(1 + f) below 2⁻³⁰
    static final float LOG_0 = 3.3333313e-01f;
    static final float LOG_1 = -2.500001e-01f;
    static final float LOG_2 = 2.0002072e-01f;
    static final float LOG_3 = -1.6667989e-01f;
    static final float LOG_4 = 1.422036e-01f;
    static final float LOG_5 = -1.240624e-01f;
    static final float LOG_6 = 1.18835375e-01f;
    static final float LOG_7 = -1.16700254e-01f;
    static final float LOG_8 = 6.749192e-02f;

    /** Below this |x| the odd polynomial of tanh is used, above it the exponential. */
    static final float TANH_SPLIT = 0.625f;

    // (tanh x − x)/x³ as a polynomial in x²; relative error of tanh x below 2⁻²⁷
    static final float TANH_0 = -3.333328e-01f;
    static final float TANH_1 = 1.3331406e-01f;
    static final float TANH_2 = -5.3736515e-02f;
    static final float TANH_3 = 2.0628167e-02f;
    static final float TANH_4 = -5.692296e-03f;

    /** From here on Φ(−t) is 0 in float. */
    static final float TAIL_END = 16f;

    static final float TAIL_CENTER = 2f;
    static final float TAIL_POLE = 4f;

    // Φ(−t)·e^(t²/2)·(t + 4) as a polynomial in v = (t − 2)/(t + 4), for 0 ≤ t ≤ 16; relative error below 2⁻²⁵
    static final float TAIL_0 = 1.008612f;
    static final float TAIL_1 = -1.249966f;
    static final float TAIL_2 = 1.0950006f;
    static final float TAIL_3 = -6.452164e-01f;
    static final float TAIL_4 = 2.0637622e-01f;
    static final float TAIL_5 = 1.0888802e-02f;
    static final float TAIL_6 = -3.5236016e-02f;
    static final float TAIL_7 = 4.4530863e-03f;
    static final float TAIL_8 = 6.4417096e-03f;
    static final float TAIL_9 = -2.433806e-03f;

    /** Below this |x| Φ(x) is ½ + x·E(x²): nothing cancels there. */
    static final float CENTER_END = 1f;

    // E(x²) = (Φ(x) − ½)/x for |x| ≤ 1; relative error below 2⁻²⁵
    static final float CENTER_0 = 3.989423e-01f;
    static final float CENTER_1 = -6.649092e-02f;
    static final float CENTER_2 = 9.977678e-03f;
    static final float CENTER_3 = -1.198302e-03f;
    static final float CENTER_4 = 1.26983e-04f;
    static final float CENTER_5 = -1.2995652e-05f;

    /** 1/√(2π). */
    static final float NORMAL_DENSITY_AT_ZERO = 0.3989423f;

    private Polynomials() {}

    /**
     * e^x = 2ⁿ·2ⁿ·e^r with n = round(x/(2 ln 2)). Applied in two equal parts, the power neither overflows too early nor
     * rounds a subnormal result twice.
     */
    static float exp(float x) {
        float limited = x > EXP_HIGHEST ? EXP_HIGHEST : x;
        limited = limited < EXP_LOWEST ? EXP_LOWEST : limited;
        float rounded = Math.fma(limited, HALF_OVER_LN2, ROUNDER);
        float n = rounded - ROUNDER;
        float r = Math.fma(n, -2f * LN2_HIGH, limited);
        r = Math.fma(n, -2f * LN2_LOW, r);
        float p = Math.fma(EXP_6, r, EXP_5);
        p = Math.fma(p, r, EXP_4);
        p = Math.fma(p, r, EXP_3);
        p = Math.fma(p, r, EXP_2);
        p = Math.fma(p, r, EXP_1);
        p = Math.fma(p, r, EXP_0);
        p = Math.fma(p, r * r, r) + 1f;
        // the shift moves n into the exponent and all other bits of the rounder out
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << 23) + ONE_BITS);
        return p * power * power;
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
        float p = Math.fma(LOG_8, f, LOG_7);
        p = Math.fma(p, f, LOG_6);
        p = Math.fma(p, f, LOG_5);
        p = Math.fma(p, f, LOG_4);
        p = Math.fma(p, f, LOG_3);
        p = Math.fma(p, f, LOG_2);
        p = Math.fma(p, f, LOG_1);
        p = Math.fma(p, f, LOG_0);
        float square = f * f;
        p = p * f * square;
        p = Math.fma(e, LN2_LOW, p);
        p = Math.fma(-0.5f, square, p);
        return Math.fma(e, LN2_HIGH, f + p);
    }

    /** tanh x = x·(1 + x²·P(x²)) near 0, else ±(1 − 2/(e^(2|x|) + 1)). */
    static float tanh(float x) {
        float size = Math.abs(x);
        float square = x * x;
        float p = Math.fma(TANH_4, square, TANH_3);
        p = Math.fma(p, square, TANH_2);
        p = Math.fma(p, square, TANH_1);
        p = Math.fma(p, square, TANH_0);
        float near = x * Math.fma(p, square, 1f);
        float far = 1f - 2f / (exp(size + size) + 1f);
        far = x < 0f ? -far : far;
        return size < TANH_SPLIT ? near : far;
    }

    /** σ(x) = (x ≥ 0 ? 1 : e)/(1 + e) with e = e^−|x|, which never overflows. */
    static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0f ? e : 1f) / (1f + e);
    }

    /** min(x, 0) − ln(1 + e) with e = e^−|x|; above √2 the sum 1 + e is halved and ln 2 added. */
    static float logSigmoid(float x) {
        float e = exp(-Math.abs(x));
        boolean large = e > ROOT_OF_TWO_LESS_ONE;
        float f = large ? (e - 1f) * 0.5f : e;
        return (x < 0f ? x : 0f) - logarithm(large ? 1f : 0f, f);
    }

    /** x·Φ(x); Φ(−t) comes from {@link #normalTail}, so that the left tail keeps its relative precision. */
    static float gelu(float x) {
        float t = limitedSize(x);
        float ratio = normalTail(t);
        float gaussian = gaussian(t);
        float far = x < 0f ? -t * ratio * gaussian : x * (1f - ratio * gaussian);
        float square = t * t;
        float p = Math.fma(CENTER_5, square, CENTER_4);
        p = Math.fma(p, square, CENTER_3);
        p = Math.fma(p, square, CENTER_2);
        p = Math.fma(p, square, CENTER_1);
        p = Math.fma(p, square, CENTER_0);
        float near = x * Math.fma(p, x, 0.5f);
        return t < CENTER_END ? near : far;
    }

    /** Φ(x) + x·φ(x); on the right 1 − the derivative at −x. */
    static float geluDerivative(float x) {
        float t = limitedSize(x);
        float factor = Math.fma(-NORMAL_DENSITY_AT_ZERO, t, normalTail(t));
        float gaussian = gaussian(t);
        return x < 0f ? factor * gaussian : Math.fma(-factor, gaussian, 1f);
    }

    /** |x|, at most {@link #TAIL_END}. */
    private static float limitedSize(float x) {
        float t = Math.abs(x);
        return t > TAIL_END ? TAIL_END : t;
    }

    /** e^(−t²/2) with the rounding error of t² corrected. */
    private static float gaussian(float t) {
        float square = t * t;
        float lost = Math.fma(t, t, -square);
        float e = exp(-0.5f * square);
        return Math.fma(-0.5f * lost, e, e);
    }

    /** Φ(−t)·e^(t²/2) for t ≥ 0. */
    private static float normalTail(float t) {
        float reciprocal = 1f / (t + TAIL_POLE);
        float v = (t - TAIL_CENTER) * reciprocal;
        float p = Math.fma(TAIL_9, v, TAIL_8);
        p = Math.fma(p, v, TAIL_7);
        p = Math.fma(p, v, TAIL_6);
        p = Math.fma(p, v, TAIL_5);
        p = Math.fma(p, v, TAIL_4);
        p = Math.fma(p, v, TAIL_3);
        p = Math.fma(p, v, TAIL_2);
        p = Math.fma(p, v, TAIL_1);
        p = Math.fma(p, v, TAIL_0);
        return p * reciprocal;
    }
}
