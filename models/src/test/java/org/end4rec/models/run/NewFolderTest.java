package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewFolderTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("guided=false", "dim=8", "chunks=2", "jointEpochs=1");

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("folder"));
    }

    private RunFolder create(boolean beside) throws IOException {
        return RunFolder.create(folder, Manifest.of("end4rec", "click", false, "x"), CONFIG, TinyRuns.data(), beside);
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    // values

    @Test
    void anEmptyFolderAndOneThatIsNotThere() throws IOException {
        create(false);
        assertThat(files(folder).keySet())
                .containsExactly("config.json", "events.safetensors", "run.json", "run.lock", "vocabulary.json");
        Path absent = temporary.resolve("a").resolve("b");
        assertThat(TinyRuns.create(absent, CONFIG).path()).isEqualTo(absent);
    }

    @Test
    void besideOtherFilesIfAsked() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve(".run.json.1x.partial"), "mine too");
        create(true);
        assertThat(files(folder)).containsEntry("notes.txt", "mine").containsEntry(".run.json.1x.partial", "mine too");
        assertThat(RunFolder.open(folder).config()).isEqualTo(CONFIG);
    }

    // edges

    /** A process that ended while it made a run leaves nothing that anybody would miss. */
    @Test
    void whatWasCutOffIsMadeAnew() throws IOException {
        Files.createFile(folder.resolve("run.lock"));
        NewFolder.begin(folder);
        Files.writeString(folder.resolve("vocabulary.json"), "{");
        Files.writeString(folder.resolve(".config.json.end4rec-1x.partial"), "half");
        create(false);
        assertThat(RunFolder.open(folder).data().histories().users().size()).isEqualTo(60);
        assertThat(folder.resolve("run.unfinished")).doesNotExist();
    }

    @Test
    void aFailureLeavesTheFolderAsItWas() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        IOException failure = new IOException("No space left on device");
        Files.writeString(folder.resolve("vocabulary.json"), "half");
        NewFolder.begin(folder);
        NewFolder.takeBack(folder, true, failure);
        assertThat(files(folder)).containsExactly(Map.entry("notes.txt", "mine"));
        assertThat(failure.getSuppressed()).isEmpty();
    }

    // errors

    @Test
    void aFolderWithOtherFiles() throws IOException {
        for (int i : IntStream.range(10, 23).toArray()) {
            Files.writeString(folder.resolve("file" + i), "mine");
        }
        Map<String, String> before = files(folder);
        assertThatThrownBy(() -> create(false))
                .isInstanceOf(RunException.class)
                .hasMessage(folder + " is not empty and holds no run: it has file10, file11, file12, file13, file14,"
                        + " file15, file16, file17, file18, file19 and 3 more. Choose another folder, or give"
                        + " --force to make the run beside these files; they stay");
        assertThat(files(folder)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.json",
                "Config.JSON",
                "metrics.json",
                "votes.json",
                "events.safetensors",
                "vocabulary.json",
                "checkpoint.safetensors",
                "checkpoint-previous.safetensors",
                "stage-3-soft.safetensors",
                "epochs.jsonl",
                "run.unfinished"
            })
    void aFileUnderANameThatRunsUse(String name) throws IOException {
        Files.writeString(folder.resolve(name), "mine");
        for (boolean beside : new boolean[] {false, true}) {
            assertThatThrownBy(() -> create(beside))
                    .isInstanceOf(RunException.class)
                    .hasMessage(folder + " has no run.json, but files whose names a run uses: " + name
                            + ". They are not overwritten: restore run.json from a copy, move these files away, or"
                            + " choose another folder");
            assertThat(files(folder)).isEqualTo(Map.of(name, "mine"));
        }
    }

    /** The mark of a run that was not finished adopts no checkpoint. */
    @Test
    void aCheckpointBesideTheMark() throws IOException {
        NewFolder.begin(folder);
        Files.writeString(folder.resolve("checkpoint.safetensors"), "of whom?");
        assertThatThrownBy(() -> create(true))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("files whose names a run uses: checkpoint.safetensors. ");
    }

    @Test
    void pathsThatAreNoFolder() throws IOException {
        List<Path> paths = List.of(
                Files.createFile(temporary.resolve("file")),
                Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("nowhere")));
        for (Path path : paths) {
            assertThatThrownBy(() -> TinyRuns.create(path, CONFIG))
                    .isInstanceOf(RunException.class)
                    .hasMessageStartingWith("cannot make the folder " + path + ": ");
        }
        assertThat(temporary.resolve("nowhere")).doesNotExist();
    }

    @Test
    void pathsOfAnyKind() throws IOException {
        for (String name : List.of("with\nline", "ünï 🛒", "a/../b", "dots.and spaces/")) {
            Path path = Path.of(temporary + "/" + name);
            Files.createDirectories(temporary.resolve("a"));
            TinyRuns.create(path, CONFIG);
            assertThat(RunFolder.open(path).config()).isEqualTo(CONFIG);
            assertThat(RunFolder.isFileOfRun(path.resolve("run.json"))).isTrue();
            assertThat(RunFolder.isFileOfRun(path.resolve("ranks.tsv"))).isFalse();
        }
        assertThat(RunFolder.isFileOfRun(temporary.resolve("run.json"))).isFalse();
    }
}
