package org.end4rec.models.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Writes a file of numbers without gaps, little-endian, and its checksum. */
final class ColumnFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private final int width;
    private long bytes;

    /** @param width bytes of a number: 1, 4 or 8 */
    ColumnFile(Path file, int width) throws IOException {
        this.width = width;
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    void put(long number) throws IOException {
        if (buffer.remaining() < width) {
            flush();
        }
        switch (width) {
            case Byte.BYTES -> buffer.put((byte) number);
            case Integer.BYTES -> buffer.putInt((int) number);
            default -> buffer.putLong(number);
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer);
        buffer.rewind();
        while (buffer.hasRemaining()) {
            bytes += channel.write(buffer);
        }
        buffer.clear();
    }

    /** Writes what is left, and forces the file to the disk. */
    PreparedFiles.Part end(String name) throws IOException {
        flush();
        channel.force(true);
        return new PreparedFiles.Part(name, bytes, checksum.getValue());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
