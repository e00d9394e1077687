package org.end4rec.core.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;

/**
 * Named tensors in one file, in the safetensors format of Hugging Face: eight bytes with the length of the header
 * (little-endian), the header in JSON, the elements of all tensors without gaps (little-endian, row-major).
 *
 * <p>Files are not trusted. Before memory is taken for anything, its size is checked: header ≤ 100 MB, tensors ≤
 * 65,536, rank ≤ 8, names ≤ 512 bytes, metadata ≤ 1 MB, tensors cover the data exactly and once. Each violation is a
 * {@link FormatException}. An object of this class holds everything that the file held.
 */
public final class SafeTensors {
    /**
     * A key of the metadata: whoever writes it gives any value, which becomes the SHA-256 of the file with the 64 digits
     * themselves read as zeros. A file that has it is checked when it is read.
     */
    public static final String CHECKSUM = "end4rec.sha256";

    private static final int NAMES_SHOWN = 8;

    private final String source;
    private final Map<String, String> metadata;
    private final Map<String, Stored> tensors = new TreeMap<>();

    private SafeTensors(String source, Map<String, String> metadata) {
        this.source = source;
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /** A tensor of the file; {@code array} is the primitive array of the type. */
    record Stored(ElementType type, Shape shape, Object array) {}

    /** Reads a file. @throws FormatException if it breaks a rule of the format or a limit, or has another checksum */
    public static SafeTensors read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, channel.size(), file.toString());
        }
    }

    /** Reads the bytes of a file; {@code source} names them in messages. */
    public static SafeTensors read(byte[] bytes, String source) throws IOException {
        Objects.requireNonNull(source, "source");
        return read(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length, source);
    }

    private static SafeTensors read(ReadableByteChannel channel, long size, String source) throws IOException {
        ElementReader elements = new ElementReader(channel, size, source);
        SafeTensorsHeader header = SafeTensorsHeader.read(elements, size, source);
        SafeTensors read = new SafeTensors(source, header.metadata());
        for (SafeTensorsHeader.Entry entry : header.entries()) {
            int count = entry.shape().size();
            Object array = switch (entry.type()) {
                case F32 -> elements.floats(count);
                case F64 -> elements.doubles(count);
                case I32 -> elements.ints(count);
                case I64 -> elements.longs(count);
            };
            read.tensors.put(entry.name(), new Stored(entry.type(), entry.shape(), array));
        }
        elements.checkChecksum();
        return read;
    }

    /**
     * Writes tensors as F32, sorted by name, so that equal contents are equal bytes. The stream stays open.
     *
     * @throws IllegalArgumentException if a name, a rank or the metadata is above its limit
     */
    public static void write(OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        Map<String, Stored> stored = new TreeMap<>();
        tensors.forEach((name, tensor) -> stored.put(name, new Stored(ElementType.F32, tensor.shape(), tensor.data())));
        SafeTensorsWriter.write(out, stored, metadata);
    }

    /** As {@link #write(OutputStream, Map, Map)}, into an {@link AtomicFile}. */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        AtomicFile.at(file).write(out -> write(out, tensors, metadata));
    }

    /** Writes tensors as F32 and columns of whole numbers as I32 of rank 1, together, into an {@link AtomicFile}. */
    public static void write(
            Path file, Map<String, Tensor> tensors, Map<String, int[]> columns, Map<String, String> metadata)
            throws IOException {
        Map<String, Stored> stored = new TreeMap<>();
        tensors.forEach((name, tensor) -> stored.put(name, new Stored(ElementType.F32, tensor.shape(), tensor.data())));
        columns.forEach(
                (name, column) -> stored.put(name, new Stored(ElementType.I32, Shape.of(column.length), column)));
        AtomicFile.at(file).write(out -> SafeTensorsWriter.write(out, stored, metadata));
    }

    /** Writes columns of whole numbers as I32 of rank 1, sorted by name, into an {@link AtomicFile}. */
    public static void writeInts(Path file, Map<String, int[]> columns, Map<String, String> metadata)
            throws IOException {
        Map<String, Stored> stored = new TreeMap<>();
        columns.forEach(
                (name, column) -> stored.put(name, new Stored(ElementType.I32, Shape.of(column.length), column)));
        AtomicFile.at(file).write(out -> SafeTensorsWriter.write(out, stored, metadata));
    }

    /** The texts that came with the tensors; unmodifiable. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The names of all tensors, sorted. */
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /** The element type of a tensor. @throws FormatException if the file has no tensor of this name */
    public ElementType type(String name) throws FormatException {
        return stored(name).type();
    }

    /** The shape of a tensor. @throws FormatException if the file has no tensor of this name */
    public Shape shape(String name) throws FormatException {
        return stored(name).shape();
    }

    /** An F32 tensor; shared, not copied. @throws FormatException if there is none of this name and type */
    public Tensor tensor(String name) throws FormatException {
        float[] elements = (float[]) array(name, ElementType.F32);
        return Tensor.of(shape(name), elements);
    }

    /** The elements of an F64 tensor; shared, not copied. @throws FormatException if there is none */
    public double[] doubles(String name) throws FormatException {
        return (double[]) array(name, ElementType.F64);
    }

    /** The elements of an I32 tensor; shared, not copied. @throws FormatException if there is none */
    public int[] ints(String name) throws FormatException {
        return (int[]) array(name, ElementType.I32);
    }

    /** The elements of an I64 tensor; shared, not copied. @throws FormatException if there is none */
    public long[] longs(String name) throws FormatException {
        return (long[]) array(name, ElementType.I64);
    }

    private Object array(String name, ElementType type) throws FormatException {
        Stored stored = stored(name);
        if (stored.type() != type) {
            throw new FormatException("SafeTensors: " + source + ": tensor '" + name + "' has elements of type "
                    + stored.type() + ", expected " + type);
        }
        return stored.array();
    }

    private Stored stored(String name) throws FormatException {
        Stored stored = tensors.get(name);
        if (stored == null) {
            List<String> names = names();
            boolean isLong = names.size() > NAMES_SHOWN;
            throw new FormatException("SafeTensors: " + source + ": no tensor is called '" + name + "'; the "
                    + names.size() + " tensors are " + (isLong ? names.subList(0, NAMES_SHOWN) + " …" : names));
        }
        return stored;
    }
}
