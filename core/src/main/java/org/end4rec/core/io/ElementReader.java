package org.end4rec.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads arrays of little-endian elements one after the other, through one small buffer. */
final class ElementReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ReadableByteChannel channel;
    private final String source;
    private final ByteBuffer buffer;
    private @Nullable MessageDigest digest;
    private String checksum = "";

    /** {@code size} is the number of bytes that the channel will give: a small one needs a small buffer only. */
    ElementReader(ReadableByteChannel channel, long size, String source) {
        this.channel = channel;
        this.source = source;
        int bytes = (int) Math.min(BUFFER_BYTES, Math.max(Long.BYTES, size));
        this.buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** From here on, what is read is digested too; {@link #checkChecksum} compares with this checksum. */
    void expect(String checksum, MessageDigest soFar) {
        this.checksum = checksum;
        digest = soFar;
    }

    /** @throws FormatException if a checksum is expected, and what was read has another */
    void checkChecksum() throws FormatException {
        if (digest != null) {
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(checksum)) {
                throw new FormatException("SafeTensors: " + source + ": the contents have the SHA-256 " + found
                        + ", expected " + checksum + " as the file itself says; it is damaged or was changed: fetch it"
                        + " again, or go back to an older copy");
            }
        }
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; ) {
            int piece = fill(count - done, 1);
            buffer.get(bytes, done, piece);
            done += piece;
        }
        return bytes;
    }

    float[] floats(int count) throws IOException {
        float[] elements = new float[count];
        for (int done = 0; done < count; ) {
            int piece = fill(count - done, Float.BYTES);
            buffer.asFloatBuffer().get(elements, done, piece);
            done += piece;
        }
        return elements;
    }

    /** Numbers of 16 bits, widened. */
    float[] halves(int count, boolean isF16) throws IOException {
        float[] elements = new float[count];
        for (int done = 0; done < count; ) {
            int piece = fill(count - done, Short.BYTES);
            for (int i = 0; i < piece; i++) {
                short bits = buffer.getShort();
                elements[done + i] = isF16 ? HalfPrecision.ofF16(bits) : HalfPrecision.ofBf16(bits);
            }
            done += piece;
        }
        return elements;
    }

    /** Passes over bytes, which are digested all the same. */
    void skip(long count) throws IOException {
        for (long done = 0; done < count; ) {
            done += fill((int) Math.min(count - done, Integer.MAX_VALUE), 1);
        }
    }

    double[] doubles(int count) throws IOException {
        double[] elements = new double[count];
        for (int done = 0; done < count; ) {
            int piece = fill(count - done, Double.BYTES);
            buffer.asDoubleBuffer().get(elements, done, piece);
            done += piece;
        }
        return elements;
    }

    int[] ints(int count) throws IOException {
        int[] elements = new int[count];
        for (int done = 0; done < count; ) {
            int piece = fill(count - done, Integer.BYTES);
            buffer.asIntBuffer().get(elements, done, piece);
            done += piece;
        }
        return elements;
    }

    long[] longs(int count) throws IOException {
        long[] elements = new long[count];
        for (int done = 0; done < count; ) {
            int piece = fill(count - done, Long.BYTES);
            buffer.asLongBuffer().get(elements, done, piece);
            done += piece;
        }
        return elements;
    }

    /** Fills the buffer with as many whole elements as fit and are wanted; returns their number. */
    private int fill(int wanted, int elementBytes) throws IOException {
        int piece = Math.min(wanted, buffer.capacity() / elementBytes);
        buffer.clear().limit(piece * elementBytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new FormatException("SafeTensors: " + source
                        + ": the file became shorter while it was read; try again when nothing writes to it");
            }
        }
        buffer.flip();
        if (digest != null) {
            digest.update(buffer.array(), 0, buffer.limit());
        }
        return piece;
    }
}
