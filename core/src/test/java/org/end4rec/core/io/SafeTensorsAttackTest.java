package org.end4rec.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie: one test per rule, then random damage. */
class SafeTensorsAttackTest {
    private static final String DAMAGED = "; the file is damaged or of another format: write or fetch it again";

    private static final String PUNCTUATION = "0123456789{}[]\",:-+.eE\\u \u0000";

    @TempDir
    Path folder;

    @Test
    void filesWithoutRoomForTheLength() {
        refuses(new byte[0], "the file has 0 bytes, expected at least 8 for the length of the header");
        refuses(new byte[7], "the file has 7 bytes, expected at least 8 for the length of the header");
    }

    @Test
    void headerLengthsBeyondTheFile() {
        refuses(length(100, 50), "the header length is 100, expected at most 50 (little-endian)");
        refuses(length(-1, 50), "the header length is 18446744073709551615, expected at most 50 (little-endian)");
        byte[] bigEndian = ByteBuffer.allocate(58).putLong(50).array();
        refuses(bigEndian, "the header length is 3602879701896396800, expected at most 50 (little-endian)");
    }

    @Test
    void headerLengthsAboveTheLimitBeforeTheyAreAllocated() throws IOException {
        Path file = folder.resolve("sparse");
        Files.write(file, length(100_000_001, 0));
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(300_000_000).write(ByteBuffer.allocate(1));
        }
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessage("SafeTensors: " + file + ": the header length is 100000001, expected at most 100000000"
                        + " (little-endian)" + DAMAGED);
    }

    @Test
    void headersThatAreNotJsonObjectsInUtf8() {
        String notAnObject = "the header is not a JSON object in UTF-8 that starts with '{'";
        refuses(file("", 0), notAnObject);
        refuses(file("{", 0), notAnObject);
        refuses(file(" {}", 0), notAnObject);
        refuses(file("[]", 0), notAnObject);
        refuses(file("{}".getBytes(UTF_16LE), 0), notAnObject);
        refuses(file("{}{}", 0), "the header goes on after its last '}'");
        refusesJson("{\"a\":");
        refusesJson("{'a':1}");
        refusesJson("{\"a\":{\"dtype\":\"F32\",}}");
        refusesJson("{} x");
        refuses(file("{\"é\":1}".getBytes(ISO_8859_1), 0), notAnObject);
        refuses(file("{\"" + "ä".repeat(9_000) + "\":1}", 0), "the name 'ä");
        refuses(file(("{\"" + "ä".repeat(9_000) + "é\":1}").getBytes(ISO_8859_1), 0), notAnObject);
    }

    @Test
    void valuesOfTheWrongKind() {
        refuses(file("{\"a\":1}", 0), "tensor 'a': its value is VALUE_NUMBER_INT, expected START_OBJECT");
        refuses(file("{\"__metadata__\":[]}", 0), "the value of '__metadata__' is START_ARRAY, expected START_OBJECT");
        refuses(
                file("{\"__metadata__\":{\"a\":1}}", 0),
                "a value of '__metadata__' is VALUE_NUMBER_INT, expected VALUE_STRING");
        refuses(entry("\"dtype\":32"), "tensor 'a': dtype is VALUE_NUMBER_INT, expected VALUE_STRING");
        refuses(entry("\"shape\":4"), "tensor 'a': shape is VALUE_NUMBER_INT, expected START_ARRAY");
        refuses(entry("\"shape\":[1.0]"), "tensor 'a': shape is VALUE_NUMBER_FLOAT, expected VALUE_NUMBER_INT");
        refuses(entry("\"shape\":[[1]]"), "tensor 'a': shape is START_ARRAY, expected VALUE_NUMBER_INT");
        refuses(entry("\"shape\":[null]"), "tensor 'a': shape is VALUE_NULL, expected VALUE_NUMBER_INT");
        refusesJson("{\"a\":{\"shape\":[9223372036854775808]}}");
        refusesJson("{\"a\":{\"shape\":[" + "9".repeat(1000) + "]}}");
    }

    @Test
    void keysThatAreMissingUnknownOrTwice() {
        refuses(entry("\"dtype\":\"F32\""), "tensor 'a': expected 'dtype', 'shape' and two 'data_offsets'");
        refuses(tensor("F32", "[1]", "[0]"), "tensor 'a': expected 'dtype', 'shape' and two 'data_offsets'");
        refuses(entry("\"strides\":[1]"), "tensor 'a': the key 'strides' is unknown or occurs twice");
        refuses(entry("\"dtype\":\"F32\",\"dtype\":\"F32\""), "tensor 'a': the key 'dtype' is unknown or occurs twice");
        refuses(file("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0), "the key 'k' of '__metadata__' occurs twice");
        refuses(file("{\"__metadata__\":{},\"__metadata__\":{}}", 0), "the key '__metadata__' occurs twice");
        String one = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
        refuses(file("{" + one + "," + one + "}", 4), "the key 'a' occurs twice");
        refuses(file("{" + one + "," + one.replace("\"a\"", "\"\\u0061\"") + "}", 4), "the key 'a' occurs twice");
    }

    @Test
    void typesThatTheFormatDoesNotHave() {
        refuses(tensor("Q9", "[1]", "[0,1]"), "tensor 'a': dtype is 'Q9', which the format does not have");
        refuses(tensor("f32", "[1]", "[0,4]"), "tensor 'a': dtype is 'f32', which the format does not have");
        refuses(
                tensor("x".repeat(50), "[1]", "[0,4]"),
                "tensor 'a': dtype is '" + "x".repeat(40) + "', which the format does not have");
    }

    @Test
    void sizesOfTensorsThatArePassedOver() {
        refuses(
                tensor("BOOL", "[3]", "[0,4]"),
                "tensor 'a': data_offsets are [0, 4], but shape [3] of BOOL needs 3 of the 4 bytes of data");
        refuses(
                tensor("F16", "[1]", "[0,4]"),
                "tensor 'a': data_offsets are [0, 4], but shape [1] of F16 needs 2 of the 4 bytes of data");
        refuses(tensor("F4", "[7]", "[0,4]"), "tensor 'a': shape [7] of F4 ends within a byte");
        refuses(tensor("F6_E2M3", "[2]", "[0,4]"), "tensor 'a': shape [2] of F6_E2M3 ends within a byte");
        refuses(
                tensor("U64", "[2147483639]", "[0,17179869112]"),
                "tensor 'a': data_offsets are [0, 17179869112], but shape [2147483639] of U64 needs 17179869112 of"
                        + " the 4"
                        + " bytes of data");
    }

    @Test
    void shapesBeyondTheLimits() {
        refuses(tensor("F32", "[-1]", "[0,4]"), "tensor 'a': shape contains -1, which is negative");
        refuses(tensor("F32", "[1,1,1,1,1,1,1,1,1]", "[0,4]"), "tensor 'a': shape has more than 8 numbers");
        refuses(
                tensor("F32", "[65536,65536]", "[0,4]"),
                "tensor 'a': shape is [65536, 65536], more than 2147483639 elements");
        refuses(
                tensor("F32", "[4294967296,4294967296,4294967296]", "[0,4]"),
                "tensor 'a': shape is [4294967296, 4294967296, 4294967296], more than 2147483639 elements");
        refuses(
                tensor("F32", "[9223372036854775807,0]", "[0,0]"),
                "tensor 'a': shape is [9223372036854775807, 0], more than 2147483639 elements");
        refuses(
                tensor("F32", "[2147483639]", "[0,8589934556]"),
                "tensor 'a': data_offsets are [0, 8589934556], but shape [2147483639] of F32 needs 8589934556 of the 4"
                        + " bytes of data");
    }

    @Test
    void offsetsThatDoNotFit() {
        String fault = "but shape [1] of F32 needs 4 of the 4 bytes of data";
        refuses(tensor("F32", "[1]", "[0,3]"), "tensor 'a': data_offsets are [0, 3], " + fault);
        refuses(tensor("F32", "[1]", "[4,0]"), "tensor 'a': data_offsets are [4, 0], " + fault);
        refuses(tensor("F32", "[1]", "[4,8]"), "tensor 'a': data_offsets are [4, 8], " + fault);
        refuses(
                tensor("F32", "[1]", "[9223372036854775804,9223372036854775807]"),
                "tensor 'a': data_offsets are [9223372036854775804, 9223372036854775807], " + fault);
        refuses(tensor("F32", "[1]", "[-4,0]"), "tensor 'a': data_offsets contains -4, which is negative");
        refuses(tensor("F32", "[1]", "[0,4,4]"), "tensor 'a': data_offsets has more than 2 numbers");
    }

    @Test
    void holesOverlapsAndBytesThatBelongToNobody() {
        refuses(
                pair("[0,4]", "[8,12]", 12),
                "tensor 'b': its data start at 8, which leaves a hole after the tensor"
                        + " before, whose data end at 4");
        refuses(
                pair("[4,8]", "[8,12]", 12),
                "tensor 'a': its data start at 4, which leaves a hole after the tensor"
                        + " before, whose data end at 0");
        refuses(
                pair("[0,4]", "[2,6]", 8),
                "tensor 'b': its data start at 2, which leaves an overlap after the tensor"
                        + " before, whose data end at 4");
        refuses(
                pair("[0,4]", "[0,4]", 4),
                "tensor 'b': its data start at 0, which leaves an overlap after the tensor"
                        + " before, whose data end at 4");
        refuses(pair("[0,4]", "[4,8]", 9), "the tensors end at byte 8 of the data, the file at 9");
        refuses(file("{}", 1), "the tensors end at byte 0 of the data, the file at 1");
    }

    @Test
    void namesMetadataAndCountsBeyondTheLimits() {
        refuses(
                file("{\"" + "n".repeat(513) + "\":1}", 0),
                "the name '" + "n".repeat(40) + "…' has 513 bytes, at most 512 are allowed");
        refuses(
                file("{\"" + "ä".repeat(257) + "\":1}", 0),
                "the name '" + "ä".repeat(40) + "…' has 514 bytes, at most 512 are allowed");
        refuses(
                file("{\"__metadata__\":{\"k\":\"" + "ä".repeat(500_000) + "\"}}", 0),
                "'__metadata__' has more than 1000000 bytes");
        refusesJson("{\"__metadata__\":{\"k\":\"" + "v".repeat(1_000_001) + "\"}}");
        refusesJson("{\"" + "n".repeat(1_000_001) + "\":1}");
        String many = IntStream.rangeClosed(0, 65_536)
                .mapToObj(i -> "\"" + i + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}")
                .collect(Collectors.joining(",", "{", "}"));
        refuses(file(many, 0), "there are more than 65536 tensors");
    }

    @Test
    void deepNesting() {
        refuses(
                entry("\"shape\":" + "[".repeat(100_000)),
                "tensor 'a': shape is START_ARRAY, expected VALUE_NUMBER_INT");
        refuses(file("{\"a\":".repeat(100_000), 0), "tensor 'a': the key 'a' is unknown or occurs twice");
    }

    @Test
    void filesCutAnywhere() throws IOException {
        byte[] whole = valid();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SafeTensors.read(cut, "cut")).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void randomDamageEndsInAValueOrAFormatException() throws IOException {
        byte[] whole = valid();
        Random random = new Random(20_240_501);
        int refused = 0;
        int runs = 30_000;
        for (int run = 0; run < runs; run++) {
            byte[] damaged = damaged(whole, random);
            try {
                SafeTensors read = SafeTensors.read(damaged, "damaged");
                for (String name : read.names()) {
                    read.shape(name);
                }
            } catch (FormatException expected) {
                assertThat(expected.getMessage()).startsWith("SafeTensors: damaged: ");
                refused++;
            }
        }
        assertThat(refused).isBetween(runs / 2, runs - 1);
        Figures.print(
                "S2",
                "randomly damaged safetensors files",
                "%,d, of which %,d refused by name, none ends otherwise",
                runs,
                refused);
    }

    /** One to four small damages: a changed byte or digit, a cut, a doubled or swapped stretch. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int count = 1 + random.nextInt(4); count > 0 && bytes.length > 0; count--) {
            int at = random.nextInt(bytes.length);
            int length = random.nextInt(Math.min(20, bytes.length - at) + 1);
            int other = random.nextInt(bytes.length - length + 1);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) PUNCTUATION.charAt(random.nextInt(PUNCTUATION.length()));
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = spliced(bytes, at, Arrays.copyOfRange(bytes, other, other + length));
                default -> System.arraycopy(bytes, at, bytes, other, length);
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] piece) {
        return ByteBuffer.allocate(bytes.length + piece.length)
                .put(bytes, 0, at)
                .put(piece)
                .put(bytes, at, bytes.length - at)
                .array();
    }

    private static byte[] valid() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, Tensor> tensors = Map.of(
                "bias", Tensor.of(Shape.of(3), 1, 2, 3), "weight.ä", Tensor.of(Shape.of(2, 3), 4, 5, 6, 7, 8, 9));
        SafeTensors.write(out, tensors, Map.of("format", "end4rec", "ü", "x\ny"));
        return out.toByteArray();
    }

    private static void refuses(byte[] file, String fault) {
        assertThatThrownBy(() -> SafeTensors.read(file, "x"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("SafeTensors: x: " + fault)
                .hasMessageEndingWith(DAMAGED);
    }

    private static void refusesJson(String header) {
        refuses(file(header, 0), "the header breaks a rule or a limit of JSON: ");
    }

    private static byte[] entry(String content) {
        return file("{\"a\":{" + content + "}}", 4);
    }

    private static byte[] tensor(String type, String shape, String offsets) {
        return entry("\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets);
    }

    private static byte[] pair(String first, String second, int dataBytes) {
        String entry = "\"%s\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":%s}";
        return file("{" + entry.formatted("a", first) + "," + entry.formatted("b", second) + "}", dataBytes);
    }

    private static byte[] file(String header, int dataBytes) {
        return file(header.getBytes(UTF_8), dataBytes);
    }

    private static byte[] file(byte[] header, int dataBytes) {
        return ByteBuffer.allocate(8 + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    private static byte[] length(long length, int rest) {
        return ByteBuffer.allocate(8 + rest)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }
}
