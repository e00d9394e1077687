package org.end4rec.models.data.source;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.end4rec.models.data.EventLogException;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.data.Unpacker;
import org.jspecify.annotations.Nullable;

/** Opens a log, finds its packing and its encoding from its first bytes, and gives its characters. */
public final class LogBytes {
    private static final String STANDARD_INPUT = "-";
    private static final int BUFFER = 1 << 16;
    private static final int PEEKED = 6;
    private static final int DEEPEST = 3;

    private LogBytes() {}

    /** Packings that are not read, with the command that unpacks each to a pipe. */
    private enum Foreign {
        ZSTD("zstd", "zstd -dc", 0x28, 0xb5, 0x2f, 0xfd),
        BZIP2("bzip2", "bzip2 -dc", 'B', 'Z', 'h'),
        XZ("xz", "xz -dc", 0xfd, '7', 'z', 'X', 'Z', 0),
        SEVEN_ZIP("7-Zip", "7z x -so", '7', 'z', 0xbc, 0xaf, 0x27, 0x1c),
        LZ4("lz4", "lz4 -dc", 0x04, 0x22, 0x4d, 0x18),
        COMPRESS("compress", "zcat", 0x1f, 0x9d),
        PARQUET("Parquet", "", 'P', 'A', 'R', '1'),
        ORC("ORC", "", 'O', 'R', 'C'),
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

    /**
     * Opens a file, a pipe or, for the path {@code -}, the standard input; {@code listener} is called with the bytes
     * read.
     */
    public static InputStream open(Path file, ProgressListener listener) throws EventLogException {
        Objects.requireNonNull(listener, "listener");
        File known = file.toFile();
        return new WatchedStream(stream(file), known.isFile() ? known.length() : 0, listener);
    }

    /** The first six bytes of a file, or fewer; none of a pipe, whose bytes could not be read again. */
    public static byte[] start(Path file) throws EventLogException {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream stream = stream(file)) {
            return stream.readNBytes(PEEKED);
        } catch (IOException e) {
            throw LogText.fault(file.toString(), 0, e);
        }
    }

    /** The name of a file in messages. */
    public static String sourceOf(Path file) {
        return file.toString().equals(STANDARD_INPUT) ? "standard input" : file.toString();
    }

    /** The bytes of a file, a pipe or, for the path {@code -}, of the standard input. */
    public static InputStream stream(Path file) throws EventLogException {
        String source = file.toString();
        if (source.equals(STANDARD_INPUT)) {
            return System.in;
        }
        if (Files.isDirectory(file)) {
            throw new EventLogException(source + ": is a folder; give the file itself");
        }
        try {
            // not a channel, which Java 17 cannot open on a pipe
            return new FileInputStream(file.toFile());
        } catch (FileNotFoundException e) {
            throw new EventLogException(
                    Files.exists(file)
                            ? source + ": cannot be opened; check the permissions of the file"
                            : source + ": there is no such file; check the path",
                    e);
        }
    }

    /**
     * Bytes of a text, after its mark.
     *
     * @param bytes the bytes
     * @param charset how characters are written
     */
    public record Encoded(InputStream bytes, Charset charset) {}

    /** The characters of a log, unpacked. Bytes that are no characters are an error. Owns the stream. */
    public static BufferedReader characters(InputStream stream, String source, List<Unpacker> unpackers)
            throws IOException {
        Encoded encoded = text(stream, source, unpackers);
        return decoded(encoded.bytes(), encoded.charset());
    }

    /** The bytes of a log, unpacked. Owns the stream, and closes it if this call fails. */
    public static Encoded text(InputStream stream, String source, List<Unpacker> unpackers) throws EventLogException {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(source, "source");
        try {
            return encoded(unpacked(new BufferedInputStream(stream, BUFFER), source, unpackers));
        } catch (IOException e) {
            LogText.closeQuietly(stream);
            throw LogText.fault(source, 0, e);
        }
    }

    private static Encoded encoded(InputStream bytes) throws IOException {
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
        return new Encoded(bytes, charset);
    }

    static BufferedReader decoded(InputStream bytes, Charset charset) {
        Reader decoded = new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new BufferedReader(decoded, BUFFER);
    }

    private static InputStream unpacked(InputStream stream, String source, List<Unpacker> unpackers)
            throws IOException {
        InputStream bytes = stream;
        for (int depth = 0; ; depth++) {
            InputStream inner = layer(bytes, source, unpackers);
            if (inner == null) {
                return bytes;
            }
            if (depth == DEEPEST) {
                throw new EventLogException(
                        source + ": the file is packed more than " + DEEPEST + " times; unpack it first");
            }
            bytes = new BufferedInputStream(inner, BUFFER);
        }
    }

    /** The bytes inside a packing, or null if the bytes are not packed. */
    private static @Nullable InputStream layer(InputStream bytes, String source, List<Unpacker> unpackers)
            throws IOException {
        byte[] start = peek(bytes);
        if (startsWith(start, 0x1f, 0x8b)) {
            return new GzipMembers(bytes);
        }
        if (startsWith(start, 'P', 'K', 3, 4)) {
            return new ZippedFile(bytes, source);
        }
        for (Unpacker unpacker : unpackers) {
            if (unpacker.knows(start)) {
                return unpacker.unpack(bytes);
            }
        }
        for (Foreign foreign : Foreign.values()) {
            if (startsWith(start, foreign.start)) {
                throw foreign.refused(source);
            }
        }
        return null;
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
