package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumableFileTest {
    @TempDir
    Path folder;

    private static final Map<String, String> REQUEST = Map.of("--top", "10");

    private static void write(ResumableFile file, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            file.add("header\n", "entry " + i + "\n", i % 5 == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResumedFileHasTheBytesOfAnotherWhereverItStopped(boolean packed) throws IOException {
        Path whole = folder.resolve("whole");
        try (ResumableFile file = new ResumableFile(whole, packed, 7, REQUEST, false)) {
            write(file, 0, 40);
            file.finish("header\n", null);
        }
        for (int stop : new int[] {0, 1, 6, 7, 8, 34, 35, 40}) {
            Path resumed = folder.resolve("resumed");
            try (ResumableFile file = new ResumableFile(resumed, packed, 7, REQUEST, false)) {
                write(file, 0, stop);
                assertThat(file.saved()).isEqualTo(stop / 7 * 7);
            }
            assertThat(resumed).doesNotExist();
            Files.write(ResumableFile.partial(resumed), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
            try (ResumableFile file = new ResumableFile(resumed, packed, 7, REQUEST, true)) {
                assertThat(file.entries()).isEqualTo(stop / 7 * 7);
                write(file, (int) file.entries(), 40);
                assertThat(file.marked()).isEqualTo(8);
                file.finish("header\n", null);
            }
            assertThat(resumed).hasSameBinaryContentAs(whole);
            Files.delete(resumed);
        }
        assertThat(files()).containsExactly("whole");
    }

    @Test
    void aPartialFileThatWasChangedIsNotResumed() throws IOException {
        Path out = folder.resolve("file");
        Path partial = ResumableFile.partial(out);
        try (ResumableFile file = new ResumableFile(out, false, 7, REQUEST, false)) {
            write(file, 0, 20);
        }
        assertThatThrownBy(() -> new ResumableFile(out, false, 7, Map.of("--run", "x"), true))
                .isInstanceOf(IOException.class)
                .hasMessage(partial + " was begun with another value of --run, --top; give the same to resume it, or"
                        + " --force without --resume to begin again");
        for (String contents : List.of(Files.readString(partial).replace('3', '4'), "header\nentry")) {
            Files.writeString(partial, contents);
            assertThatThrownBy(() -> new ResumableFile(out, false, 7, REQUEST, true))
                    .isInstanceOf(IOException.class)
                    .hasMessage(partial + " does not have the bytes that " + partial + ".json names; one of them was"
                            + " changed or lost, so begin again with --force, without --resume");
        }
    }

    @Test
    void aFileHasOneWriter() throws IOException {
        Path out = folder.resolve("file");
        try (ResumableFile file = new ResumableFile(out, false, 7, REQUEST, false)) {
            assertThatThrownBy(() -> new ResumableFile(out, false, 7, REQUEST, true))
                    .isInstanceOf(IOException.class)
                    .hasMessage(ResumableFile.partial(out) + ": another process writes this file; wait for its end, or"
                            + " choose another --out");
            write(file, 0, 3);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
