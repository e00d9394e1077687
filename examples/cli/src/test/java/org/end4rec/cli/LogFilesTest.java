package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    @Test
    void aFolderIsItsFilesInOrder() throws IOException {
        Path second = file("log/day=2/part-0.csv");
        Path first = file("log/day=1/part-1.csv");
        Path zeroth = file("log/day=1/part-0.csv");
        file("log/_SUCCESS");
        file("log/day=1/.part-0.csv.crc");
        file("log/_temporary/part-9.csv");
        assertThat(LogFiles.of(List.of(folder.resolve("log")))).containsExactly(zeroth, first, second);
    }

    @Test
    void aPatternIsTheFilesOfSuchNames() throws IOException {
        Path b = file("b1.csv");
        Path a = file("a1.csv");
        file("a2.tsv");
        Path deep = file("x/y/a3.csv");
        assertThat(LogFiles.of(List.of(folder.resolve("*.csv")))).containsExactly(a, b);
        assertThat(LogFiles.of(List.of(folder.resolve("{a,b}[0-9].csv")))).containsExactly(a, b);
        assertThat(LogFiles.of(List.of(folder.resolve("**.csv")))).containsExactly(a, b, deep);
        Path odd = file("odd[1].csv");
        assertThat(LogFiles.of(List.of(odd))).as("a file of this very name").containsExactly(odd);
    }

    @Test
    void nothingIsAnError() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> LogFiles.of(List.of(empty))).hasMessage(empty + ": the folder has no file");
        Path none = folder.resolve("*.csv");
        assertThatThrownBy(() -> LogFiles.of(List.of(none)))
                .hasMessage(none + ": no file has such a name; check the path");
        Path lost = folder.resolve("lost/*.csv");
        assertThatThrownBy(() -> LogFiles.of(List.of(lost)))
                .hasMessage(lost + ": there is no folder " + folder.resolve("lost") + "; check the path");
        Path missing = folder.resolve("missing.csv");
        assertThat(LogFiles.of(List.of(missing))).as("the reader says so").containsExactly(missing);
    }
}
