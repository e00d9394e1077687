package org.end4rec.models.data.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The unpacked bytes of a gzip file (RFC 1952), a sequence of members. After a good member, Java's own stream takes
 * foreign bytes for the end of the file; here they are an error.
 */
final class GzipMembers extends InputStream {
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream packed;
    private final byte[] buffer = new byte[1 << 16];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] one = new byte[1];
    private int at;
    private int end;
    private long bytesBefore;
    private boolean finished;

    /**
     * Takes the stream over, and reads the first header.
     *
     * @throws ZipException if it does not begin with a member
     */
    GzipMembers(InputStream packed) throws IOException {
        this.packed = packed;
        readHeader(next(), 0);
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (finished) {
            return -1;
        }
        try {
            while (length > 0) {
                int count = inflater.inflate(to, from, length);
                if (count > 0) {
                    checksum.update(to, from, count);
                    return count;
                }
                if (inflater.finished()) {
                    if (!nextMember()) {
                        return -1;
                    }
                } else if (inflater.needsDictionary()) {
                    throw damaged("a member needs a dictionary");
                } else {
                    feed();
                }
            }
            return 0;
        } catch (DataFormatException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private void feed() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException();
        }
        inflater.setInput(buffer, at, end - at);
        at = end;
    }

    /** Checks the member that has ended and begins the next; false at the end of the file. */
    private boolean nextMember() throws IOException {
        at = end - inflater.getRemaining();
        long expected = number();
        long size = number();
        if (expected != checksum.getValue() || size != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw damaged("a member's checksum or length is wrong");
        }
        inflater.reset();
        checksum.reset();
        long memberEnd = bytesBefore + at;
        if (at == end && !fill()) {
            finished = true;
            return false;
        }
        readHeader(next(), memberEnd);
        return true;
    }

    private void readHeader(int first, long memberEnd) throws IOException {
        boolean isMember = first == 0x1f && (at < end || fill()) && next() == 0x8b;
        if (!isMember) {
            throw new ZipException("the gzip file is good up to byte " + memberEnd
                    + ", and the bytes after it are not gzip data; copy or download it again, or keep the good part"
                    + " with 'head -c " + memberEnd + "'");
        }
        int method = next();
        int flags = next();
        if (method != 8 || (flags & RESERVED) != 0) {
            throw damaged("a member's header is not valid");
        }
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            skip(2);
        }
    }

    private ZipException damaged(String what) {
        return new ZipException("the gzip file is damaged before byte " + (bytesBefore + at) + " (" + what
                + "); copy or download it again");
    }

    private void skipText() throws IOException {
        int c = next();
        while (c != 0) {
            c = next();
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException();
        }
        return buffer[at++] & 0xff;
    }

    private boolean fill() throws IOException {
        bytesBefore += end;
        at = 0;
        end = Math.max(0, packed.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
