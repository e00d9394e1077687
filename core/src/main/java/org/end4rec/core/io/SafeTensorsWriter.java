package org.end4rec.core.io;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.end4rec.core.io.SafeTensors.Stored;
import org.end4rec.core.json.JsonStreams;

/** Writes {@link SafeTensors}. Everything that could be refused is refused before the first byte. */
final class SafeTensorsWriter {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int ALIGNMENT = 8;

    private SafeTensorsWriter() {}

    static void write(OutputStream out, Map<String, Stored> tensors, Map<String, String> metadata) throws IOException {
        SortedMap<String, Stored> sorted = new TreeMap<>(tensors);
        SortedMap<String, String> texts = new TreeMap<>(metadata);
        boolean isChecked = texts.replace(SafeTensors.CHECKSUM, FileChecksum.PLACEHOLDER) != null;
        check(sorted, texts);
        byte[] header = header(sorted, texts);
        if (isChecked) {
            MessageDigest digest = FileChecksum.begin(header);
            writeElements(new DigestOutputStream(OutputStream.nullOutputStream(), digest), sorted.values());
            FileChecksum.fill(header, HexFormat.of().formatHex(digest.digest()));
        }
        out.write(FileChecksum.littleEndian(header.length));
        out.write(header);
        writeElements(out, sorted.values());
    }

    private static void writeElements(OutputStream out, Collection<Stored> tensors) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Stored tensor : tensors) {
            int size = tensor.shape().size();
            for (int done = 0; done < size; ) {
                int piece = Math.min(size - done, BUFFER_BYTES / Float.BYTES);
                buffer.clear();
                if (tensor.array() instanceof int[] ints) {
                    buffer.asIntBuffer().put(ints, done, piece);
                } else {
                    buffer.asFloatBuffer().put((float[]) Objects.requireNonNull(tensor.array()), done, piece);
                }
                out.write(buffer.array(), 0, piece * Float.BYTES);
                done += piece;
            }
        }
    }

    private static void check(Map<String, Stored> tensors, Map<String, String> metadata) {
        if (tensors.size() > Limits.TENSORS) {
            throw new IllegalArgumentException(
                    "SafeTensors.write: " + tensors.size() + " tensors; at most " + Limits.TENSORS + " are allowed");
        }
        tensors.forEach((name, tensor) -> {
            int bytes = checkedBytes(name);
            if (bytes > Limits.NAME_BYTES || name.equals(Limits.METADATA)) {
                throw new IllegalArgumentException("SafeTensors.write: the name '" + name + "' has " + bytes
                        + " bytes; names have at most " + Limits.NAME_BYTES + " and are not '" + Limits.METADATA + "'");
            }
            if (tensor.shape().rank() > Limits.RANK) {
                throw new IllegalArgumentException("SafeTensors.write: tensor '" + name + "' has shape "
                        + tensor.shape() + "; the rank is at most " + Limits.RANK);
            }
        });
        long metadataBytes = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            metadataBytes += checkedBytes(entry.getKey()) + (long) checkedBytes(entry.getValue());
        }
        if (metadataBytes > Limits.METADATA_BYTES) {
            throw new IllegalArgumentException("SafeTensors.write: the metadata have " + metadataBytes
                    + " bytes; at most " + Limits.METADATA_BYTES + " are allowed");
        }
    }

    /** Length in UTF-8 of a text that UTF-8 can hold. */
    private static int checkedBytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("SafeTensors.write: the text '" + text
                    + "' contains half a surrogate pair, which UTF-8 cannot hold");
        }
        return bytes.length;
    }

    private static byte[] header(SortedMap<String, Stored> tensors, SortedMap<String, String> metadata)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonStreams.generator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(Limits.METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long at = 0;
            for (Map.Entry<String, Stored> entry : tensors.entrySet()) {
                int[] dims = entry.getValue().shape().dims();
                long end = at + (long) entry.getValue().shape().size() * Float.BYTES;
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", entry.getValue().type().name());
                json.writeFieldName("shape");
                json.writeArray(dims, 0, dims.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {at, end}, 0, 2);
                json.writeEndObject();
                at = end;
            }
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        if (bytes.size() > Limits.HEADER_BYTES) {
            throw new IllegalArgumentException("SafeTensors.write: the header has " + bytes.size() + " bytes; at most "
                    + Limits.HEADER_BYTES + " are allowed: use shorter names");
        }
        return bytes.toByteArray();
    }
}
