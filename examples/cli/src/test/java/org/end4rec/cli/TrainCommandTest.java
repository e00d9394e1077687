package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.Trainer;
import org.end4rec.models.training.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder;

    @Test
    void jsonHasLogAndFigures() throws IOException {
        JsonNode json = TinyRun.trained().json();
        assertThat(json.path("run").asText()).isEqualTo(TinyRun.folder().toString());
        assertThat(json.path("log").path("users").asInt()).isEqualTo(120);
        assertThat(json.path("log").path("items").asInt()).isEqualTo(60);
        int events = 0;
        for (JsonNode count : json.path("log").path("behaviors")) {
            events += count.asInt();
        }
        assertThat(json.path("log").path("events").asInt()).isEqualTo(events).isPositive();
        assertThat(json.path("model").asText()).isEqualTo("end4rec");
        assertThat(json.path("stage").asText()).isEqualTo("joint");
        assertThat(json.path("HR@20").asDouble()).isBetween(json.path("HR@5").asDouble(), 1.0);
        assertThat(json.path("popularity").path("NDCG@10").asDouble()).isPositive();
    }

    @Test
    void figuresAreKeptInTheRun() throws IOException {
        JsonNode kept =
                new ObjectMapper().readTree(Files.readString(TinyRun.folder().resolve("metrics.json")));
        assertThat(kept.path("MRR@10")).isEqualTo(TinyRun.trained().json().path("MRR@10"));
        assertThat(kept.path("MRR@10").asDouble()).isPositive();
    }

    @Test
    void tellsItsProgressOnTheStandardError() {
        String err = TinyRun.trained().err();
        assertThat(err).contains("shop.tsv: 120 users, 60 items, ").contains(" examples to train on, ");
        assertThat(err.lines().filter(line -> line.matches("(mining|hard|soft|joint) +epoch .* loss .*")))
                .hasSize(5);
        assertThat(err).doesNotContain("\r");
    }

    @Test
    void resumedRunHasTheBitsOfOneThatNeverStopped() throws IOException {
        RunFolder whole = RunFolder.open(TinyRun.folder());
        Path out = folder.resolve("stopped");
        RunFolder stopped = RunFolder.create(out, whole.manifest(), whole.config(), whole.data());
        trainEpochs(stopped, 3);
        assertThat(out.resolve("stage-5-joint.safetensors")).doesNotExist();

        CommandResult result = CommandResult.of("train", "--out", out, "--resume");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("resuming after epoch 1 of stage hard");
        for (String file : new String[] {"stage-5-joint.safetensors", "checkpoint.safetensors", "metrics.json"}) {
            assertThat(out.resolve(file))
                    .hasSameBinaryContentAs(TinyRun.folder().resolve(file));
        }
    }

    @Test
    void finishedRunIsEvaluatedAgain() throws IOException {
        Path out = TinyRun.copyTo(folder.resolve("finished"));
        CommandResult result =
                CommandResult.of("train", "--out", out, "--resume", "--target", "buy", "--seed", 1, "--json");
        assertThat(result.json().path("HR@10"))
                .isEqualTo(TinyRun.trained().json().path("HR@10"));
        assertThat(result.err()).contains("the run in " + out + " was finished already");
    }

    @Test
    void votesOfNeighborsAreWeighedAndKeptInTheRun() throws IOException {
        Path out = folder.resolve("votes");
        CommandResult result =
                train(TinyRun.log(), "buy", "--out", out, "--model", "sasrec+v", "--set", "neighbors=9", "--json");
        JsonNode trained = result.json();
        assertThat(result.err())
                .containsPattern(
                        "votes of neighbors: weight [0-9.]+, scale [0-9.]+, recency [0-9.]+, shrinkage [0-9.]+");
        assertThat(trained.path("model").asText()).isEqualTo("sasrec+v");
        JsonNode kept = new ObjectMapper().readTree(Files.readString(out.resolve("votes.json")));
        assertThat(kept.path("weight").asDouble()).isPositive();
        JsonNode again = CommandResult.of("evaluate", "--run", out, "--threads", 1, "--json")
                .json();
        for (String key : new String[] {"model", "HR@5", "NDCG@10", "MRR@20"}) {
            assertThat(again.path(key)).as(key).isEqualTo(trained.path(key));
        }
        JsonNode items = CommandResult.of("recommend", "--run", out, "--user", "u7", "--top", 60, "--json")
                .json()
                .path("items");
        assertThat(items).hasSize(60);
        Path neighbors = out.resolve("neighbors.safetensors");
        byte[] counted = Files.readAllBytes(neighbors);
        Files.delete(neighbors);
        assertThat(CommandResult.of("recommend", "--run", out, "--user", "u7", "--top", 60, "--json")
                        .json()
                        .path("items"))
                .as("counted again, as a run of version 0.1.0 is")
                .isEqualTo(items);
        Files.delete(out.resolve("votes.json"));
        CommandResult.of("recommend", "--run", out, "--user", "u7", "--json")
                .failsWith("there is no file " + out.resolve("votes.json") + ", but "
                        + out.resolve("run.json")
                        + " has its SHA-256: the file was deleted. Restore it from a copy; 'train --resume' makes it"
                        + " again");
        assertThat(CommandResult.of("train", "--out", out, "--resume").code()).isZero();
        assertThat(new ObjectMapper().readTree(Files.readString(out.resolve("votes.json"))))
                .isEqualTo(kept);
        assertThat(Files.readAllBytes(neighbors)).isEqualTo(counted);
    }

    @Test
    void resumeWithoutARunStartsOne() {
        Path out = folder.resolve("new");
        CommandResult result = train(TinyRun.log(), "buy", "--out", out, "--resume");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("HR@10").endsWith("The run is in " + out + "." + System.lineSeparator());
        assertThat(result.err()).doesNotContain("resuming");
    }

    @Test
    void resumeRefusesOtherSettings() throws IOException {
        Path out = TinyRun.copyTo(folder.resolve("run"));
        CommandResult.of("train", "--out", out, "--resume", "--set", "dim=32")
                .isUsageErrorOf(
                        "train",
                        "the run in " + out + " has its own configuration, which --config, --set, --model and --seed"
                                + " cannot change; leave them out, or start another run in another folder");
        CommandResult.of("train", "--out", out, "--resume", "--target", "click")
                .isUsageErrorOf(
                        "train",
                        "the run in " + out + " predicts buy, not click; leave --target out, or start another run in"
                                + " another folder");
        CommandResult.of("train", "--out", out, "--resume", "--novel")
                .isUsageErrorOf(
                        "train",
                        "the run in " + out + " was started without --novel; leave --novel out, or start another run"
                                + " in another folder");
    }

    @Test
    void readsALogWithoutHeaderAndSkipsBadRows() throws IOException {
        Path log = folder.resolve("log.csv");
        StringBuilder rows = new StringBuilder();
        for (int user = 0; user < 6; user++) {
            for (int time = 0; time < 8; time++) {
                rows.append(time)
                        .append(";u")
                        .append(user)
                        .append(";buy;i")
                        .append((user + time) % 7)
                        .append('\n');
            }
        }
        Files.writeString(log, rows + "late;u1;buy;i1\n");
        Path out = folder.resolve("run");
        Object[] columns = {"--columns", "time,user,type,item", "--separator", ";", "--skip-bad-rows", "--out", out};
        CommandResult result = train(log, "buy", columns);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("log.csv: 6 users, 7 items, 48 events (buy 48)")
                .contains("skipped 1 bad rows, the first: " + log + ", line 49: the timestamp is 'late'");
    }

    @Test
    void readsATestFile() throws IOException {
        Path test = folder.resolve("test.csv");
        Files.writeString(test, "user,item,behavior\nu1,i1,buy\nu2,i5,buy\nu3,i5,click\nnobody,i1,buy\n");
        CommandResult result = train(TinyRun.log(), "buy", "--test", test, "--out", folder.resolve("run"), "--json");
        assertThat(result.json().path("examples").asInt()).isEqualTo(2);
        assertThat(result.err()).contains("left out 1 test events that the log cannot predict: 1 of unknown users");
    }

    @Test
    void refusesArguments() {
        Path out = folder.resolve("run");
        CommandResult.of("train", "--out", out)
                .isUsageErrorOf(
                        "train",
                        "a new run needs --events or --data, and --target (--resume continues a run; there is none in "
                                + out + ")");
        train(TinyRun.log(), "buy", "--out", TinyRun.folder())
                .isUsageErrorOf(
                        "train",
                        TinyRun.folder() + " holds a run already; choose another folder, or resume the run with"
                                + " --resume");
        train(TinyRun.log(), "buy", "--out", out, "--set", "chunks=5")
                .isUsageErrorOf(
                        "train", "--set: chunks is 5; it must be a divisor of dim, which is 16 (1, 2, 4, 8, 16)");
        train(TinyRun.log(), "buy", "--out", out, "--model", "popularity+v")
                .isUsageErrorOf(
                        "train",
                        "--model: model is popularity+v; it must be end4rec, or one of sasrec, fmlprec, mbstr, gru4rec,"
                                + " bert4rec, to which +b, +v or +b+v may be added, or one of popularity, markov,"
                                + " itemknn");
        train(TinyRun.log(), "buy", "--out", out, "--threads", 0)
                .isUsageErrorOf("train", "--threads is 0; it must be at least 1");
        train(TinyRun.log(), "buy", "--out", out, "--columns", "item,time")
                .isUsageErrorOf(
                        "train",
                        "the columns 'item,time' do not name the column of the user; write --columns"
                                + " user,item,behavior,timestamp (in the file's order, '-' for a column to ignore;"
                                + " behavior and timestamp may be left out), or --columns"
                                + " user=NAME,item=NAME,behavior=NAME,timestamp=NAME with the names of the file's"
                                + " columns (product.id is a member of a JSON object, day+hour a time in two columns)");
        assertThat(out).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithALog() throws IOException {
        Path missing = folder.resolve("missing.tsv");
        trainOn(missing).failsWith(missing + ": there is no such file; check the path");
        trainOn(log("empty", ""))
                .failsWith(folder.resolve("empty") + ": the file is empty; expected one event per line");
        trainOn(log("headless", "1,2,buy,3\n4,5,buy,6\n"))
                .failsWith(
                        folder.resolve("headless") + ": the first line '1,2,buy,3' is no header with known names; name"
                                + " the columns with --columns user,item,behavior,timestamp (in the file's order, '-'"
                                + " for a column to ignore; behavior and timestamp may be left out)");
        String header = "user,item,behavior,timestamp\n";
        trainOn(log("short", header + "u,i,buy,1\nu,i\n"))
                .failsWith(
                        folder.resolve("short") + ", line 3: expected at least 4 fields, found 2; correct the row, or"
                                + " leave such rows out with --skip-bad-rows");
        trainOn(log("late", header + "u,i,buy,soon\n"))
                .failsWith(
                        folder.resolve("late") + ", line 2: the timestamp is 'soon'; expected a number or a date such"
                                + " as 2016-01-31 23:59:02; correct the row, or leave such rows out with"
                                + " --skip-bad-rows");
    }

    @Test
    void unknownTargetListsTheBehaviors() {
        CommandResult result = train(TinyRun.log(), "purchase", "--out", folder.resolve("run"));
        assertThat(result.err())
                .contains("end4rec: the target behavior 'purchase' does not occur in the log; choose one of click (")
                .contains("), buy (");
        assertThat(result.code()).isEqualTo(1);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithAConfiguration() throws IOException {
        Path config = folder.resolve("config.json");
        train(TinyRun.log(), "buy", "--out", folder.resolve("run"), "--config", config)
                .failsWith("there is no configuration file " + config);
        Files.writeString(config, "{\"dimension\": 32}");
        CommandResult result = train(TinyRun.log(), "buy", "--out", folder.resolve("run"), "--config", config);
        assertThat(result.err()).startsWith("end4rec: " + config + ": there is no key 'dimension'; did you mean ");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void needsAFolderBeforeItReadsTheLog() throws IOException {
        Path missing = folder.resolve("missing.tsv");
        train(missing, "buy", "--out", "").isUsageErrorOf("train", "--out is empty; name a folder");
        Path file = log("file", "x");
        train(missing, "buy", "--out", file)
                .isUsageErrorOf(
                        "train", "--out " + file + " is a file; name a folder, which is made if it does not exist");
    }

    /** A file overrides the preset, and single keys override both. */
    @Test
    void thePapersModel() throws IOException {
        Path out = folder.resolve("paper");
        Path file = Files.writeString(folder.resolve("c.json"), "{\"level\": \"representation\", \"dim\": 8}");
        List<Object> arguments = new ArrayList<>(List.of("train", "--events", TinyRun.log(), "--target", "buy"));
        arguments.addAll(List.of("--out", out, "--preset", "paper", "--config", file, "--set", "score=agreement"));
        for (String key : List.of("chunks=2", "miningEpochs=1", "hardEpochs=1", "softEpochs=1", "jointEpochs=1")) {
            arguments.addAll(List.of("--set", key));
        }
        CommandResult result = CommandResult.of(arguments.toArray());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).doesNotContain("votes of neighbors");
        JsonNode config = new ObjectMapper().readTree(out.resolve("config.json").toFile());
        assertThat(config.path("mixing").asText()).isEqualTo("shared");
        assertThat(config.path("level").asText()).isEqualTo("representation");
        assertThat(config.path("score").asText()).isEqualTo("agreement");
        assertThat(config.path("neighbors").asInt()).isZero();
        train(TinyRun.log(), "buy", "--out", folder.resolve("x"), "--preset", "best")
                .isUsageErrorOf("train", "--preset: there is no preset 'best'; choose default or paper");
    }

    @Test
    void settingsWithoutRoomLeaveNoFolder() {
        CommandResult result = train(
                TinyRun.log(),
                "buy",
                "--out",
                folder.resolve("run"),
                "--set",
                "dim=16384",
                "--set",
                "chunks=1",
                "--set",
                "layers=9");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines().reduce("", (before, line) -> line))
                .startsWith("end4rec: there is not enough memory: the training needs at least ")
                .contains(" GiB and Java may use ", " give Java more memory by END4REC_OPTS=-Xmx", "dim (16384)");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void settingsThatNoTrainingCouldHave() {
        for (String set : new String[] {"batchSize=2147483647", "layers=2147483647", "shardSize=2147483647"}) {
            String key = set.substring(0, set.indexOf('='));
            train(TinyRun.log(), "buy", "--out", folder.resolve("run"), "--set", set)
                    .isUsageErrorOf(
                            "train",
                            "--set: " + key + " is 2147483647; it must be a whole number from 1 to "
                                    + (key.equals("layers") ? "1,000" : "1,000,000"));
        }
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void theHintHowToResumeCanBePasted() {
        assertThat(TrainingSession.resumeCommand(Path.of("runs/läden-2")))
                .endsWith(" train --out runs/läden-2 --resume");
        assertThat(TrainingSession.resumeCommand(Path.of("my run"))).endsWith(" train --out 'my run' --resume");
        assertThat(TrainingSession.resumeCommand(Path.of("it's"))).endsWith(" train --out 'it'\\''s' --resume");
    }

    private CommandResult trainOn(Path log) {
        return train(log, "buy", "--out", folder.resolve("run"));
    }

    private Path log(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file;
    }

    private static CommandResult train(Path log, String target, Object... more) {
        Object[] start = {"train", "--events", log, "--target", target};
        return CommandResult.of(
                Stream.of(start, TinyRun.SETTINGS, more).flatMap(Stream::of).toArray());
    }

    /** Trains so many epochs and stops, as Ctrl-C would. */
    private static void trainEpochs(RunFolder run, int epochs) {
        SequenceEncoder encoder = run.newEncoder();
        StopAfter stop = new StopAfter(epochs);
        try (Workers workers = new Workers(1)) {
            stop.trainer = new Trainer(
                    encoder, run.config(), run.data().histories(), run.data().split(), workers, run, stop);
            assertThat(stop.trainer.train()).isFalse();
        }
    }

    private static final class StopAfter implements TrainingListener {
        private int left;
        private @Nullable Trainer trainer;

        StopAfter(int epochs) {
            left = epochs;
        }

        @Override
        public void epochDone(EpochReport report) {
            if (--left == 0 && trainer != null) {
                trainer.stop();
            }
        }
    }
}
