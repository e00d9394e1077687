package org.end4rec.cli.files;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.end4rec.models.data.Unpacker;

/** Packings of logs that Java itself does not know. */
public enum Packings implements Unpacker {
    /** Zstandard, one frame or several. */
    ZSTD("zstd", 0x28, 0xb5, 0x2f, 0xfd) {
        @Override
        InputStream open(InputStream packed) {
            return new ZstdInputStream(packed);
        }
    },
    /** bzip2, one stream or several. */
    BZIP2("bzip2", 'B', 'Z', 'h') {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new BZip2CompressorInputStream(packed, true);
        }
    };

    private final String title;
    private final byte[] mark;

    Packings(String title, int... mark) {
        this.title = title;
        this.mark = new byte[mark.length];
        for (int i = 0; i < mark.length; i++) {
            this.mark[i] = (byte) mark[i];
        }
    }

    /** All of them. */
    public static List<Unpacker> all() {
        return List.of(values());
    }

    @Override
    public boolean knows(byte[] start) {
        return start.length >= mark.length && Arrays.equals(start, 0, mark.length, mark, 0, mark.length);
    }

    @Override
    public InputStream unpack(InputStream packed) throws IOException {
        return new Checked(open(packed), title);
    }

    abstract InputStream open(InputStream packed) throws IOException;

    /** Says what is damaged, whatever the library throws. */
    private static final class Checked extends FilterInputStream {
        private final String title;

        Checked(InputStream unpacked, String title) {
            super(unpacked);
            this.title = title;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            try {
                return in.read(to, from, length);
            } catch (IOException | MalformedInputException | IndexOutOfBoundsException e) {
                throw new IOException(
                        "the " + title + " file is damaged or ends too early; copy or download it again", e);
            }
        }
    }
}
