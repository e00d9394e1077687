package org.end4rec.core.io;

/** Widens numbers of 16 bits. Every one of them is a {@code float} exactly; the bits of a NaN move along. */
final class HalfPrecision {
    private static final int F16_MANTISSA_BITS = 10;
    private static final int F32_MANTISSA_BITS = 23;
    private static final int WIDER = F32_MANTISSA_BITS - F16_MANTISSA_BITS;

    /** 127 − 15. */
    private static final int BIAS = 112;

    private HalfPrecision() {}

    /** IEEE binary16. */
    static float ofF16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> F16_MANTISSA_BITS & 0x1f;
        int mantissa = bits & 0x3ff;
        if (exponent == 0) {
            // the mantissa counts steps of 2⁻²⁴, each of which a float holds
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + BIAS;
        return Float.intBitsToFloat(sign | wide << F32_MANTISSA_BITS | mantissa << WIDER);
    }

    /** The upper half of a float. */
    static float ofBf16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
