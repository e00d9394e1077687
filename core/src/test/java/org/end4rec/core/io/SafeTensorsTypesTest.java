package org.end4rec.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.end4rec.core.io.SafeTensorsTest.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.end4rec.core.Shape;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Element types that others write, and headers that are read alone. */
class SafeTensorsTypesTest {
    private static final int ALL = 1 << 16;

    @TempDir
    private Path temporary;

    // values

    @Test
    void halvesOfKnownValue() throws IOException {
        assertThat(numbers("F16", 0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400, 0x0001, 0x03ff, 0x8000, 0x7c00, 0xfc00))
                .containsExactly(
                        1f,
                        -2f,
                        0.333251953125f,
                        65504f,
                        0x1p-14f,
                        0x1p-24f,
                        1023 * 0x1p-24f,
                        -0f,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY);
        assertThat(numbers("BF16", 0x3fc0, 0xc010, 0x7f7f, 0x0001, 0x8000, 0x7f80, 0xff80))
                .containsExactly(
                        1.5f, -2.25f, 0x1.fep127f, 0x1p-133f, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
    }

    @Test
    void doublesAreRoundedToTheNearestFloat() throws IOException {
        double[] doubles = {0.1, 1 + 0x1p-30, -0x1p-200, 1e300, 3};
        ByteBuffer data = ByteBuffer.allocate(8 * doubles.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double each : doubles) {
            data.putDouble(each);
        }
        SafeTensors read = SafeTensors.read(
                file("{\"x\":{\"dtype\":\"F64\",\"shape\":[5],\"data_offsets\":[0,40]}}", data.array()), "test");
        assertThat(read.floats("x")).containsExactly(0.1f, 1f, -0f, Float.POSITIVE_INFINITY, 3f);
        assertThat(read.doubles("x")).containsExactly(doubles);
        SafeTensors single = SafeTensors.read(
                file("{\"x\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}", new byte[] {0, 0x40}),
                "test");
        assertThat(single.floats("x")).containsExactly(2f);
    }

    // oracle

    /** Against the definition: (−1)^s · 2^(e−15) · (1 + m/1024), in double. */
    @Test
    void everyHalfWidensExactly() throws IOException {
        float[] widened = numbers("F16", everything());
        for (int bits = 0; bits < ALL; bits++) {
            int exponent = bits >> 10 & 31;
            int mantissa = bits & 1023;
            double sign = bits >= 0x8000 ? -1 : 1;
            if (exponent == 31 && mantissa > 0) {
                // sign and payload move along
                assertThat(Float.floatToRawIntBits(widened[bits]))
                        .as("%04x", bits)
                        .isEqualTo((bits & 0x8000) << 16 | 0x7f800000 | mantissa << 13);
            } else {
                double expected = exponent == 31
                        ? sign * Double.POSITIVE_INFINITY
                        : exponent == 0
                                ? sign * mantissa * 0x1p-24
                                : sign * Math.scalb(1 + mantissa / 1024.0, exponent - 15);
                assertThat((double) widened[bits]).as("%04x", bits).isEqualTo(expected);
            }
        }
    }

    @Test
    void everyUpperHalfWidensExactly() throws IOException {
        float[] widened = numbers("BF16", everything());
        for (int bits = 0; bits < ALL; bits++) {
            assertThat(Float.floatToRawIntBits(widened[bits])).as("%04x", bits).isEqualTo(bits << 16);
        }
    }

    private static int[] everything() {
        int[] all = new int[ALL];
        for (int i = 0; i < ALL; i++) {
            all[i] = i;
        }
        return all;
    }

    private static float[] numbers(String type, int... bits) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int each : bits) {
            data.putShort((short) each);
        }
        String header = "{\"h\":{\"dtype\":\"" + type + "\",\"shape\":[" + bits.length + "],\"data_offsets\":[0,"
                + 2 * bits.length + "]}}";
        SafeTensors read = SafeTensors.read(file(header, data.array()), "halves");
        assertThat(read.type("h")).isEqualTo(ElementType.valueOf(type));
        return read.tensor("h").data();
    }

    /** More elements than a buffer holds, so a tensor is read in pieces. */
    @Test
    void longTensorsOfEveryTypeKeepTheOrderOfTheirElements() throws IOException {
        int n = 200_003;
        ByteBuffer data = ByteBuffer.allocate(26 * n).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            data.putDouble(8 * i, i + 0.5)
                    .putLong(8 * (n + i), i * 5_000_000_000L)
                    .putInt(16 * n + 4 * i, -i)
                    .putFloat(20 * n + 4 * i, i / 4f)
                    .putShort(24 * n + 2 * i, (short) (0x3c00 + i % 1000));
        }
        String[] names = {"F64", "I64", "I32", "F32", "F16"};
        int[] ends = {0, 8, 16, 20, 24, 26};
        StringBuilder header = new StringBuilder("{");
        for (int t = 0; t < names.length; t++) {
            header.append(t == 0 ? "" : ",")
                    .append("\"%s\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[%d,%d]}"
                            .formatted(names[t], names[t], n, ends[t] * n, ends[t + 1] * n));
        }
        SafeTensors read = SafeTensors.read(file(header + "}", data.array()), "long");
        double[] doubles = read.doubles("F64");
        long[] longs = read.longs("I64");
        int[] ints = read.ints("I32");
        float[] floats = read.tensor("F32").data();
        float[] halves = read.tensor("F16").data();
        for (int i = 0; i < n; i++) {
            boolean equal = doubles[i] == i + 0.5
                    && longs[i] == i * 5_000_000_000L
                    && ints[i] == -i
                    && floats[i] == i / 4f
                    && halves[i] == 1 + i % 1000 / 1024f;
            assertThat(equal).as("element %d", i).isTrue();
        }
    }

    // edges

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"F32", "F64", "I32", "I64", "F16", "BF16"})
    void aTensorOfAnotherTypeIsPassedOver(ElementType type) throws IOException {
        byte[] data = new byte[type.bits() + 8];
        ByteBuffer.wrap(data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(type.bits(), 3f)
                .putFloat(type.bits() + 4, -4f);
        byte[] bytes = file(beforeW(type), data);
        SafeTensors read = SafeTensors.read(bytes, "mixed");
        assertThat(read.tensor("w").data()).containsExactly(3f, -4f);
        assertThat(read.names()).containsExactly("other", "w");
        assertThat(read.type("other")).isEqualTo(type);
        assertThat(read.shape("other")).isEqualTo(Shape.of(2, 4));
        assertThatThrownBy(() -> read.tensor("other"))
                .isInstanceOf(FormatException.class)
                .hasMessage("SafeTensors: mixed: tensor 'other' has elements of type " + type
                        + ", expected F32, and tensors of that type are not read: convert it before");
        assertThatThrownBy(() -> read.ints("other"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(", expected I32, and tensors of that type are not read");
    }

    private static String beforeW(ElementType type) {
        int end = type.bits();
        return "{\"other\":{\"dtype\":\"" + type + "\",\"shape\":[2,4],\"data_offsets\":[0," + end
                + "]},\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" + end + "," + (end + 8) + "]}}";
    }

    @Test
    void aTensorThatIsPassedOverIsDigestedAllTheSame() {
        String header = "{\"__metadata__\":{\"" + SafeTensors.CHECKSUM + "\":\"" + "0".repeat(64)
                + "\"},\"b\":{\"dtype\":\"BOOL\",\"shape\":[200000],\"data_offsets\":[0,200000]}}";
        byte[] one = new byte[200_000];
        one[199_999] = 1;
        assertThat(checksum(file(header, new byte[200_000]))).isNotEqualTo(checksum(file(header, one)));
    }

    private static String checksum(byte[] bytes) {
        try {
            SafeTensors.read(bytes, "b");
            throw new AssertionError("sixty-four zeros are its checksum");
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).replaceAll(".*have the SHA-256 ([0-9a-f]{64}).*", "$1");
        }
    }

    @Test
    void aHeaderAloneDescribesTheTensors() throws IOException {
        byte[] bytes = file(beforeW(ElementType.BOOL), new byte[16]);
        Path path = Files.write(temporary.resolve("model"), bytes);
        SafeTensors header = SafeTensors.readHeader(path);
        assertThat(header.names()).containsExactly("other", "w");
        assertThat(header.shape("w")).isEqualTo(Shape.of(2));
        assertThat(header.type("other")).isEqualTo(ElementType.BOOL);
        assertThatThrownBy(() -> header.tensor("w"))
                .isInstanceOf(FormatException.class)
                .hasMessage("SafeTensors: " + path
                        + ": the elements of tensor 'w' have not been read; read the whole file");
    }

    // errors

    @Test
    void whatIsNoFile() throws IOException, InterruptedException {
        String refusal = ": it is a folder, pipe or device; give the path of a file";
        for (Path each : new Path[] {temporary, Path.of("/dev/zero"), pipe()}) {
            Assumptions.assumeTrue(Files.exists(each), each + " is not there");
            assertThatThrownBy(() -> SafeTensors.read(each))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("SafeTensors: " + each + refusal);
            assertThatThrownBy(() -> SafeTensors.readHeader(each)).hasMessage("SafeTensors: " + each + refusal);
        }
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = temporary.resolve("pipe");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no mkfifo");
        new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor(10, TimeUnit.SECONDS);
        return pipe;
    }
}
