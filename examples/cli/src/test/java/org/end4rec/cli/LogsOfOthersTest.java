package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of several files and of other programs, on the command line. */
class LogsOfOthersTest {
    @TempDir
    private Path folder;

    private int runs;

    private CommandResult train(Object... options) {
        Path run = folder.resolve("run" + runs++);
        List<Object> arguments = new ArrayList<>(List.of("train", "--model", "popularity", "--out", run));
        arguments.addAll(List.of(options));
        return CommandResult.of(arguments.toArray());
    }

    private static String rows(int user, String format) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            rows.append(String.format(format, user, i, i % 2, 1_511_544_070 + 100 * i))
                    .append('\n');
        }
        return rows.toString();
    }

    @Test
    void severalFilesAreOneLog() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("a.csv"), "user,item,behavior,time\n" + rows(1, "%d,i%d,buy,%4$d"));
        Files.writeString(
                logs.resolve("b.tsv"),
                "time\titem\tbehavior\tuser\n" + rows(2, "%4$d\ti%2$d\tbuy\t%1$d") + rows(3, "%4$d\ti%2$d\tbuy\t%1$d"));
        CommandResult result = train("--events", logs.resolve("a.csv"), logs.resolve("b.tsv"), "--target", "buy");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains(logs.resolve("a.csv") + " and 1 more: 3 users, 6 items, 18 events (buy 18)");
        CommandResult whole = CommandResult.of(
                "compare", "--models", "popularity", "--events", logs, "--target", "buy", "--out", folder.resolve("c"));
        assertThat(whole.code()).as(whole.err()).isZero();
        assertThat(whole.err()).contains(logs + ": 3 users, 6 items, 18 events (buy 18)");
    }

    @Test
    void aFormatIsGuessedAloudAndCanBeAskedFor() throws IOException {
        Path log = Files.writeString(
                folder.resolve("UserBehavior.csv"),
                rows(1, "%d,%d,77,buy,%4$d") + rows(2, "%d,%d,77,buy,%4$d") + rows(3, "%d,%d,77,buy,%4$d")
                        + "3,1,77,pv,1511544070\n");
        CommandResult guessed = train("--events", log, "--target", "buy");
        assertThat(guessed.code()).as(guessed.err()).isZero();
        assertThat(guessed.err()).contains(log + ": read as taobao, the format of UserBehavior of Taobao");
        CommandResult asked = train("--events", log, "--target", "buy", "--format", "otto");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err()).contains(log + ": is not in the format otto, whose columns are user=session,");
        CommandResult unknown = train("--events", log, "--target", "buy", "--format", "netflix");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("the format is 'netflix'; the formats are taobao, ");
        CommandResult noTime = train("--events", log, "--target", "buy", "--time-format", "HH");
        assertThat(noTime.code()).isEqualTo(2);
        assertThat(noTime.err()).contains("the time format is 'HH', which gives no day");
    }

    @Test
    void badRowsAreCountedByKind() throws IOException {
        Path log = Files.writeString(
                folder.resolve("log.csv"),
                "user,item,behavior,time\n" + rows(1, "%d,i%d,buy,%4$d") + "u,i\nu,,buy,5\n"
                        + rows(2, "%d,i%d,buy,%4$d") + rows(3, "%d,i%d,buy,%4$d") + "u,i,buy,soon\nu\n");
        CommandResult result = train("--events", log, "--target", "buy", "--skip-bad-rows");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains(
                        "skipped 4 bad rows, the first: " + log + ", line 8: expected at least 4 fields, found 2",
                        "  2 for their number of fields, from line 8 to line 23, the first: " + log + ", line 8: ",
                        "  1 for their item, from line 9 to line 9, the first: " + log
                                + ", line 9: the item (field 2) is empty",
                        "  1 for their timestamp, from line 22 to line 22, the first: " + log
                                + ", line 22: the timestamp is");
    }

    @Test
    void answersGoToParquetAndCanBeReadAgain() throws IOException {
        Path table = folder.resolve("recs.tsv");
        Path parquet = folder.resolve("recs.parquet");
        CommandResult text = CommandResult.of("recommend", "--all", "--run", TinyRun.folder(), "--out", table);
        assertThat(text.code()).as(text.err()).isZero();
        CommandResult result = CommandResult.of("recommend", "--all", "--run", TinyRun.folder(), "--out", parquet);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.list(folder).map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("recs.tsv", "recs.parquet");
        CommandResult refused = CommandResult.of(
                "recommend", "--all", "--run", TinyRun.folder(), "--out", folder.resolve("recs.parquet.gz"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("must end in one of .tsv, .tsv.gz, .jsonl, .jsonl.gz, .parquet");
        assertThat(ParquetRows.of(parquet)).isEqualTo(Files.readAllLines(table));
    }
}
