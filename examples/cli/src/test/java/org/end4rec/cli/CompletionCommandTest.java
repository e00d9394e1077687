package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {
    @TempDir
    private Path folder;

    /** What a shell offers for a line whose last word is not complete yet. */
    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @CsvSource({
        "end4rec qui, quickstart",
        "end4rec evaluate --proto, --protocol",
        "end4rec complexity --part MOD, MODELS"
    })
    void completes(String line, String expected) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("completion"), CommandResult.of("completion").out());
        Process shell = new ProcessBuilder(
                        "bash",
                        "-c",
                        // bash has compopt only while it completes
                        "source \"$1\"; compopt() { :; }; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                                + " COMP_LINE=$2; _complete_end4rec end4rec; echo \"${COMPREPLY[@]}\"",
                        "bash",
                        script.toString(),
                        line)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(expected);
    }

    @Test
    void theScriptIsAllThatIsPrinted() {
        CommandResult result = CommandResult.of("completion");
        assertThat(result.out()).startsWith("#!/usr/bin/env bash\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }
}
