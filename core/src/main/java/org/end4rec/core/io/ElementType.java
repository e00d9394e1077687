package org.end4rec.core.io;

/** The element types of {@link SafeTensors}, little-endian in the file, under the names that the format gives them. */
public enum ElementType {
    /** {@code float}. */
    F32(Float.BYTES),
    /** {@code double}. */
    F64(Double.BYTES),
    /** {@code int}. */
    I32(Integer.BYTES),
    /** {@code long}. */
    I64(Long.BYTES);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
