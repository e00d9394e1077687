package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedLogTest {
    private static final long LEAST_MEMORY = 1 << 20;

    private final SplittableRandom random = new SplittableRandom(5);

    @TempDir
    private Path folder;

    private int made;

    @Test
    void holdsTheHistoriesOfTheLog() throws IOException {
        int copies = 0;
        for (int round = 0; round < 60; round++) {
            List<Path> files = randomFiles(1 + random.nextInt(3), 400);
            Histories all = Histories.of(new EventLogReader().read(files));
            boolean keep = random.nextBoolean();
            Cleaning cleaning = cleaning();
            LogPreparation preparation = preparation().keepCopies(keep).cleaning(cleaning);
            PreparedLog log = preparation.write(files, fresh()).log();
            Histories cleaned = keep ? all : Copies.of(all).leftOut();
            copies += all.events() - cleaned.events();
            Histories expected = cleaning.apply(cleaned).histories();
            assertThat(log.cleaningSettings()).isEqualTo(cleaning.toString());
            assertThat(log.copiesKept()).isEqualTo(keep);
            assertThat(described(log.histories())).isEqualTo(described(expected));
            assertThat(described(PreparedLog.open(log.folder()).histories())).isEqualTo(described(expected));
            assertThat(log.cleaning())
                    .hasSize((Copies.of(all).count() == 0 ? 0 : 1)
                            + cleaning.apply(cleaned).steps().size());
        }
        assertThat(copies).isGreaterThan(100);
    }

    @Test
    void littleMemoryGivesTheSameBytes() throws IOException {
        List<Path> files = randomFiles(2, 100_000);
        Path much = preparation().memory(1L << 30).write(files, fresh()).log().folder();
        Path little =
                preparation().memory(LEAST_MEMORY).write(files, fresh()).log().folder();
        assertThat(bytes(little)).isEqualTo(bytes(much));
    }

    @Test
    void addingFilesGivesWhatAllFilesTogetherGive() throws IOException {
        for (int round = 0; round < 30; round++) {
            List<Path> files = randomFiles(3, 300);
            boolean later = random.nextBoolean();
            LogPreparation preparation = preparation().keepCopies(!later);
            if (later) {
                files = List.of(files.get(0), later(files.get(1), 2), later(files.get(2), 3));
            }
            Path whole = preparation.write(files, fresh()).log().folder();
            Path grown = preparation.write(files.subList(0, 1), fresh()).log().folder();
            preparation.append(files.subList(1, 2), grown);
            preparation.append(files.subList(2, 3), grown);
            PreparedLog expected = PreparedLog.open(whole);
            PreparedLog log = PreparedLog.open(grown);
            assertThat(described(log.histories())).isEqualTo(described(expected.histories()));
            assertThat(log.sources()).isEqualTo(expected.sources());
            assertThat(log.files().times()).isEqualTo(expected.files().times());
            assertThat(bytes(grown)).hasSameSizeAs(bytes(whole));
        }
    }

    @Test
    void aFailureLeavesTheLogAsItWas() throws IOException {
        Path log = preparation().write(randomFiles(1, 50), fresh()).log().folder();
        Map<String, List<Byte>> before = bytes(log);
        Path bad = Files.writeString(folder.resolve("bad.csv"), "user_id,item_id,behavior,timestamp\n1,2,pv,7\n1,2\n");
        assertThatThrownBy(() -> preparation().append(List.of(bad), log))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("bad.csv, line 3");
        assertThat(bytes(log)).isEqualTo(before);
        Path absent = folder.resolve("absent");
        assertThatThrownBy(() -> preparation().write(List.of(bad), absent)).isInstanceOf(EventLogException.class);
        assertThat(absent).doesNotExist();
        assertThatThrownBy(() -> preparation().write(List.of(bad), log)).hasMessageContaining("--append");
        assertThatThrownBy(() -> preparation().write(List.of(bad), folder)).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> preparation().append(List.of(bad), folder)).hasMessageContaining("is no prepared log");
    }

    @Test
    void everyDamagedByteIsFound() throws IOException {
        Path log = preparation().write(randomFiles(1, 30), fresh()).log().folder();
        String expected = described(PreparedLog.open(log).histories());
        int refused = 0;
        int harmless = 0;
        for (Path file : files(log)) {
            byte[] good = Files.readAllBytes(file);
            for (int at = 0; at < good.length; at++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bad);
                Throwable thrown = catchThrowable(() -> PreparedLog.open(log));
                if (thrown == null) {
                    // names of sources, of files' kinds and of behaviors are not numbers that can be checked
                    assertThat(file.getFileName()).hasToString("log.json");
                    harmless++;
                } else {
                    assertThat(thrown).isInstanceOf(EventLogException.class).hasMessageContaining(log.toString());
                    refused++;
                }
            }
            Files.write(file, java.util.Arrays.copyOf(good, good.length / 2));
            assertThatThrownBy(() -> PreparedLog.open(log)).isInstanceOf(EventLogException.class);
            Files.write(file, good);
        }
        assertThat(described(PreparedLog.open(log).histories())).isEqualTo(expected);
        assertThat(refused).isGreaterThan(10 * harmless);
    }

    @Test
    void refusesANewerVersion() throws IOException {
        Path log = preparation().write(randomFiles(1, 30), fresh()).log().folder();
        Path file = log.resolve("log.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"version\" ?: 1", "\"version\": 2"));
        assertThatThrownBy(() -> PreparedLog.open(log)).hasMessageContaining("use a newer program");
    }

    @Test
    void finerTimesOfALaterRowChangeEarlierRows() throws IOException {
        Path file = Files.writeString(
                folder.resolve("finer.csv"), "user,item,behavior,time\nu,a,pv,2\nu,b,pv,1.25\nu,c,pv,1.5\n");
        Histories histories = preparation().write(List.of(file), fresh()).log().histories();
        assertThat(described(histories)).isEqualTo(described(Histories.of(new EventLogReader().read(file))));
        assertThat(histories.timestamp(1, 2)).isEqualTo(200);
    }

    /** The same file in a later year or century. */
    private static Path later(Path file, int by) throws IOException {
        String text = Files.readString(file).replace("2020-", "202" + by + "-").replace("1600000", "160000" + by);
        return Files.writeString(file, text);
    }

    private Cleaning cleaning() {
        Cleaning cleaning = Cleaning.NONE;
        if (random.nextBoolean()) {
            cleaning = cleaning.minUserEvents(1 + random.nextInt(8)).minItemEvents(1 + random.nextInt(8));
        }
        if (random.nextBoolean()) {
            cleaning = cleaning.behaviors(Map.of("pv", random.nextBoolean() ? "buy" : "view"));
        }
        return random.nextBoolean() ? cleaning : cleaning.maxUserQuantile(0.9);
    }

    private static LogPreparation preparation() {
        return new LogPreparation(new EventLogReader());
    }

    private Path fresh() {
        return folder.resolve("log" + made++);
    }

    private List<Path> randomFiles(int count, int rows) throws IOException {
        List<Path> files = new ArrayList<>();
        boolean labels = random.nextBoolean();
        boolean dates = random.nextInt(3) == 0;
        String item = random.nextBoolean() ? ",i" : ",\u00efi";
        for (int file = 0; file < count; file++) {
            StringBuilder text = new StringBuilder("user_id,item_id,behavior,timestamp" + (labels ? ",label\n" : "\n"));
            for (int row = 0; row < rows; row++) {
                text.append("u")
                        .append(random.nextInt(1 + rows / 9))
                        .append(",\u00efi")
                        .append(random.nextInt(9));
                text.append(random.nextBoolean() ? ",pv," : ",buy,");
                int time = random.nextInt(100);
                text.append(dates ? "2020-01-01 00:00:" + (10 + time % 50) : Integer.toString(1_600_000_000 + time));
                text.append(labels && random.nextBoolean() ? ",noise\n" : "\n");
            }
            files.add(Files.writeString(folder.resolve("file" + made++ + ".csv"), text, StandardCharsets.UTF_8));
        }
        return files;
    }

    private static List<Path> files(Path log) throws IOException {
        try (Stream<Path> all = Files.list(log)) {
            return all.sorted().toList();
        }
    }

    /** The bytes of each file but {@code log.json}, without the number in its name. */
    private static Map<String, List<Byte>> bytes(Path log) throws IOException {
        Map<String, List<Byte>> bytes = new TreeMap<>();
        for (Path file : files(log)) {
            List<Byte> content = new ArrayList<>();
            for (byte each : Files.readAllBytes(file)) {
                content.add(each);
            }
            bytes.put(String.valueOf(file.getFileName()), content);
        }
        return bytes;
    }

    private static String described(Histories histories) {
        StringBuilder all = new StringBuilder();
        all.append(histories.users().ids())
                .append(histories.items().ids())
                .append(histories.behaviors().ids());
        all.append(histories.labels().ids()).append(histories.hasTimes()).append(histories.stepsPerSecond());
        for (int user = 1; user <= histories.users().size(); user++) {
            for (int position = 0; position < histories.length(user); position++) {
                all.append('\n')
                        .append(user)
                        .append(' ')
                        .append(histories.item(user, position))
                        .append(' ');
                all.append(histories.behavior(user, position)).append(' ');
                all.append(histories.timestamp(user, position)).append(' ').append(histories.label(user, position));
            }
        }
        return all.toString();
    }
}
