package org.end4rec.models.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.end4rec.core.io.SafeTensors;
import org.jspecify.annotations.Nullable;

/**
 * The files of an export: in a folder, or in a zip, whose entries are unpacked into memory. A zip is not trusted: it
 * has files of these names only, each once, at most half of Java's memory together, and nothing after them but its
 * directory.
 */
final class ServingFiles {
    static final String MANIFEST = "serving.json";
    static final String CONFIG = "config.json";
    static final String VOCABULARY = "vocabulary.json";
    static final String MODEL = "model.safetensors";
    static final String POPULARITY = "popularity.safetensors";
    static final String NEIGHBORS = "neighbors.safetensors";

    private static final List<String> NAMES = List.of(MANIFEST, CONFIG, VOCABULARY, MODEL, POPULARITY, NEIGHBORS);

    /** Small enough that the garbage collector does not give it whole regions. */
    private static final int PIECE = 1 << 18;

    private static final int BUFFER = 1 << 16;
    private static final int NAME_SHOWN = 80;

    private final Path where;

    /** The bytes of each entry, in pieces; null for a folder. */
    private final @Nullable Map<String, List<byte[]>> entries;

    private ServingFiles(Path where, @Nullable Map<String, List<byte[]>> entries) {
        this.where = where;
        this.entries = entries;
    }

    /** Whether there is an export, or a file, which may be the zip of an export. */
    static boolean isAt(Path where) {
        return Files.isRegularFile(where)
                || Files.exists(where.resolve(MANIFEST)) && !Files.exists(where.resolve(ManifestFile.NAME));
    }

    /** Refuses an export where a run is needed. */
    static void refuse(Path folder) throws RunException {
        if (isAt(folder)) {
            throw new RunException(
                    Files.isDirectory(folder)
                            ? folder
                                    + " holds an export for serving, which recommends and nothing else: it has no users"
                                    + " and no examples. Give the folder of the run that it was made from, or another"
                                    + " folder"
                            : folder + " is a file; expected the folder of a run. An export for serving recommends and"
                                    + " nothing else");
        }
    }

    /** A folder or a zip. */
    static ServingFiles at(Path where) throws RunException {
        if (Files.isDirectory(where)) {
            return new ServingFiles(where, null);
        }
        RunFile.size(where, Long.MAX_VALUE);
        return RunFile.guarded(where, () -> {
            try (InputStream in = Files.newInputStream(where)) {
                return unzip(in, where, memory());
            }
        });
    }

    /** The zip that a stream gives; {@code where} names it in messages. */
    static ServingFiles in(InputStream zip, Path where) throws RunException {
        return RunFile.guarded(where, () -> unzip(zip, where, memory()));
    }

    private static long memory() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    /** @param most bytes that all entries may have together */
    static ServingFiles unzip(InputStream in, Path where, long most) throws IOException {
        // the stream of a zip reads 512 bytes at a time
        Tail tail = new Tail(new BufferedInputStream(in, BUFFER));
        ZipInputStream zip = new ZipInputStream(tail);
        Map<String, List<byte[]>> entries = new HashMap<>();
        long room = most;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (!NAMES.contains(name)) {
                String shown = name.length() > NAME_SHOWN ? name.substring(0, NAME_SHOWN) + " …" : name;
                throw new RunException(where + " has the entry '" + shown + "'; an export has the files "
                        + String.join(", ", NAMES) + " and nothing else, not even folders");
            }
            List<byte[]> pieces = new ArrayList<>();
            byte[] piece = new byte[PIECE];
            for (int size = zip.readNBytes(piece, 0, PIECE); size > 0; size = zip.readNBytes(piece, 0, PIECE)) {
                pieces.add(size == PIECE ? piece : Arrays.copyOf(piece, size));
                piece = size == PIECE ? new byte[PIECE] : piece;
                room -= size;
                if (room < 0) {
                    throw new RunException(where + " unpacks to more than half of Java's memory, "
                            + most + " bytes. If it is an export, give Java more"
                            + " memory, or unpack it into a folder");
                }
            }
            if (entries.put(name, pieces) != null) {
                throw new RunException(where + " has two entries '" + name + "'; " + ServingManifest.AGAIN);
            }
        }
        if (entries.isEmpty()) {
            throw new RunException(where + " is no zip of an export; give a file that 'export' wrote, or the folder of"
                    + " a run or export");
        }
        if (!tail.endsZipOf(entries.size())) {
            throw new RunException(
                    where + " does not end as a zip of " + entries.size() + " entries does; " + ServingManifest.AGAIN);
        }
        return new ServingFiles(where, entries);
    }

    /** The path of a file, for messages. */
    Path path(String name) {
        return where.resolve(name);
    }

    /**
     * Number of bytes of a file.
     *
     * @throws RunException if there is none, or it is larger than {@code most}
     */
    long size(String name, long most) throws RunException {
        if (entries == null) {
            return RunFile.size(path(name), most);
        }
        List<byte[]> pieces = pieces(name);
        long size = pieces.stream().mapToLong(piece -> piece.length).sum();
        if (size > most) {
            throw new RunException(path(name) + " has " + size + " bytes; at most " + most + " are read. It is no file"
                    + " of an export");
        }
        return size;
    }

    /** The bytes of a file, once. */
    InputStream open(String name) throws IOException {
        if (entries == null) {
            return Files.newInputStream(path(name));
        }
        return new SequenceInputStream(Collections.enumeration(
                pieces(name).stream().map(ByteArrayInputStream::new).toList()));
    }

    /** The tensors of a file of that size, once. */
    SafeTensors tensors(String name, long size) throws IOException {
        Path file = path(name);
        if (entries == null) {
            return SafeTensors.read(file);
        }
        try (InputStream in = open(name)) {
            return SafeTensors.read(in, size, file.toString());
        }
    }

    /** A file that is not needed any more takes no memory. */
    void close(String name) {
        if (entries != null) {
            entries.remove(name);
        }
    }

    private List<byte[]> pieces(String name) throws RunException {
        List<byte[]> pieces = entries == null ? null : entries.get(name);
        if (pieces == null) {
            throw new RunException("there is no file " + path(name) + "; " + ServingManifest.AGAIN);
        }
        return pieces;
    }

    /** Remembers the end of what was read. A zip ends with the number of its entries. */
    private static final class Tail extends FilterInputStream {
        private static final int LENGTH = 22;
        private static final int SIGNATURE = 0x06054b50;
        private static final int COUNT_AT = 10;
        private static final int COMMENT_AT = 20;

        /** More than the directory of a zip with a few entries. */
        private static final int MOST_AFTER_ENTRIES = 1 << 20;

        private final byte[] end = new byte[LENGTH];

        Tail(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            if (count > 0) {
                int kept = Math.min(count, LENGTH);
                System.arraycopy(end, kept, end, 0, LENGTH - kept);
                System.arraycopy(bytes, from + count - kept, end, LENGTH - kept, kept);
            }
            return count;
        }

        /** Reads the rest. */
        boolean endsZipOf(int count) throws IOException {
            readNBytes(MOST_AFTER_ENTRIES);
            ByteBuffer record = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
            return read() < 0
                    && record.getInt(0) == SIGNATURE
                    && record.getShort(COUNT_AT) == count
                    && record.getShort(COMMENT_AT) == 0;
        }
    }
}
