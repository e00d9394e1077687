package org.end4rec.models.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.end4rec.models.data.EventLogException;

/** Cuts a stream into blocks that end where lines end. */
public final class LineBlocks {
    /** The bytes of a block, unless one line is longer. */
    static final int SIZE = 1 << 18;

    private static final int LONGEST_LINE = 1 << 24;

    private final InputStream stream;
    private final String source;
    private byte[] rest = new byte[0];
    private long blocks;

    /** @param source what messages call the stream */
    public LineBlocks(InputStream stream, String source) {
        this.stream = stream;
        this.source = source;
    }

    /**
     * Fills a block with the next lines; false at the end.
     *
     * @param linesBefore is shown in the message about a line that is too long
     */
    boolean next(LineBlock block) throws IOException {
        byte[] bytes = block.bytes;
        System.arraycopy(rest, 0, bytes, 0, rest.length);
        int length = rest.length;
        int end = 0;
        while (end == 0) {
            if (length == bytes.length) {
                if (length >= LONGEST_LINE) {
                    throw new EventLogException(source + ": a line after the first "
                            + blocks * SIZE / 1_000_000 + " MB is longer than " + (LONGEST_LINE >> 20)
                            + " MB; expected one event per line, so check that the file is a log");
                }
                bytes = Arrays.copyOf(bytes, 2 * length);
                block.bytes = bytes;
            }
            int count = stream.readNBytes(bytes, length, bytes.length - length);
            length += count;
            if (count == 0) {
                break;
            }
            end = afterLastBreak(bytes, length);
        }
        int used = end == 0 ? length : end;
        rest = Arrays.copyOfRange(bytes, used, length);
        block.length = used;
        blocks++;
        return used > 0;
    }

    private static int afterLastBreak(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** The bytes after the last block. */
    InputStream rest() {
        return new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(rest), stream);
    }
}
