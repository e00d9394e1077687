package org.end4rec.core.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.end4rec.core.Shape;
import org.end4rec.core.json.JsonStreams;
import org.jspecify.annotations.Nullable;

/** Reads and checks the header of a safetensors file. The entries come out in the order of their data. */
final class SafeTensorsHeader {
    private static final int NAME_SHOWN = 40;
    private static final String DAMAGED = "; the file is damaged or of another format: write or fetch it again";

    private static final String NOT_AN_OBJECT = "the header is not a JSON object in UTF-8 that starts with '{'";
    private static final int NESTING = 8;
    private static final int DIGITS = 20;

    private final String source;
    private final long dataBytes;
    private final Map<String, String> metadata = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long metadataBytes;

    private SafeTensorsHeader(String source, long dataBytes) {
        this.source = source;
        this.dataBytes = dataBytes;
    }

    /** One tensor; its elements are the bytes [begin, end) of the data. */
    record Entry(String name, ElementType type, Shape shape, long begin, long end) {}

    static SafeTensorsHeader read(ElementReader elements, long fileBytes, String source) throws IOException {
        if (fileBytes < Long.BYTES) {
            throw new FormatException("SafeTensors: " + source + ": the file has " + fileBytes
                    + " bytes, expected at least 8 for the length of the header" + DAMAGED);
        }
        long length = elements.longs(1)[0];
        long most = Math.min(Limits.HEADER_BYTES, fileBytes - Long.BYTES);
        if (length < 0 || length > most) {
            throw new FormatException("SafeTensors: " + source + ": the header length is "
                    + Long.toUnsignedString(length) + ", expected at most " + most + " (little-endian)" + DAMAGED);
        }
        SafeTensorsHeader header = new SafeTensorsHeader(source, fileBytes - Long.BYTES - length);
        byte[] json = elements.bytes((int) length);
        header.parse(json);
        header.checkData();
        String checksum = header.metadata.get(SafeTensors.CHECKSUM);
        if (checksum != null) {
            elements.expect(checksum, FileChecksum.begin(json));
        }
        return header;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    List<Entry> entries() {
        return entries;
    }

    private void parse(byte[] json) throws IOException {
        // a zero as second byte is UTF-16 or UTF-32
        if (json.length < 2 || json[0] != '{' || json[1] == 0) {
            throw broken(NOT_AN_OBJECT);
        }
        // a decoder, unlike a character set, refuses what is not UTF-8
        Reader text = new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = JsonStreams.parser(text, NESTING, Limits.METADATA_BYTES, DIGITS)) {
            parser.nextToken();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                if (!names.add(checkedName(key))) {
                    throw broken("the key '" + key + "' occurs twice");
                }
                if (key.equals(Limits.METADATA)) {
                    readMetadata(parser);
                } else {
                    if (entries.size() == Limits.TENSORS) {
                        throw broken("there are more than " + Limits.TENSORS + " tensors");
                    }
                    entries.add(readEntry(parser, key));
                }
            }
            if (parser.nextToken() != null) {
                throw broken("the header goes on after its last '}'");
            }
        } catch (JsonProcessingException failure) {
            throw new FormatException(
                    "SafeTensors: " + source + ": the header breaks a rule or a limit of JSON: "
                            + failure.getOriginalMessage() + DAMAGED,
                    failure);
        } catch (CharacterCodingException failure) {
            throw broken(NOT_AN_OBJECT);
        }
    }

    private String checkedName(String name) throws FormatException {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Limits.NAME_BYTES) {
            String shown = name.substring(0, Math.min(NAME_SHOWN, name.length()));
            throw broken(
                    "the name '" + shown + "…' has " + bytes + " bytes, at most " + Limits.NAME_BYTES + " are allowed");
        }
        return name;
    }

    private void readMetadata(JsonParser parser) throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "the value of '__metadata__'");
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            expect(parser.nextToken(), JsonToken.VALUE_STRING, "a value of '__metadata__'");
            String value = parser.getText();
            metadataBytes += key.getBytes(StandardCharsets.UTF_8).length;
            metadataBytes += value.getBytes(StandardCharsets.UTF_8).length;
            if (metadataBytes > Limits.METADATA_BYTES) {
                throw broken("'__metadata__' has more than " + Limits.METADATA_BYTES + " bytes");
            }
            if (metadata.putIfAbsent(key, value) != null) {
                throw broken("the key '" + key + "' of '__metadata__' occurs twice");
            }
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT, "the end of '__metadata__'");
    }

    private Entry readEntry(JsonParser parser, String name) throws IOException {
        String tensor = "tensor '" + name + "': ";
        expect(parser.nextToken(), JsonToken.START_OBJECT, tensor + "its value");
        ElementType type = null;
        long[] dims = null;
        long[] offsets = null;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            if (key.equals("dtype") && type == null) {
                type = readType(parser, tensor);
            } else if (key.equals("shape") && dims == null) {
                dims = readIntegers(parser, tensor + "shape", Limits.RANK);
            } else if (key.equals("data_offsets") && offsets == null) {
                offsets = readIntegers(parser, tensor + "data_offsets", 2);
            } else {
                throw broken(tensor + "the key '" + key + "' is unknown or occurs twice");
            }
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT, tensor + "its end");
        if (type == null || dims == null || offsets == null || offsets.length != 2) {
            throw broken(tensor + "expected 'dtype', 'shape' and two 'data_offsets'");
        }
        Shape shape = shape(dims, tensor);
        long bits = (long) shape.size() * type.bits();
        if (bits % Byte.SIZE != 0) {
            throw broken(tensor + "shape " + shape + " of " + type + " ends within a byte");
        }
        long bytes = bits / Byte.SIZE;
        if (offsets[0] > offsets[1] || offsets[1] > dataBytes || offsets[1] - offsets[0] != bytes) {
            throw broken(tensor + "data_offsets are " + Arrays.toString(offsets) + ", but shape " + shape + " of "
                    + type + " needs " + bytes + " of the " + dataBytes + " bytes of data");
        }
        return new Entry(name, type, shape, offsets[0], offsets[1]);
    }

    private ElementType readType(JsonParser parser, String tensor) throws IOException {
        expect(parser.nextToken(), JsonToken.VALUE_STRING, tensor + "dtype");
        String found = parser.getText();
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(found)) {
                return type;
            }
        }
        String shown = found.substring(0, Math.min(NAME_SHOWN, found.length()));
        throw broken(tensor + "dtype is '" + shown + "', which the format does not have");
    }

    private long[] readIntegers(JsonParser parser, String what, int most) throws IOException {
        expect(parser.nextToken(), JsonToken.START_ARRAY, what);
        long[] found = new long[most];
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (count == most) {
                throw broken(what + " has more than " + most + " numbers");
            }
            expect(token, JsonToken.VALUE_NUMBER_INT, what);
            long value = parser.getLongValue();
            if (value < 0) {
                throw broken(what + " contains " + value + ", which is negative");
            }
            found[count++] = value;
        }
        return Arrays.copyOf(found, count);
    }

    private Shape shape(long[] dims, String tensor) throws FormatException {
        boolean isEmpty = Arrays.stream(dims).anyMatch(dim -> dim == 0);
        int[] sizes = new int[dims.length];
        long product = 1;
        for (int axis = 0; axis < dims.length; axis++) {
            // a product below 2³¹ times a size below 2³¹ does not overflow
            boolean isTooLong = dims[axis] > Limits.ELEMENTS;
            if (!isTooLong && !isEmpty) {
                product *= dims[axis];
            }
            if (isTooLong || product > Limits.ELEMENTS) {
                throw broken(
                        tensor + "shape is " + Arrays.toString(dims) + ", more than " + Limits.ELEMENTS + " elements");
            }
            sizes[axis] = (int) dims[axis];
        }
        return Shape.of(sizes);
    }

    /** Sorts the entries by position; they must follow each other without hole or overlap up to the end of the file. */
    private void checkData() throws FormatException {
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long at = 0;
        for (Entry entry : entries) {
            if (entry.begin() != at) {
                String fault = entry.begin() > at ? "a hole" : "an overlap";
                throw broken("tensor '" + entry.name() + "': its data start at " + entry.begin() + ", which leaves "
                        + fault + " after the tensor before, whose data end at " + at);
            }
            at = entry.end();
        }
        if (at != dataBytes) {
            throw broken("the tensors end at byte " + at + " of the data, the file at " + dataBytes);
        }
    }

    private void expect(@Nullable JsonToken found, JsonToken expected, String what) throws FormatException {
        if (found != expected) {
            throw broken(what + " is " + found + ", expected " + expected);
        }
    }

    private FormatException broken(String fault) {
        return new FormatException("SafeTensors: " + source + ": " + fault + DAMAGED);
    }
}
