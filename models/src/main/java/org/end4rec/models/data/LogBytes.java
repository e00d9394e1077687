package org.end4rec.models.data;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the packing and the encoding of a log from its first bytes, and gives its characters. */
final class LogBytes {
    private static final int BUFFER = 1 << 16;
    private static final int PEEKED = 6;
    private static final int DEEPEST = 3;

    private LogBytes() {}

    /** Packings that are not read, with the command that unpacks each to a pipe. */
    private enum Foreign {
        ZSTD("zstd", "zstd -dc", 0x28, 0xb5, 0x2f, 0xfd),
        BZIP2("bzip2", "bzip2 -dc", 'B', 'Z', 'h'),
        XZ("xz", "xz -dc", 0xfd, '7', 'z', 'X', 'Z', 0),
        ZIP("zip", "unzip -p", 'P', 'K', 3, 4),
        SEVEN_ZIP("7-Zip", "7z x -so", '7', 'z', 0xbc, 0xaf, 0x27, 0x1c),
        LZ4("lz4", "lz4 -dc", 0x04, 0x22, 0x4d, 0x18),
        COMPRESS("compress", "zcat", 0x1f, 0x9d),
        PARQUET("Parquet", "", 'P', 'A', 'R', '1'),
        SQLITE("SQLite", "", 'S', 'Q', 'L', 'i', 't', 'e');

        private final String title;
        private final String command;
        private final int[] start;

        Foreign(String title, String command, int... start) {
            this.title = title;
            this.command = command;
            this.start = start;
        }

        EventLogException refused(String source) {
            return new EventLogException(source + ": this is a " + title + " file, which cannot be read; "
                    + (command.isEmpty()
                            ? "export it as CSV"
                            : "unpack it into a pipe, and give - as the file: " + command + " FILE | end4rec …"));
        }
    }

    /** The characters of a log, unpacked. Bytes that are no characters are an error. Owns the stream. */
    static BufferedReader characters(InputStream stream, String source) throws IOException {
        InputStream bytes = unpacked(new BufferedInputStream(stream, BUFFER), source);
        byte[] start = peek(bytes);
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (startsWith(start, 0xef, 0xbb, 0xbf)) {
            mark = 3;
        } else if (startsWith(start, 0xff, 0xfe)) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (startsWith(start, 0xfe, 0xff)) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        }
        bytes.skipNBytes(mark);
        Reader decoded = new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new BufferedReader(decoded, BUFFER);
    }

    private static InputStream unpacked(InputStream stream, String source) throws IOException {
        InputStream bytes = stream;
        for (int depth = 0; ; depth++) {
            byte[] start = peek(bytes);
            for (Foreign foreign : Foreign.values()) {
                if (startsWith(start, foreign.start)) {
                    throw foreign.refused(source);
                }
            }
            if (!startsWith(start, 0x1f, 0x8b)) {
                return bytes;
            }
            if (depth == DEEPEST) {
                throw new EventLogException(source + ": the file is packed with gzip more than " + DEEPEST
                        + " times; unpack it with gzip -d");
            }
            bytes = new BufferedInputStream(new GzipMembers(bytes), BUFFER);
        }
    }

    private static byte[] peek(InputStream stream) throws IOException {
        stream.mark(PEEKED);
        byte[] start = stream.readNBytes(PEEKED);
        stream.reset();
        return start;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        byte[] wanted = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            wanted[i] = (byte) start[i];
        }
        return bytes.length >= wanted.length && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }
}
