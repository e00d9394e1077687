package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders made to hang, or to take the memory of, whoever opens them: all checksums fit. */
class HostileRunTest {
    private static final String BEST = "stage-4-joint.safetensors";
    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    private static Path shared;

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        FinishedRuns.make(shared.resolve("run"));
    }

    @BeforeEach
    void copy() throws IOException {
        folder = FinishedRuns.copy(shared.resolve("run"), temporary.resolve("run"));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(() -> Recommender.load(folder)).isInstanceOf(RunException.class);
    }

    @Test
    void whatIsForgedWithTheSameConfigurationIsServed() throws IOException {
        FinishedRuns.forgeConfig(folder, "\"seed\" : 11", "\"seed\" : 12");
        Files.delete(folder.resolve("votes.json"));
        Files.delete(folder.resolve("metrics.json"));
        assertThat(Recommender.load(folder)).isNotNull();
    }

    /** Compared with the header of the checkpoint, since the forged manifest names no stage. */
    @ParameterizedTest
    @CsvSource({"length, 13, 65536", "dim, 8, 16384"})
    void sizesOfAnotherWorld(String key, String from, String to) throws IOException {
        FinishedRuns.forgeConfig(folder, "\"" + key + "\" : " + from, "\"" + key + "\" : " + to);
        refused()
                .hasMessageStartingWith(folder.resolve("config.json") + " asks for a model of at least ")
                .hasMessageContaining(key + " " + to)
                .hasMessageContaining("; " + folder.resolve("checkpoint.safetensors") + " has ")
                .hasMessageEndingWith("restore it from a copy");
    }

    @ParameterizedTest
    @CsvSource({"layers, 1, 2147483647", "layers, 1, 0", "length, 13, 4194305", "dim, 8, 1000000"})
    void sizesOutOfRange(String key, String from, String to) throws IOException {
        FinishedRuns.forgeConfig(folder, "\"" + key + "\" : " + from, "\"" + key + "\" : " + to);
        refused()
                .hasMessageStartingWith(folder.resolve("config.json") + ": " + key + " is " + to
                        + "; it must be a whole number from 1 to ");
    }

    @Test
    void sizesOfAnotherWorldWithoutAnyParameters() throws IOException {
        FinishedRuns.forgeConfig(folder, "\"dim\" : 8", "\"dim\" : 16384");
        for (String name : new String[] {"checkpoint", "checkpoint-previous", "stage-1-mining", "stage-4-joint"}) {
            Files.delete(folder.resolve(name + ".safetensors"));
        }
        refused()
                .hasMessageStartingWith(folder.resolve("config.json") + " asks for a model of ")
                .hasMessageContaining("; Java has ");
    }

    @ParameterizedTest
    @CsvSource({"layers, 1, 2", "layers, 1, 1000", "length, 13, 14", "dim, 8, 16", "feedForward, true, false"})
    void sizesThatAreNearlyRight(String key, String from, String to) throws IOException {
        FinishedRuns.forgeConfig(folder, "\"" + key + "\" : " + from, "\"" + key + "\" : " + to);
        refused().hasMessageStartingWith(folder.resolve(BEST).toString()).hasMessageEndingWith(" configuration");
    }

    static List<String> files() {
        return List.of(
                "run.json", "config.json", "vocabulary.json", "events.safetensors", BEST, "votes.json", "metrics.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsNoRegularFile(String name) throws IOException, InterruptedException {
        Path mkfifo = Path.of("/usr/bin/mkfifo");
        Assumptions.assumeTrue(Files.isExecutable(mkfifo) && Files.exists(Path.of("/dev/zero")), "no pipes here");
        Path file = folder.resolve(name);
        Files.delete(file);
        new ProcessBuilder(mkfifo.toString(), file.toString()).start().waitFor(10, TimeUnit.SECONDS);
        String message = file + " is a folder, pipe or device; expected a file that a training wrote";
        refused().hasMessage(message);
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        refused().hasMessage(message);
    }

    /** Three gigabytes that take no room on the disk. */
    @ParameterizedTest
    @MethodSource("files")
    void sparseFiles(String name) throws IOException {
        Path file = folder.resolve(name);
        stretch(file, 3 * GIBIBYTE);
        refused().hasMessageContaining(file.toString());
    }

    /** The header claims all of the sparse file for a tensor that the model does not have. */
    @Test
    void aHugeTensorThatNobodyAsksFor() throws IOException {
        Path file = folder.resolve(BEST);
        long bytes = 4L * 500_000_000;
        String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[500000000],\"data_offsets\":[0," + bytes + "]}}";
        ByteBuffer start = ByteBuffer.allocate(8 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
        Files.write(file, start.array());
        stretch(file, 8 + header.length() + bytes);
        refused().hasMessageContaining(file.toString());
    }

    private static void stretch(Path file, long size) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(size - 1).write(ByteBuffer.allocate(1));
        }
    }
}
