package org.end4rec.bench.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplexityFilesTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        ComplexityFiles files = new ComplexityFiles(folder);
        files.write(SampleReport.report());
        assertThat(ComplexityFiles.read(files.file("json"))).isEqualTo(SampleReport.report());
        assertThat(files.file("csv")).content().startsWith("what,");
        assertThat(files.file("html")).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    @Test
    void errors() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "{}");
        assertThatThrownBy(() -> ComplexityFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not a report of 'complexity': ");
    }
}
