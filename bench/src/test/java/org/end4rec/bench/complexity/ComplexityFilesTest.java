package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplexityFilesTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        ComplexityFiles files = ComplexityFiles.in(folder.resolve("a/b"));
        files.write(SampleReport.report());
        assertThat(ComplexityFiles.read(files.file("json"))).isEqualTo(SampleReport.report());
        assertThat(files.file("csv")).content().startsWith("what,");
        assertThat(files.file("html")).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(files.file("json").resolveSibling("")).isDirectoryNotContaining("glob:**.try");
    }

    @Test
    void earlierResultsStay() throws IOException {
        Files.writeString(folder.resolve("complexity.html"), "precious");
        assertThatThrownBy(() -> ComplexityFiles.in(folder)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder.resolve("complexity.html")).hasContent("precious");
    }

    @Test
    void errors() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "{}");
        assertThatThrownBy(() -> ComplexityFiles.in(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not a folder; name another with --out");
        assertThatThrownBy(() -> ComplexityFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not a report of 'complexity': ");
    }
}
