package org.end4rec.core.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Named tensors in one file, in the safetensors format of Hugging Face: eight bytes with the length of the header
 * (little-endian), the header in JSON, the elements of all tensors without gaps (little-endian, row-major).
 *
 * <p>Files are not trusted. Before memory is taken for anything, its size is checked: header ≤ 100 MB, tensors ≤
 * 65,536, rank ≤ 8, names ≤ 512 bytes, metadata ≤ 1 MB, tensors cover the data exactly and once. Each violation is a
 * {@link FormatException}. An object of this class holds every tensor of a type that is read, see {@link ElementType}:
 * numbers of 16 bits as {@code float}, exactly. Of the others it knows name, type and shape.
 */
public final class SafeTensors {
    /**
     * A key of the metadata: whoever writes it gives any value, which becomes the SHA-256 of the file with the 64
     * digits themselves read as zeros. A file that has it is checked when it is read.
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

    /** A tensor of the file; {@code array} is the primitive array of the type, or null if it has not been read. */
    record Stored(ElementType type, Shape shape, @Nullable Object array) {}

    /**
     * Reads and checks the header of a file alone: names, types and shapes of the tensors and the metadata. What the
     * header says is compared with the size of the file; the checksum is not.
     *
     * @throws FormatException if it breaks a rule of the format or a limit
     */
    public static SafeTensors readHeader(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            long size = channel.size();
            String source = file.toString();
            return of(SafeTensorsHeader.read(new ElementReader(channel, size, source), size, source), source);
        }
    }

    private static SafeTensors of(SafeTensorsHeader header, String source) {
        SafeTensors described = new SafeTensors(source, header.metadata());
        for (SafeTensorsHeader.Entry entry : header.entries()) {
            described.tensors.put(entry.name(), new Stored(entry.type(), entry.shape(), null));
        }
        return described;
    }

    /**
     * Reads a file.
     *
     * @throws FormatException if it breaks a rule of the format or a limit, or has another checksum
     */
    public static SafeTensors read(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            return read(channel, channel.size(), file.toString());
        }
    }

    /** Opening a pipe would wait for a writer, and a device has no end. */
    private static FileChannel open(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw new FormatException(
                    "SafeTensors: " + file + ": it is a folder, pipe or device; give the path of a file");
        }
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Reads the bytes of a file; {@code source} names them in messages. */
    public static SafeTensors read(byte[] bytes, String source) throws IOException {
        Objects.requireNonNull(source, "source");
        return read(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length, source);
    }

    /**
     * Reads the next {@code size} bytes of a stream, which stays open; {@code source} names it in messages.
     *
     * @throws FormatException as {@link #read(Path)}, or if the stream ends before
     */
    public static SafeTensors read(InputStream in, long size, String source) throws IOException {
        Objects.requireNonNull(source, "source");
        if (size < 0) {
            throw new IllegalArgumentException("SafeTensors.read: size is " + size + "; it must be at least 0");
        }
        return read(Channels.newChannel(in), size, source);
    }

    private static SafeTensors read(ReadableByteChannel channel, long size, String source) throws IOException {
        ElementReader elements = new ElementReader(channel, size, source);
        SafeTensorsHeader header = SafeTensorsHeader.read(elements, size, source);
        SafeTensors read = of(header, source);
        for (SafeTensorsHeader.Entry entry : header.entries()) {
            Object array = array(elements, entry);
            if (array != null) {
                read.tensors.put(entry.name(), new Stored(entry.type(), entry.shape(), array));
            }
        }
        elements.checkChecksum();
        return read;
    }

    /** The elements of the next tensor, or null if its type is passed over. */
    private static @Nullable Object array(ElementReader elements, SafeTensorsHeader.Entry entry) throws IOException {
        if (!entry.type().isRead()) {
            elements.skip(entry.end() - entry.begin());
            return null;
        }
        int count = entry.shape().size();
        return switch (entry.type()) {
            case F16, BF16 -> elements.halves(count, entry.type() == ElementType.F16);
            case F64 -> elements.doubles(count);
            case I32 -> elements.ints(count);
            case I64 -> elements.longs(count);
            default -> elements.floats(count);
        };
    }

    /**
     * Writes tensors as F32, sorted by name, so that equal contents are equal bytes. The stream stays open.
     *
     * @throws IllegalArgumentException if a name, a rank or the metadata is above its limit
     */
    public static void write(OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        write(out, tensors, Map.of(), metadata);
    }

    /** As {@link #write(OutputStream, Map, Map)}, into an {@link AtomicFile}. */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        AtomicFile.at(file).write(out -> write(out, tensors, metadata));
    }

    /** Writes tensors as F32 and columns of whole numbers as I32 of rank 1, together, into an {@link AtomicFile}. */
    public static void write(
            Path file, Map<String, Tensor> tensors, Map<String, int[]> columns, Map<String, String> metadata)
            throws IOException {
        AtomicFile.at(file).write(out -> write(out, tensors, columns, metadata));
    }

    /** As {@link #write(Path, Map, Map, Map)}, to a stream, which stays open. */
    public static void write(
            OutputStream out, Map<String, Tensor> tensors, Map<String, int[]> columns, Map<String, String> metadata)
            throws IOException {
        Map<String, Stored> stored = new TreeMap<>();
        tensors.forEach((name, tensor) -> stored.put(name, new Stored(ElementType.F32, tensor.shape(), tensor.data())));
        columns.forEach(
                (name, column) -> stored.put(name, new Stored(ElementType.I32, Shape.of(column.length), column)));
        SafeTensorsWriter.write(out, stored, metadata);
    }

    /** Writes columns of whole numbers as I32 of rank 1, sorted by name, into an {@link AtomicFile}. */
    public static void writeInts(Path file, Map<String, int[]> columns, Map<String, String> metadata)
            throws IOException {
        write(file, Map.of(), columns, metadata);
    }

    /** The texts that came with the tensors; unmodifiable. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The names of all tensors, sorted. */
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /**
     * The element type of a tensor.
     *
     * @throws FormatException if the file has no tensor of this name
     */
    public ElementType type(String name) throws FormatException {
        return stored(name).type();
    }

    /**
     * The shape of a tensor.
     *
     * @throws FormatException if the file has no tensor of this name
     */
    public Shape shape(String name) throws FormatException {
        return stored(name).shape();
    }

    /**
     * An F32 tensor, or one of F16 or BF16 as F32; shared, not copied.
     *
     * @throws FormatException if there is none of this name and these types
     */
    public Tensor tensor(String name) throws FormatException {
        ElementType type = type(name);
        boolean isHalf = type == ElementType.F16 || type == ElementType.BF16;
        float[] elements = (float[]) array(name, isHalf ? type : ElementType.F32);
        return Tensor.of(shape(name), elements);
    }

    /**
     * The elements of an F32, F16 or BF16 tensor, which are exact and shared, or of an F64 tensor, each rounded to the
     * nearest {@code float}.
     *
     * @throws FormatException if there is none of this name and these types
     */
    public float[] floats(String name) throws FormatException {
        if (type(name) != ElementType.F64) {
            return tensor(name).data();
        }
        double[] exact = doubles(name);
        float[] rounded = new float[exact.length];
        for (int i = 0; i < exact.length; i++) {
            rounded[i] = (float) exact[i];
        }
        return rounded;
    }

    /**
     * The elements of an F64 tensor; shared, not copied.
     *
     * @throws FormatException if there is none
     */
    public double[] doubles(String name) throws FormatException {
        return (double[]) array(name, ElementType.F64);
    }

    /**
     * The elements of an I32 tensor; shared, not copied.
     *
     * @throws FormatException if there is none
     */
    public int[] ints(String name) throws FormatException {
        return (int[]) array(name, ElementType.I32);
    }

    /**
     * The elements of an I64 tensor; shared, not copied.
     *
     * @throws FormatException if there is none
     */
    public long[] longs(String name) throws FormatException {
        return (long[]) array(name, ElementType.I64);
    }

    private Object array(String name, ElementType type) throws FormatException {
        Stored stored = stored(name);
        if (stored.type() != type) {
            String advice = stored.type().isRead() ? "" : ", and tensors of that type are not read: convert it before";
            throw new FormatException("SafeTensors: " + source + ": tensor '" + name + "' has elements of type "
                    + stored.type() + ", expected " + type + advice);
        }
        if (stored.array() == null) {
            throw new FormatException("SafeTensors: " + source + ": the elements of tensor '" + name
                    + "' have not been read; read the whole file");
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
