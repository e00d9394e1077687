package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplexityCommandTest {
    @TempDir
    Path folder;

    // edges

    @Test
    void makesTheFolderButStartsNothingWithoutTheBenchmarks() {
        Path made = folder.resolve("a/b");
        CommandResult.of("complexity", "--out", made)
                .failsWith("the benchmarks were not found; start the command by ./end4rec, which builds them");
        assertThat(made).isEmptyDirectory();
    }

    // errors: everything is refused before anything is measured

    @Test
    void refusesAPartThatIsNone() {
        CommandResult.of("complexity", "--part", "HALF", "--out", folder)
                .isUsageErrorOf(
                        "complexity",
                        "Invalid value for option '--part': expected one of [BLOCKS, MODELS, ALL] (case-sensitive) but"
                                + " was 'HALF'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4096..16 | the lengths '4096..16' run backwards; write the smaller length first, 16..4096",
                "0..64    | a length is 0; it must be from 1 to 1048576, in '0..64'",
                "-4,16    | a length is -4; it must be from 1 to 1048576, in '-4,16'",
                "64       | the lengths '64' are 1 length; growth needs at least two lengths",
            })
    void refusesLengths(String lengths, String message) {
        CommandResult.of("complexity", "--lengths=" + lengths, "--out", folder.resolve("new"))
                .isUsageErrorOf("complexity", message);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void refusesText() {
        CommandResult.of("complexity", "--lengths", "many", "--out", folder)
                .isUsageErrorOf(
                        "complexity",
                        "the lengths 'many' are not numbers; write a range such as 16..4096, in which each"
                                + " length is twice the one before, or a list such as 50,100,200");
    }

    @Test
    void refusesMemoryThatIsNone() {
        CommandResult.of("complexity", "--memory", 0, "--out", folder)
                .isUsageErrorOf("complexity", "--memory is 0.0; it must be from 1 to 1024 GiB");
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        CommandResult.of("complexity", "--out", file)
                .failsWith(file + " is not a folder; name another folder with --out");
        CommandResult.of("complexity", "--out", file.resolve("below"))
                .failsWith("cannot use the file " + file.resolve("below") + ": Not a directory");
    }

    @Test
    void keepsEarlierResults() throws IOException {
        Path earlier = Files.writeString(folder.resolve("complexity.csv"), "precious");
        CommandResult.of("complexity", "--out", folder).failsWith(earlier + ": exists already; choose another path");
        assertThat(earlier).hasContent("precious");
        assertThat(folder.resolve("complexity.json")).doesNotExist();
    }
}
