package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.end4rec.core.io.Checksum;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.votes.VoteWeights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that were cut, changed, or made to hang or to fill the memory of whoever loads them. */
class HostileExportTest {
    @TempDir
    private static Path shared;

    private static byte[] whole = {};
    private static Path folderOfAll = Path.of("");

    @TempDir
    private Path temporary;

    private Path zip = Path.of("");

    @BeforeAll
    static void export() throws IOException {
        RunFolder run = RunFolder.open(FinishedRuns.make(shared.resolve("run")));
        ServingModel model = ServingModel.of(run);
        model.write(shared.resolve("model.zip"));
        whole = Files.readAllBytes(shared.resolve("model.zip"));
        folderOfAll = shared.resolve("exported");
        model.write(folderOfAll);
    }

    @BeforeEach
    void name() {
        zip = temporary.resolve("model.zip");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] bytes) throws IOException {
        Files.write(zip, bytes);
        return assertThatThrownBy(() -> Recommender.load(zip))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(zip.toString());
    }

    private static byte[] packed(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> files() throws IOException {
        return ServingModelTest.entries(shared.resolve("model.zip"));
    }

    // oracle

    /** Cut anywhere, a byte changed anywhere, bytes more at either end. */
    @Test
    void anyDamageOfAZipIsRefused() throws IOException {
        List<byte[]> damaged = new ArrayList<>();
        for (int length = 0; length < whole.length; length += 1 + whole.length / 300) {
            damaged.add(Arrays.copyOf(whole, length));
        }
        for (int cut = 1; cut < 400; cut++) {
            damaged.add(Arrays.copyOf(whole, whole.length - cut));
        }
        damaged.add(Arrays.copyOf(whole, whole.length + 1));
        damaged.add(Arrays.copyOf(whole, whole.length + (3 << 20)));
        byte[] later = new byte[whole.length + 1];
        System.arraycopy(whole, 0, later, 1, whole.length);
        damaged.add(later);
        for (byte[] bytes : damaged) {
            refused(bytes);
        }
        Figures.print(
                "R8",
                "zips of an export that were cut or became longer",
                "%d of %d refused",
                damaged.size(),
                damaged.size());
    }

    /** Flags, times and the directory at the end are no contents: the model is whole, or there is an exception. */
    @Test
    void aChangedByteIsRefusedOrChangesNothing() throws IOException {
        RandomStream random = RandomStream.of(7, "flips", 0);
        Recommender expected = Recommender.load(shared.resolve("model.zip"));
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] flipped = whole.clone();
            flipped[random.below(2 * i, whole.length)] ^= (byte) (1 + random.below(2 * i + 1, 255));
            Files.write(zip, flipped);
            try {
                assertThat(Recommender.load(zip).answer(List.of(), 50, false))
                        .isEqualTo(expected.answer(List.of(), 50, false));
            } catch (RunException e) {
                assertThat(e).hasMessageContaining(zip.toString());
                refused++;
            }
        }
        Figures.print("R8", "zips of an export with one changed byte", "%d of 300 refused, the others whole", refused);
        assertThat(refused).isGreaterThan(250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serving.json",
                "config.json",
                "vocabulary.json",
                "model.safetensors",
                "popularity.safetensors",
                "neighbors.safetensors"
            })
    void anyDamageOfAFileOfAFolderIsNamed(String name) throws IOException {
        Path folder = FinishedRuns.copy(folderOfAll, temporary.resolve("exported"));
        Path file = folder.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        List<byte[]> damages = new ArrayList<>();
        for (int length : new int[] {0, 1, 7, bytes.length / 2, bytes.length - 1, bytes.length + 1}) {
            damages.add(Arrays.copyOf(bytes, length));
        }
        RandomStream random = RandomStream.of(7, "flips", bytes.length);
        for (int i = 0; i < 60; i++) {
            byte[] flipped = bytes.clone();
            flipped[random.below(2 * i, bytes.length)] ^= (byte) (1 + random.below(2 * i + 1, 255));
            damages.add(flipped);
        }
        for (byte[] damaged : damages) {
            Files.write(file, damaged);
            assertThatThrownBy(() -> Recommender.load(folder))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining(name);
        }
        Files.delete(file);
        assertThatThrownBy(() -> Recommender.load(folder))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(name.equals("serving.json") ? folder.toString() : name);
    }

    // errors

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../config.json",
                "/etc/passwd",
                "a/config.json",
                "..\\config.json",
                "exported/",
                "CONFIG.JSON",
                "x"
            })
    void otherNames(String name) throws IOException {
        Map<String, byte[]> files = files();
        files.put(name, new byte[0]);
        refused(packed(files))
                .hasMessage(zip + " has the entry '" + name + "'; an export has the files serving.json, config.json,"
                        + " vocabulary.json, model.safetensors, popularity.safetensors, neighbors.safetensors and"
                        + " nothing else, not even folders");
        assertThat(temporary.resolve("config.json")).doesNotExist();
    }

    /** Java does not write two entries of one name, so another name is changed afterwards. */
    @Test
    void twoEntriesOfOneName() throws IOException {
        Map<String, byte[]> files = files();
        files.put("configXjson", "{}".getBytes(StandardCharsets.UTF_8));
        String text = new String(packed(files), StandardCharsets.ISO_8859_1).replace("configXjson", "config.json");
        refused(text.getBytes(StandardCharsets.ISO_8859_1)).hasMessageContaining(" has two entries 'config.json'; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serving.json", "vocabulary.json", "model.safetensors", "neighbors.safetensors"})
    void aMissingEntry(String name) throws IOException {
        Map<String, byte[]> files = files();
        files.remove(name);
        refused(packed(files)).hasMessageStartingWith("there is no file " + zip.resolve(name));
    }

    @Test
    void whatIsNoZip() throws IOException {
        String message =
                zip + " is no zip of an export; give a file that 'export' wrote, or the folder of a run or export";
        refused("neither a run\nnor an export\n".getBytes(StandardCharsets.UTF_8))
                .hasMessage(message);
        refused(packed(Map.of())).hasMessage(message);
        assertThatThrownBy(() -> Recommender.load(InputStream.nullInputStream()))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(" is no zip of an export; ");
    }

    /** A small file that unpacks to zeros, a thousand times its size; no more than is allowed is unpacked. */
    @Test
    void aBomb() throws IOException {
        byte[] bomb = packed(Map.of("model.safetensors", new byte[20 << 20]));
        assertThat(bomb).hasSizeLessThan(1 << 16);
        assertThatThrownBy(() -> ServingFiles.unzip(new ByteArrayInputStream(bomb), zip, 10 << 20))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith(zip + " unpacks to more than half of Java's memory, 10485760 bytes. ");
        assertThat(ServingFiles.unzip(new ByteArrayInputStream(bomb), zip, 20 << 20)
                        .size("model.safetensors", Long.MAX_VALUE))
                .isEqualTo(20 << 20);
    }

    /** All checksums fit: the export was made by somebody who knows the format. */
    @ParameterizedTest
    @CsvSource({
        "config.json, '\"dim\" : 8', '\"dim\" : 16384', asks for a model of at least ",
        "config.json, '\"length\" : 13', '\"length\" : 65536', asks for a model of at least ",
        "config.json, '\"layers\" : 1', '\"layers\" : 3', It belongs to another model or configuration",
        "config.json, '\"neighbors\" : 9', '\"neighbors\" : 8', was counted with other settings",
        "vocabulary.json, '\"i1\",', '', belongs to another configuration",
        "vocabulary.json, '\"i1\"', '\"i2\"', every id must occur once",
        "vocabulary.json, '\"click\",', '', does not fit the ",
    })
    void forgedTexts(String name, String from, String to, String message) throws IOException {
        Map<String, byte[]> files = files();
        String text = new String(of(files, name), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(name, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        refused(packed(forged(files, Map.of()))).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "stage, '\"nowhere\"', 'names the stage ''nowhere'', which the model '",
        "identity, '\"x\"', belongs to another run",
        "target_behavior, 0, does not fit the ",
        "target_behavior, 99, does not fit the ",
        "behavior_counts, '[ 1e999 ]', does not fit the ",
        "behavior_counts, 7, does not fit the ",
        "votes, '{ \"weight\" : -1 }', weight is -1",
        "votes, 7, weight is NaN",
        "bytes, '{ }', expected null",
    })
    void forgedManifests(String key, String value, String message) throws IOException {
        refused(packed(forged(files(), Map.of(key, value)))).hasMessageContaining(message);
    }

    /** The files of one export with the weights of another. */
    @Test
    void mixedExports() throws IOException {
        Path copy = FinishedRuns.copy(shared.resolve("run"), temporary.resolve("run"));
        RunFolder run = RunFolder.open(copy);
        run.saveVotes(new VoteWeights(0.7, 0.1, 0.9, 5));
        ServingModel.of(run).write(temporary.resolve("other"));
        for (String name : List.of("model.safetensors", "popularity.safetensors", "neighbors.safetensors")) {
            Map<String, byte[]> files = files();
            files.put(name, Files.readAllBytes(temporary.resolve("other").resolve(name)));
            refused(packed(files)).hasMessageContaining(name);
        }
    }

    private static byte[] of(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    /** Gives changed files their sizes and checksums, and sets keys of the manifest. */
    private static Map<String, byte[]> forged(Map<String, byte[]> files, Map<String, String> keys) {
        Map<String, byte[]> forged = new LinkedHashMap<>(files);
        String text = new String(of(files, "serving.json"), StandardCharsets.UTF_8);
        for (String name : List.of("config.json", "vocabulary.json")) {
            text = text.replaceFirst("(\"" + name + "\" : )\\d+", "$1" + of(files, name).length)
                    .replaceFirst("(\"" + name + "\" : \")[0-9a-f]+", "$1" + Checksum.of(of(files, name)));
        }
        for (Map.Entry<String, String> key : keys.entrySet()) {
            text = text.replaceFirst(
                    "(?s)(\"" + key.getKey() + "\" : )(\\{.*?\\}|\\[.*?\\]|[^,]*)", "$1" + key.getValue());
        }
        String zeros = text.replaceFirst("(\"serving.json\" : \")[0-9a-f]+", "$1" + "0".repeat(64));
        String sum = Checksum.of(zeros.getBytes(StandardCharsets.UTF_8));
        forged.put(
                "serving.json",
                zeros.replaceFirst("(\"serving.json\" : \")[0-9a-f]+", "$1" + sum)
                        .getBytes(StandardCharsets.UTF_8));
        return forged;
    }

    @Test
    void whatIsForgedWithoutAChangeIsServed() throws IOException {
        assertThat(Recommender.load(new ByteArrayInputStream(packed(forged(files(), Map.of())))))
                .isNotNull();
    }
}
