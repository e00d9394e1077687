package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resumed run has its own data: options about a log beside --resume are checked, never ignored. */
class ResumedDataTest {
    @TempDir
    private Path folder;

    /** One command that starts a run or resumes it, as a script has it. */
    @Test
    void resumeTakesTheSameLog() throws IOException {
        Path out = TinyRun.copyTo(folder.resolve("run"));
        Path copy = Files.copy(TinyRun.log(), folder.resolve("copy.tsv"));
        CommandResult result = CommandResult.of(Stream.of(
                        new Object[] {"train", "--events", copy, "--target", "buy", "--out", out, "--resume", "--json"},
                        TinyRun.SETTINGS)
                .flatMap(Stream::of)
                .toArray());
        assertThat(result.json().path("HR@10"))
                .isEqualTo(TinyRun.trained().json().path("HR@10"));
        assertThat(result.err())
                .startsWith("comparing " + copy + " with the data of the run in " + out + System.lineSeparator());
    }

    @Test
    void resumeRefusesAnotherLog() throws IOException {
        Path out = TinyRun.copyTo(folder.resolve("run"));
        List<String> lines = Files.readAllLines(TinyRun.log());
        List<String> shorter = lines.subList(0, lines.size() - 1);
        assertRefusesLog(out, shorter, " events, and the run has ");
        List<String> changed = new ArrayList<>(lines);
        int last = IntStream.range(0, lines.size())
                .filter(row -> lines.get(row).contains("\tclick\t"))
                .max()
                .orElseThrow();
        changed.set(last, lines.get(last).replace("\tclick\t", "\tcart\t"));
        assertRefusesLog(
                out, changed, "as many events as the run, but other events, or the same events in another order");
        List<String> renamed = lines.stream()
                .map(line -> line.replaceFirst("^u120\t", "u999\t"))
                .toList();
        assertRefusesLog(
                out, renamed, "as many users and items as the run, but other ids, or the same ids in another order");
    }

    private void assertRefusesLog(Path out, List<String> lines, String difference) throws IOException {
        Path log = Files.write(folder.resolve("other.tsv"), lines);
        CommandResult result = CommandResult.of("train", "--out", out, "--resume", "--events", log);
        assertThat(result.err())
                .contains("end4rec: --events " + log + " is not the log that the run in " + out
                        + " is trained on: it has ")
                .contains(difference)
                .contains(
                        "; leave the options about the log out to resume with the data of the run, or start another run"
                                + " in another folder");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void resumeRefusesOptionsAboutTheLogThatItWouldPassOver() throws IOException {
        Path out = TinyRun.copyTo(folder.resolve("run"));
        CommandResult.of("train", "--out", out, "--resume", "--columns", "item,user", "--skip-bad-rows")
                .isUsageErrorOf(
                        "train",
                        "the run in " + out + " has its own data, which --columns, --skip-bad-rows cannot change;"
                                + " leave --columns, --skip-bad-rows out, or start another run in another folder");
        for (String option : List.of("--test", "--separator")) {
            CommandResult result = CommandResult.of("train", "--out", out, "--resume", option, ",");
            assertThat(result.err()).contains("has its own data, which " + option + " cannot change");
            assertThat(result.code()).isEqualTo(2);
        }
    }
}
