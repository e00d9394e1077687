package org.end4rec.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.EventLogException;
import org.end4rec.models.data.EventLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetFormatTest {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message events {
              required binary user_id (STRING);
              required int64 item_id;
              optional binary event (STRING);
              required int64 at (TIMESTAMP(MICROS,true));
              required int64 millis (TIMESTAMP(MILLIS,true));
              required int96 old;
              required int32 day (DATE);
              optional group product { required int32 price (DECIMAL(9,2)); }
              repeated binary tags (STRING);
            }""");

    @TempDir
    private Path folder;

    private Path write(CompressionCodecName codec, int rows) throws IOException {
        Path file = folder.resolve(codec + "-" + rows + ".parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ParquetCodecs())
                .withCompressionCodec(codec)
                .withRowGroupSize(20_000L)
                .withType(SCHEMA)
                .build()) {
            for (int i = 0; i < rows; i++) {
                writer.write(group(i));
            }
        }
        return file;
    }

    /** An event at i seconds and a half of 1970. */
    private static Group group(int i) {
        Group group = new SimpleGroup(SCHEMA);
        group.add("user_id", "ü" + i % 7);
        group.add("item_id", (long) i % 50);
        if (i != 3) {
            group.add("event", "click");
        }
        group.add("at", i * 1_000_000L + 500_000);
        group.add("millis", i * 1000L + 500);
        ByteBuffer old = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        old.putLong(0, i * 1_000_000_000L + 500_000_000L).putInt(8, 2_440_588);
        group.add("old", Binary.fromConstantByteArray(old.array()));
        group.add("day", i);
        group.addGroup("product").add("price", 100 * i + 5);
        group.add("tags", "a");
        group.add("tags", "b");
        return group;
    }

    private static EventLogReader reader() {
        return new EventLogReader().tables(List.of(new ParquetFormat())).skipBadRows(true);
    }

    private static List<String> rows(EventLog log) {
        return IntStream.range(0, log.size())
                .mapToObj(
                        row -> log.users().id(log.user(row)) + " " + log.items().id(log.item(row)) + " "
                                + log.behaviors().id(log.behavior(row)) + " " + log.timestamp(row))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "ZSTD", "LZ4_RAW"})
    void readsEveryPackingInSeveralGroupsOfRows(CompressionCodecName codec) throws IOException {
        Path file = write(codec, 2000);
        List<String> expected = IntStream.range(0, 2000)
                .filter(i -> i != 3)
                .mapToObj(i -> "ü" + i % 7 + " " + i % 50 + " click " + (10 * i + 5))
                .toList();
        for (String time : List.of("at", "millis", "old")) {
            EventLog log = reader().columns("timestamp=" + time).read(file);
            assertThat(rows(log)).as(time).isEqualTo(expected);
            assertThat(log.stepsPerSecond()).isEqualTo(10);
            assertThat(log.skipped().first()).isEqualTo(file + ", row 4: the behavior (column 'event') is empty");
        }
    }

    @Test
    void namesGroupsAndDays() throws IOException {
        Path file = write(CompressionCodecName.SNAPPY, 3);
        EventLog log = reader().columns("item=product.price,timestamp=day").read(file);
        assertThat(rows(log)).containsExactly("ü0 0.05 click 0", "ü1 1.05 click 86400", "ü2 2.05 click 172800");
        assertThatThrownBy(() -> reader().columns("item=tags").read(file))
                .hasMessage(file + ": there is no column 'tags' for the item; the columns are user_id, item_id, event,"
                        + " at, millis, old, day, product.price");
    }

    @Test
    void everyCutIsAnError() throws IOException {
        byte[] bytes = Files.readAllBytes(write(CompressionCodecName.ZSTD, 200));
        for (int length = 4; length < bytes.length; length += 97) {
            Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> reader().columns("timestamp=at").read(cut))
                    .as("the first %d bytes", length)
                    .isInstanceOf(EventLogException.class)
                    .hasMessageStartingWith(cut + ": ");
        }
    }
}
