package org.end4rec.core.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** The checksum that a safetensors file has of itself: {@link SafeTensors#CHECKSUM}. */
final class FileChecksum {
    private static final int DIGITS = 64;

    /** What the digits are while the checksum is computed. */
    static final String PLACEHOLDER = "0".repeat(DIGITS);

    /** As it stands in our headers. Within another text of the header its quotes would be escaped. */
    private static final byte[] KEY = ('"' + SafeTensors.CHECKSUM + "\":\"").getBytes(StandardCharsets.UTF_8);

    private FileChecksum() {}

    /** The digest of a file up to the end of its header, whose digits it overwrites. */
    static MessageDigest begin(byte[] header) {
        MessageDigest digest = Checksum.sha256();
        digest.update(littleEndian(header.length));
        fill(header, PLACEHOLDER);
        digest.update(header);
        return digest;
    }

    /** Replaces the digits, if the header has room for them where we write them. */
    static void fill(byte[] header, String digits) {
        for (int at = KEY.length; at + DIGITS <= header.length; at++) {
            if (Arrays.equals(header, at - KEY.length, at, KEY, 0, KEY.length)) {
                System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, header, at, DIGITS);
                return;
            }
        }
    }

    /** The length of a header as it stands before it. */
    static byte[] littleEndian(long length) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }
}
