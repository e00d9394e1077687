package org.end4rec.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
    @TempDir
    Path folder;

    // values

    @Test
    void theChecksumIsThatOfTheFileWithItsDigitsAsZeros() throws IOException {
        Map<String, Tensor> tensors = Map.of("w", Tensor.of(Shape.of(1, 2), 1, -2));
        byte[] bytes =
                written(tensors, Map.of(SafeTensors.CHECKSUM, "any", "k", "\"" + SafeTensors.CHECKSUM + "\":\""));

        SafeTensors read = SafeTensors.read(bytes, "checked");

        assertThat(read.tensor("w").data()).containsExactly(1f, -2f);
        String checksum = read.metadata().getOrDefault(SafeTensors.CHECKSUM, "");
        String text = new String(bytes, ISO_8859_1);
        assertThat(text).containsOnlyOnce(checksum);
        assertThat(checksum)
                .isEqualTo(Checksum.of(text.replace(checksum, "0".repeat(64)).getBytes(ISO_8859_1)));
        assertThat(written(tensors, read.metadata())).isEqualTo(bytes);
    }

    @Test
    void anotherChecksumIsRefused() throws IOException {
        byte[] bytes = written(Map.of("w", Tensor.of(Shape.of(1, 2), 1, -2)), Map.of(SafeTensors.CHECKSUM, ""));
        String checksum = SafeTensors.read(bytes, "good").metadata().getOrDefault(SafeTensors.CHECKSUM, "");
        bytes[bytes.length - 1] ^= 1;
        assertThatThrownBy(() -> SafeTensors.read(bytes, "bad"))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("SafeTensors: bad: the contents have the SHA-256 [0-9a-f]{64}, expected " + checksum
                        + " as the file itself says; it is damaged or was changed: fetch it again, or go back to an"
                        + " older copy");
        for (String digits : List.of("", "0".repeat(63), checksum + "0")) {
            String header = "{\"__metadata__\":{\"" + SafeTensors.CHECKSUM + "\":\"" + digits + "\"}}";
            assertThatThrownBy(() -> SafeTensors.read(file(header, new byte[0]), "bad"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(", expected " + digits + " as the file itself says");
        }
    }

    @Test
    void bytesByHand() throws IOException {
        byte[] bytes = written(Map.of("w", Tensor.of(Shape.of(1, 2), 1, -2)), Map.of("k", "v"));

        String header =
                "{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}"
                        + " ".repeat(7);
        assertThat(header).hasSize(88);
        ByteBuffer expected = ByteBuffer.allocate(8 + 88 + 8).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(88).put(header.getBytes(UTF_8)).putFloat(1).putFloat(-2);
        assertThat(bytes).containsExactly(expected.array());
    }

    @Test
    void theHeaderMayNameTensorsInAnyOrder() throws IOException {
        String header = "{\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]},"
                + "\"none\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,4]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        ByteBuffer data = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(1).putFloat(2).putFloat(3);

        SafeTensors read = SafeTensors.read(file(header, data.array()), "shuffled");

        assertThat(read.tensor("a").data()).containsExactly(1f);
        assertThat(read.tensor("b").data()).containsExactly(2f, 3f);
        assertThat(read.tensor("none").data()).isEmpty();
    }

    @Test
    void columnsOfWholeNumbers() throws IOException {
        Path file = folder.resolve("columns");
        int[] long100k = IntStream.range(0, 100_000).map(i -> i * 31).toArray();
        SafeTensors.writeInts(file, Map.of("a", new int[] {3, -1}, "b", long100k, "c", new int[0]), Map.of("k", "v"));

        SafeTensors read = SafeTensors.read(file);

        assertThat(read.names()).containsExactly("a", "b", "c");
        assertThat(read.ints("a")).containsExactly(3, -1);
        assertThat(read.ints("b")).containsExactly(long100k);
        assertThat(read.ints("c")).isEmpty();
        assertThat(read.metadata()).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void tensorsAndColumnsTogether() throws IOException {
        Path file = folder.resolve("both");
        Map<String, Tensor> tensors = Map.of("w", Tensor.of(Shape.of(2, 1), 3f, -4f));
        SafeTensors.write(file, tensors, Map.of("n", new int[] {7, 8, 9}), Map.of("k", "v"));

        SafeTensors read = SafeTensors.read(file);

        assertThat(read.names()).containsExactly("n", "w");
        assertThat(read.ints("n")).containsExactly(7, 8, 9);
        assertThat(read.shape("n")).isEqualTo(Shape.of(3));
        assertThat(read.tensor("w").data()).containsExactly(3f, -4f);
        assertThat(read.shape("w")).isEqualTo(Shape.of(2, 1));
        assertThat(read.metadata()).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void aStreamIsReadUpToTheEndOfTheFileInIt() throws IOException {
        byte[] bytes = written(Map.of("a", Tensor.of(Shape.of(2), 1f, 2f)), Map.of(SafeTensors.CHECKSUM, ""));
        ByteArrayInputStream in = new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length + 3));
        assertThat(SafeTensors.read(in, bytes.length, "a stream").tensor("a").data())
                .containsExactly(1f, 2f);
        assertThat(in.available()).isEqualTo(3);
        assertThatThrownBy(() -> SafeTensors.read(
                        new ByteArrayInputStream(bytes, 0, bytes.length - 1), bytes.length, "a stream"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("SafeTensors: a stream: the file became shorter while it was read");
    }

    @Test
    void readsAllFourTypes() throws IOException {
        String header = "{\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"i\":{\"shape\":[2],\"data_offsets\":[8,16],\"dtype\":\"I32\"},"
                + "\"l\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[16,24]},"
                + "\"f\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[24,28]}}";
        ByteBuffer data = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(Math.PI).putInt(-3).putInt(1 << 30).putLong(-1L << 40).putFloat(0.5f);

        SafeTensors read = SafeTensors.read(file(header, data.array()), "all");

        assertThat(read.names()).containsExactly("d", "f", "i", "l");
        assertThat(read.metadata()).isEmpty();
        assertThat(read.doubles("d")).containsExactly(Math.PI);
        assertThat(read.ints("i")).containsExactly(-3, 1 << 30);
        assertThat(read.longs("l")).containsExactly(-1L << 40);
        assertThat(read.shape("l")).isEqualTo(Shape.of());
        assertThat(read.tensor("f").data()).containsExactly(0.5f);
        assertThat(read.tensor("f").shape()).isEqualTo(Shape.of(1, 1));
        assertThat(read.type("i")).isEqualTo(ElementType.I32);
    }

    // oracle

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Random random = new Random(5);
        for (int size : new int[] {0, 1, 2, 3, 7, 13, 127, 16_383, 16_384, 16_385, 50_000}) {
            float[] data = new float[size];
            for (int i = 0; i < size; i++) {
                data[i] = Float.intBitsToFloat(random.nextInt());
            }
            tensors.put("tensor \"" + size + "\" ä€😀\n", Tensor.of(Shape.of(size), data));
        }
        tensors.put("", Tensor.of(Shape.of(2, 0, 5)));
        tensors.put("rank 8", Tensor.of(Shape.of(1, 1, 2, 1, 1, 1, 1, 1), Float.NaN, Float.NEGATIVE_INFINITY));
        Map<String, String> metadata = Map.of("format", "end4rec", "", "ä\u0000\t", "x", "");
        Path file = folder.resolve("model.safetensors");

        SafeTensors.write(file, tensors, metadata);
        SafeTensors read = SafeTensors.read(file);

        assertThat(read.metadata()).isEqualTo(metadata);
        assertThat(read.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor found = read.tensor(entry.getKey());
            assertThat(found.shape()).isEqualTo(entry.getValue().shape());
            assertThat(bits(found)).containsExactly(bits(entry.getValue()));
        }
    }

    @Test
    void equalContentsAreEqualBytesWhateverTheOrder() throws IOException {
        Tensor a = Tensor.of(Shape.of(2), 1, 2);
        Tensor b = Tensor.of(Shape.of(1), 3);
        Map<String, Tensor> forwards = new LinkedHashMap<>();
        forwards.put("a", a);
        forwards.put("b", b);
        Map<String, Tensor> backwards = new LinkedHashMap<>();
        backwards.put("b", b);
        backwards.put("a", a);

        byte[] bytes = written(forwards, new LinkedHashMap<>(Map.of("x", "1", "y", "2")));

        assertThat(written(backwards, new HashMap<>(Map.of("y", "2", "x", "1"))))
                .containsExactly(bytes);
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8)
                .isZero();
    }

    @Test
    void readsFilesThatNumPyWrote() throws IOException {
        Path golden = Path.of(System.getProperty("end4rec.golden", "golden"));
        Assumptions.assumeTrue(Files.isDirectory(golden), "no golden files");
        try (Stream<Path> files = Files.list(golden)) {
            List<Path> found =
                    files.filter(f -> f.toString().endsWith(".safetensors")).toList();
            assertThat(found).isNotEmpty();
            for (Path file : found) {
                assertThat(SafeTensors.read(file).names()).as(file.toString()).isNotEmpty();
            }
        }
    }

    // edges

    @Test
    void noTensors() throws IOException {
        SafeTensors read = SafeTensors.read(written(Map.of(), Map.of()), "empty");

        assertThat(read.names()).isEmpty();
        assertThat(read.metadata()).isEmpty();
    }

    @Test
    void theLargestNamesMetadataAndNumberOfTensors() throws IOException {
        Map<String, Tensor> tensors = new HashMap<>();
        IntStream.range(0, 65_535).forEach(i -> tensors.put("t" + i, Tensor.of(Shape.of(), i)));
        tensors.put("ä".repeat(256), Tensor.of(Shape.of(), 7));

        SafeTensors read = SafeTensors.read(written(tensors, Map.of("k", "v".repeat(999_999))), "large");

        assertThat(read.names()).hasSize(65_536);
        assertThat(read.tensor("t65534").data()).containsExactly(65_534f);
        assertThat(read.tensor("ä".repeat(256)).data()).containsExactly(7f);
    }

    @Test
    void metadataCannotBeChanged() throws IOException {
        SafeTensors read = SafeTensors.read(written(Map.of(), Map.of("a", "b")), "fixed");
        assertThatThrownBy(() -> read.metadata().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> read.names().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    // errors

    @Test
    void askingForWhatIsNotThere() throws IOException {
        SafeTensors read = SafeTensors.read(written(Map.of("w", Tensor.of(Shape.of(1), 1)), Map.of()), "model");
        assertThatThrownBy(() -> read.tensor("v"))
                .isInstanceOf(FormatException.class)
                .hasMessage("SafeTensors: model: no tensor is called 'v'; the 1 tensors are [w]");
        assertThatThrownBy(() -> read.ints("w"))
                .isInstanceOf(FormatException.class)
                .hasMessage("SafeTensors: model: tensor 'w' has elements of type F32, expected I32");
    }

    @Test
    void whatCouldNotBeReadIsNotWritten() {
        Tensor one = Tensor.of(Shape.of(1), 1);
        refuses(Map.of("n".repeat(513), one), Map.of(), "has 513 bytes; names have at most 512");
        refuses(Map.of("__metadata__", one), Map.of(), "names have at most 512 and are not '__metadata__'");
        refuses(
                Map.of("w", Tensor.of(Shape.of(1, 1, 1, 1, 1, 1, 1, 1, 1), 1)),
                Map.of(),
                "SafeTensors.write: tensor 'w' has shape [1,1,1,1,1,1,1,1,1]; the rank is at most 8");
        refuses(
                Map.of(),
                Map.of("k", "v".repeat(1_000_000)),
                "SafeTensors.write: the metadata have 1000001 bytes; at most 1000000 are allowed");
        refuses(Map.of("\uD800", one), Map.of(), "half a surrogate pair");
        Map<String, Tensor> many = new HashMap<>();
        IntStream.range(0, 65_537).forEach(i -> many.put("t" + i, one));
        refuses(many, Map.of(), "SafeTensors.write: 65537 tensors; at most 65536 are allowed");
    }

    private static void refuses(Map<String, Tensor> tensors, Map<String, String> metadata, String message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> SafeTensors.write(out, tensors, metadata))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(out.size()).isZero();
    }

    private static int[] bits(Tensor tensor) {
        return IntStream.range(0, tensor.data().length)
                .map(i -> Float.floatToRawIntBits(tensor.data()[i]))
                .toArray();
    }

    private static byte[] written(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(out, Collections.unmodifiableMap(tensors), metadata);
        return out.toByteArray();
    }

    static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
