package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareCommandTest {
    @TempDir
    private Path folder;

    @Test
    void trainsOnAPreparedLogAsOnItsFiles() throws IOException {
        Path data = folder.resolve("data");
        CommandResult prepared = CommandResult.of("prepare", "--events", TinyRun.log(), "--out", data, "--json");
        assertThat(prepared.json().path("log"))
                .isEqualTo(TinyRun.trained().json().path("log"));
        CommandResult trained = CommandResult.of(Stream.of(
                        new Object[] {
                            "train", "--data", data, "--target", "buy", "--out", folder.resolve("run"), "--json"
                        },
                        TinyRun.SETTINGS)
                .flatMap(Stream::of)
                .toArray());
        assertThat(trained.json().path("HR@10"))
                .isEqualTo(TinyRun.trained().json().path("HR@10"));
        CommandResult resumed = CommandResult.of("train", "--data", data, "--out", folder.resolve("run"), "--resume");
        assertThat(resumed.code()).as(resumed.err()).isZero();
    }

    @Test
    void addsEventsToALog() throws IOException {
        List<String> lines = Files.readAllLines(TinyRun.log());
        Path first = Files.write(folder.resolve("first.tsv"), lines.subList(0, 900));
        Path second = Files.write(
                folder.resolve("second.tsv"),
                Stream.concat(Stream.of(lines.get(0)), lines.subList(900, lines.size()).stream())
                        .toList());
        Path data = folder.resolve("data");
        assertThat(CommandResult.of("prepare", "--events", first, "--out", data).code())
                .isZero();
        CommandResult added = CommandResult.of("prepare", "--events", second, "--out", data, "--append", "--json");
        assertThat(added.json().path("log")).isEqualTo(TinyRun.trained().json().path("log"));
    }

    @Test
    void cleansAndOrdersInLittleMemory() throws IOException {
        Path data = folder.resolve("data");
        CommandResult result = CommandResult.of(
                "prepare",
                "--events",
                TinyRun.log(),
                "--out",
                data,
                "--min-item-events",
                "9",
                "--memory",
                "1m",
                "--keep-copies");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("items left");
        assertThat(result.out()).endsWith("The prepared log is in " + data + "." + System.lineSeparator());
        CommandResult trained = CommandResult.of(
                "compare",
                "--data",
                data,
                "--target",
                "buy",
                "--models",
                "popularity",
                "--out",
                folder.resolve("page"));
        assertThat(trained.err()).contains("items left");
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        Path data = folder.resolve("data");
        CommandResult.of("prepare", "--events", TinyRun.log(), "--out", data, "--memory", "2x")
                .isUsageErrorOf(
                        "prepare",
                        "--memory is '2x'; it must be a number of megabytes or gigabytes, such as 500m or 2g");
        assertThat(data).doesNotExist();
        CommandResult.of("prepare", "--events", TinyRun.log(), "--out", data);
        CommandResult.of("prepare", "--events", TinyRun.log(), "--out", data)
                .failsWith(data
                        + ": has a prepared log already; add events to it with --append, or choose another folder");
        Path run = folder.resolve("run");
        CommandResult.of("train", "--data", data, "--events", TinyRun.log(), "--target", "buy", "--out", run)
                .isUsageErrorOf("train", "--events and --data are both given; give one of them");
        CommandResult.of("train", "--data", data, "--keep-copies", "--target", "buy", "--out", run)
                .isUsageErrorOf(
                        "train",
                        "--keep-copies is for --events: copies of events are kept or left out when a log is prepared;"
                                + " give --keep-copies to 'prepare'");
        CommandResult.of("train", "--data", folder, "--target", "buy", "--out", run)
                .failsWith(folder + ": is no prepared log, since it has no log.json; make a prepared log with 'prepare"
                        + " --events FILE --out " + folder + "'");
    }
}
