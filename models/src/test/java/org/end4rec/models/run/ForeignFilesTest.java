package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a run that hold something else: each is refused by its name. */
class ForeignFilesTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("hardEpochs=0", "softEpochs=0", "jointEpochs=1");

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("deep").resolve("run");
    }

    // errors

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "null", "{} {}", "{\"users\":[\"a\"]", "\"text\"", "{\"dim\": }"})
    void textsThatAreNoJsonObject(String text) throws IOException {
        for (String name : List.of("run.json", "config.json", "vocabulary.json")) {
            refused(name, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        for (String name : List.of("run.json", "config.json", "vocabulary.json")) {
            refused(name, new byte[] {'{', (byte) 0xff, (byte) 0xc0, 0, '}'})
                    .hasMessageContaining("its bytes are not UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"users\":[],\"items\":[],\"behaviors\":5}",
                "{\"users\":[],\"items\":[]}",
                "{\"users\":[[\"a\"]],\"items\":[],\"behaviors\":[]}",
                "{\"users\":[\"\"],\"items\":[],\"behaviors\":[]}",
                "{\"users\":[\"a\",\"a\"],\"items\":[],\"behaviors\":[]}",
                "{\"users\":[\"a\\nb\"],\"items\":[],\"behaviors\":[]}"
            })
    void vocabulariesThatAreNone(String text) throws IOException {
        refused("vocabulary.json", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aVocabularyOfAnotherRun() throws IOException {
        TinyRuns.create(folder, CONFIG);
        Files.writeString(
                folder.resolve("vocabulary.json"), "{\"users\":[\"a\"],\"items\":[\"b\"],\"behaviors\":[\"c\"]}");
        TinyRuns.forge(folder);
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith(
                        "the parts of " + folder.resolve("events.safetensors") + " do not fit together: Histories: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "vocabulary.json", "events.safetensors"})
    void aFileThatIsMissing(String name) throws IOException {
        TinyRuns.create(folder, CONFIG);
        Path file = folder.resolve(name);
        Files.delete(file);
        assertThatThrownBy(() -> RunFolder.open(folder)).satisfies(failure -> {
            assertThat(failure).isInstanceOf(RunException.class);
            assertThat(failure).hasMessageContaining(file.toString());
        });
    }

    @Test
    void eventColumnsThatDoNotFit() throws IOException {
        TinyRuns.create(folder, CONFIG);
        Path file = folder.resolve("events.safetensors");
        SafeTensors saved = SafeTensors.read(file);
        Map<String, int[]> columns = new TreeMap<>();
        for (String name : saved.names()) {
            columns.put(name, saved.ints(name));
        }
        for (String name : saved.names()) {
            Map<String, int[]> without = new TreeMap<>(columns);
            without.remove(name);
            SafeTensors.writeInts(file, without, saved.metadata());
            TinyRuns.forge(folder);
            assertThatThrownBy(() -> RunFolder.open(folder))
                    .as("without %s", name)
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("no tensor is called '" + name + "'");
            for (int wrong : new int[] {-1, Integer.MAX_VALUE}) {
                int[] changed = saved.ints(name).clone();
                changed[changed.length - 1] = wrong;
                Map<String, int[]> with = new TreeMap<>(columns);
                with.put(name, changed);
                SafeTensors.writeInts(file, with, saved.metadata());
                TinyRuns.forge(folder);
                assertThatThrownBy(() -> RunFolder.open(folder))
                        .as("%d at the end of %s", wrong, name)
                        .isInstanceOf(RunException.class)
                        .hasMessageContaining(file.toString());
            }
            Map<String, int[]> shorter = new TreeMap<>(columns);
            shorter.put(name, Arrays.copyOf(saved.ints(name), saved.ints(name).length - 1));
            SafeTensors.writeInts(file, shorter, saved.metadata());
            TinyRuns.forge(folder);
            assertThatThrownBy(() -> RunFolder.open(folder))
                    .as("one number less in %s", name)
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining(file.toString());
        }
        SafeTensors.writeInts(file, columns, Map.of("target_behavior", "many"));
        TinyRuns.forge(folder);
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("many");
    }

    /** Opens a run one of whose files has other bytes; anything but our own exceptions fails. */
    private AbstractThrowableAssert<?, ? extends Throwable> refused(String name, byte[] bytes) throws IOException {
        Path run = Files.createTempDirectory(temporary, "run");
        TinyRuns.create(run, CONFIG);
        Path file = run.resolve(name);
        Files.write(file, bytes);
        if (!name.equals("run.json")) {
            TinyRuns.forge(run);
        }
        return assertThatThrownBy(() -> RunFolder.open(run))
                .as("%s with '%s'", name, new String(bytes, StandardCharsets.UTF_8))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(file.toString());
    }
}
