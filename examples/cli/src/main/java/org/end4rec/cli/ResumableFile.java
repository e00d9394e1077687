package org.end4rec.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.end4rec.core.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of many parts that is written over a long time. Until it is complete, it is {@code NAME.partial}, beside
 * {@code NAME.partial.json}, which has the number of finished entries, and what they depend on. Parts are forced to the
 * disk one by one, and if the file is packed, each is a gzip member. So a file that was stopped and resumed has the
 * bytes of a file that was not. If anything fails, the finished parts stay.
 */
final class ResumableFile implements Closeable {
    private static final String ENTRIES = "entries";
    private static final String MARKED = "marked";
    private static final String BYTES = "bytes";
    private static final String CHECKSUM = "crc32";
    private static final String REQUEST = "request";
    private static final String IN_USE =
            ": another process writes this file; wait for its end, or choose another --out";

    private final Path file;
    private final Path partial;
    private final Path position;
    private final boolean packed;
    private final int part;
    private final Map<String, String> request;
    private final RandomAccessFile target;
    private final CRC32 checksum = new CRC32();
    private OutputStream out = OutputStream.nullOutputStream();
    private boolean open;
    private int inPart;
    private long bytes;
    private long entries;
    private long marked;
    private volatile long saved;

    /**
     * Begins the file, or goes on with a partial one.
     *
     * @param part entries of a part
     * @param request what the bytes of the file depend on, by names for messages
     * @param resume whether to go on, if there is a partial file
     * @throws IOException if the partial file cannot be resumed
     */
    ResumableFile(Path file, boolean packed, int part, Map<String, String> request, boolean resume) throws IOException {
        this.file = file;
        this.packed = packed;
        this.part = part;
        this.request = request;
        partial = partial(file);
        position = position(file);
        boolean goesOn = resume && isBegun(file);
        if (goesOn) {
            readPosition();
        }
        target = new RandomAccessFile(partial.toFile(), "rw");
        try {
            lock();
            if (!goesOn) {
                save();
            }
            target.setLength(bytes);
            target.seek(bytes);
        } catch (IOException e) {
            target.close();
            throw e;
        }
        saved = entries;
    }

    /** Where the file is until it is complete. */
    static Path partial(Path file) {
        return file.resolveSibling(file.getFileName() + ".partial");
    }

    private static Path position(Path file) {
        return file.resolveSibling(partial(file).getFileName() + ".json");
    }

    /** Whether there is a partial file of this kind. */
    static boolean isBegun(Path file) {
        return Files.exists(partial(file)) && Files.exists(position(file));
    }

    /** The lock ends with the file. */
    private void lock() throws IOException {
        try {
            if (target.getChannel().tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(partial + IN_USE, e);
        }
        throw new IOException(partial + IN_USE);
    }

    private void readPosition() throws IOException {
        JsonNode root = new ObjectMapper().readTree(position.toFile());
        TreeSet<String> others = new TreeSet<>();
        root.path(REQUEST).fieldNames().forEachRemaining(others::add);
        request.forEach((name, value) -> {
            others.remove(name);
            if (!value.equals(root.path(REQUEST).path(name).asText(null))) {
                others.add(name);
            }
        });
        if (!others.isEmpty()) {
            throw new IOException(partial + " was begun with another value of " + String.join(", ", others)
                    + "; give the same to resume it, or --force without --resume to begin again");
        }
        entries = root.path(ENTRIES).asLong(-1);
        marked = root.path(MARKED).asLong(-1);
        bytes = root.path(BYTES).asLong(-1);
        if (!isWhole(root.path(CHECKSUM).asLong(-1))) {
            throw new IOException(partial + " does not have the bytes that " + position
                    + " names; one of them was changed or lost, so begin again with --force, without --resume");
        }
    }

    /** Whether the partial file begins with the bytes that were written; their checksum goes on from there. */
    private boolean isWhole(long expected) throws IOException {
        if (entries < 0 || marked < 0 || bytes < 0 || !Files.exists(partial)) {
            return false;
        }
        long left = bytes;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(partial)) {
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    return false;
                }
                checksum.update(buffer, 0, count);
                left -= count;
            }
        }
        return checksum.getValue() == expected;
    }

    /** Number of entries that are finished and on the disk. Any thread may ask. */
    long saved() {
        return saved;
    }

    /** Number of entries so far. */
    long entries() {
        return entries;
    }

    /** Number of entries so far that were marked. */
    long marked() {
        return marked;
    }

    /**
     * Adds an entry.
     *
     * @param header comes before the first entry
     * @param isMarked whether to count it in {@link #marked}
     */
    void add(String header, String text, boolean isMarked) throws IOException {
        begin(header);
        out.write(text.getBytes(StandardCharsets.UTF_8));
        entries++;
        marked += isMarked ? 1 : 0;
        if (++inPart == part) {
            end();
        }
    }

    private void begin(String header) throws IOException {
        if (!open) {
            OutputStream buffered = new BufferedOutputStream(new Target(), 1 << 16);
            out = packed ? new GZIPOutputStream(buffered, 1 << 13) : buffered;
            open = true;
            inPart = 0;
            if (entries == 0) {
                out.write(header.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void end() throws IOException {
        if (open) {
            open = false;
            out.close();
            target.getFD().sync();
            save();
            saved = entries;
        }
    }

    private void save() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(ENTRIES, entries);
        json.put(MARKED, marked);
        json.put(BYTES, bytes);
        json.put(CHECKSUM, checksum.getValue());
        json.put(REQUEST, request);
        byte[] text = new ObjectMapper().writeValueAsBytes(json);
        AtomicFile.at(position).write(to -> to.write(text));
    }

    /** Writes the finished file from the partial one. */
    @FunctionalInterface
    interface Conversion {
        /** Writes everything. */
        void write(Path from, OutputStream to) throws IOException;
    }

    /**
     * Gives the file its name.
     *
     * @param header the contents, if there is no entry
     * @param conversion makes the file of what was written; null if this is the file itself
     */
    void finish(String header, @Nullable Conversion conversion) throws IOException {
        if (entries == 0) {
            begin(header);
        }
        end();
        target.close();
        if (conversion == null) {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            AtomicFile.at(file).write(to -> conversion.write(partial, to));
            Files.delete(partial);
        }
        Files.delete(position);
    }

    /** Leaves a partial file as it is. */
    @Override
    public void close() throws IOException {
        target.close();
    }

    /** The partial file from its position on. */
    private final class Target extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            target.write(from, offset, length);
            checksum.update(from, offset, length);
            bytes += length;
        }
    }
}
