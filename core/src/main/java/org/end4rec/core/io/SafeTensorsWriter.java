package org.end4rec.core.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.end4rec.core.Tensor;

/** Writes {@link SafeTensors}. Everything that could be refused is refused before the first byte. */
final class SafeTensorsWriter {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int ALIGNMENT = 8;
    private static final JsonFactory JSON = new JsonFactory();

    private SafeTensorsWriter() {}

    static void write(OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        SortedMap<String, Tensor> sorted = new TreeMap<>(tensors);
        check(sorted, metadata);
        byte[] header = header(sorted, new TreeMap<>(metadata));
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(buffer.putLong(header.length).array(), 0, Long.BYTES);
        out.write(header);
        for (Tensor tensor : sorted.values()) {
            float[] data = tensor.data();
            for (int done = 0; done < data.length; ) {
                int piece = Math.min(data.length - done, BUFFER_BYTES / Float.BYTES);
                buffer.clear().asFloatBuffer().put(data, done, piece);
                out.write(buffer.array(), 0, piece * Float.BYTES);
                done += piece;
            }
        }
    }

    private static void check(Map<String, Tensor> tensors, Map<String, String> metadata) {
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

    private static byte[] header(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(Limits.METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long at = 0;
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                int[] dims = entry.getValue().shape().dims();
                long end = at + (long) entry.getValue().data().length * Float.BYTES;
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", ElementType.F32.name());
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
