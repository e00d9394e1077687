package org.end4rec.core.io;

/**
 * The element types of the safetensors format, little-endian in the file, under the names that the format gives them.
 * {@link SafeTensors} reads the first six; tensors of the others are passed over.
 */
public enum ElementType {
    /** {@code float}. */
    F32(32),
    /** {@code double}. */
    F64(64),
    /** {@code int}. */
    I32(32),
    /** {@code long}. */
    I64(64),
    /** IEEE half precision; read as {@code float}. */
    F16(16),
    /** The upper half of a {@code float}; read as {@code float}. */
    BF16(16),
    /** One byte, 0 or 1. */
    BOOL(8),
    /** A byte without sign. */
    U8(8),
    /** A byte. */
    I8(8),
    /** A short without sign. */
    U16(16),
    /** A short. */
    I16(16),
    /** An int without sign. */
    U32(32),
    /** A long without sign. */
    U64(64),
    /** Two {@code float}: real and imaginary part. */
    C64(64),
    /** Eight bits, five of them the exponent. */
    F8_E5M2(8),
    /** Eight bits, four of them the exponent. */
    F8_E4M3(8),
    /** Eight bits of exponent. */
    F8_E8M0(8),
    /** Six bits, two of them the exponent. */
    F6_E2M3(6),
    /** Six bits, three of them the exponent. */
    F6_E3M2(6),
    /** Four bits. */
    F4(4);

    private final int bits;

    ElementType(int bits) {
        this.bits = bits;
    }

    /** Bits of one element. */
    public int bits() {
        return bits;
    }

    /** Whether {@link SafeTensors} keeps the elements of such tensors. */
    public boolean isRead() {
        return ordinal() <= BF16.ordinal();
    }
}
