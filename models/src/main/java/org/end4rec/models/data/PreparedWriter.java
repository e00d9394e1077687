package org.end4rec.models.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Writes the files of a prepared log but {@code log.json}: columns of the events, offsets and ids. */
final class PreparedWriter implements AutoCloseable {
    private static final int MOST_OF_A_BYTE = 255;

    private final Path folder;
    private final String suffix;
    private final Map<String, PreparedFiles.Part> parts = new LinkedHashMap<>();
    private final ColumnFile item;
    private final ColumnFile behavior;
    private final ColumnFile time;
    private final ColumnFile label;
    private final String behaviorName;
    private final String labelName;
    private int events;

    /** @param number is in the names of all files */
    PreparedWriter(Path folder, int number, int behaviors, int labels) throws IOException {
        this.folder = folder;
        suffix = "-" + number;
        int behaviorWidth = width(behaviors);
        int labelWidth = width(labels);
        behaviorName = name("behavior", behaviorWidth);
        labelName = name("label", labelWidth);
        item = new ColumnFile(folder.resolve(name("item", Integer.BYTES)), Integer.BYTES);
        behavior = new ColumnFile(folder.resolve(behaviorName), behaviorWidth);
        time = new ColumnFile(folder.resolve(name("time", Long.BYTES)), Long.BYTES);
        label = new ColumnFile(folder.resolve(labelName), labelWidth);
    }

    /** Bytes of a number up to {@code most}. */
    static int width(int most) {
        return most <= MOST_OF_A_BYTE ? Byte.BYTES : Integer.BYTES;
    }

    private String name(String what, int width) {
        return what + suffix + (width == Byte.BYTES ? ".u8" : width == Integer.BYTES ? ".i32" : ".i64");
    }

    void add(int itemNumber, int behaviorNumber, long timestamp, int labelNumber) throws IOException {
        item.put(itemNumber);
        behavior.put(behaviorNumber);
        time.put(timestamp);
        label.put(labelNumber);
        events++;
    }

    /** Number of events so far. */
    int events() {
        return events;
    }

    /** Completes all files. */
    Map<String, PreparedFiles.Part> end(int[] offset, Vocabulary users, Vocabulary items) throws IOException {
        parts.put("item", item.end(name("item", Integer.BYTES)));
        parts.put("behavior", behavior.end(behaviorName));
        parts.put("time", time.end(name("time", Long.BYTES)));
        parts.put("label", label.end(labelName));
        String offsets = name("offset", Integer.BYTES);
        try (ColumnFile file = new ColumnFile(folder.resolve(offsets), Integer.BYTES)) {
            for (int i = 1; i < offset.length; i++) {
                file.put(offset[i]);
            }
            parts.put("offset", file.end(offsets));
        }
        parts.put("users", ids("users" + suffix + ".txt", users));
        parts.put("items", ids("items" + suffix + ".txt", items));
        return parts;
    }

    private PreparedFiles.Part ids(String name, Vocabulary ids) throws IOException {
        CRC32C checksum = new CRC32C();
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        Path file = folder.resolve(name);
        try (OutputStream out =
                new BufferedOutputStream(new CheckedOutputStream(Files.newOutputStream(file), checksum), 1 << 16)) {
            for (int number = 1; number <= ids.size(); number++) {
                ByteBuffer bytes;
                try {
                    bytes = encoder.encode(CharBuffer.wrap(ids.id(number)));
                } catch (CharacterCodingException e) {
                    throw new EventLogException(
                            "the id '" + ids.id(number) + "' has half a surrogate pair, which UTF-8 cannot hold;"
                                    + " correct the id in the log",
                            e);
                }
                out.write(bytes.array(), 0, bytes.limit());
                out.write('\n');
            }
        }
        return new PreparedFiles.Part(name, Files.size(file), checksum.getValue());
    }

    @Override
    public void close() throws IOException {
        item.close();
        behavior.close();
        time.close();
        label.close();
    }
}
