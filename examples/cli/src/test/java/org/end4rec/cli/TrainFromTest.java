package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --from}: a log of 120 users, cut in two. */
class TrainFromTest {
    private static final int FIRST_EVENTS = 12;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path later = Path.of("");
    private static Path old = Path.of("");

    @BeforeAll
    static void trainTheOldRun() throws IOException {
        List<String> lines = Files.readAllLines(TinyRun.log());
        List<String> before = new ArrayList<>(lines.subList(0, 1));
        List<String> after = new ArrayList<>(before);
        Map<String, Integer> counts = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t");
            boolean isOld = counts.merge(fields[0], 1, Integer::sum) <= FIRST_EVENTS
                    && !fields[0].endsWith("7")
                    && !fields[1].endsWith("3");
            (isOld ? before : after).add(line);
        }
        later = Files.write(shared.resolve("later.tsv"), after);
        Path log = Files.write(shared.resolve("older.tsv"), before);
        old = shared.resolve("old");
        CommandResult result = CommandResult.of(Stream.concat(
                        Stream.of("train", "--events", log, "--target", "buy", "--out", old, "--json"),
                        Stream.of(TinyRun.SETTINGS))
                .toArray());
        assertThat(result.code()).as(result.err()).isZero();
    }

    private CommandResult train(Object... more) {
        return CommandResult.of(Stream.concat(
                        Stream.of("train", "--from", old, "--events", later, "--out", folder.resolve("next")),
                        Stream.of(more))
                .toArray());
    }

    @Test
    void saysWhatIsNewAndHowTheQualityChanged() {
        CommandResult result = train("--threads", 1);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .containsPattern("later\\.tsv: [0-9,]+ new events \\(the log has later events only\\); 12 new users,"
                        + " 6 new items, 0 new behaviors, and 108 known users with new events")
                .containsPattern("remining +epoch")
                .containsPattern("joint +epoch")
                .doesNotContain("mining    epoch", "hard", "resuming")
                .contains("comparing with the model of the run in " + old);
        assertThat(result.out())
                .contains("Before and after, ranking full:")
                .containsPattern("known users +[0-9]+ +[0-9]+ +0\\.[0-9]{4} +0\\.[0-9]{4} ")
                .containsPattern("new users +12 ")
                .containsPattern("new items +[0-9]+ +0 +0\\.0000 ");
    }

    @Test
    void jsonHasTheChangeAndAScriptMayResume() throws IOException {
        JsonNode first = train("--json").json();
        JsonNode groups = first.path("change").path("groups");
        assertThat(groups).hasSize(4);
        assertThat(groups.get(0).path("after").path("HR@10")).isEqualTo(first.path("HR@10"));
        assertThat(first.path("change").path("protocol").asText()).isEqualTo("full");
        CommandResult again = train("--json", "--resume");
        assertThat(again.json()).isEqualTo(first);
        assertThat(again.err()).contains("was finished already");
        Path next = folder.resolve("next");
        CommandResult without = CommandResult.of("train", "--out", next, "--resume", "--json");
        assertThat(without.json()).isEqualTo(first);
        CommandResult.of("train", "--out", next, "--resume", "--events", later)
                .isUsageErrorOf(
                        "train",
                        "the run in " + next + " began from the run in " + old + "; give --from too, or leave --events"
                                + " out");
        CommandResult.of("train", "--out", next, "--resume", "--from", TinyRun.folder())
                .isUsageErrorOf(
                        "train",
                        "the run in " + next + " did not begin from the run in " + TinyRun.folder()
                                + "; leave --from out, or start another run in another folder");
    }

    @Test
    void keysOfTheTrainingMayChange() throws IOException {
        CommandResult result = train("--set", "reminingEpochs=0", "--set", "learningRate=0.002", "--seed", 5);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).doesNotContain("remining");
        assertThat(Files.readString(folder.resolve("next").resolve("config.json")))
                .contains("\"learningRate\" : 0.002", "\"seed\" : 5", "\"dim\" : 16");
    }

    @Test
    void whatCannotBe() {
        Path next = folder.resolve("next");
        assertThat(train("--set", "dim=32").err())
                .contains("end4rec: dim is 32; the run in " + old + " has 16, and its parameters cannot be carried");
        assertThat(train("--target", "click").err())
                .contains("end4rec: the run in " + old + " predicts buy, not click, and a run that begins from it must"
                        + " predict the same; leave --target out, or train without --from");
        assertThat(train("--novel").err()).contains("end4rec: the run in " + old + " was trained without --novel");
        assertThat(train("--test", later).err()).contains("end4rec: --test cannot be given with --from");
        assertThat(train("--events-are", "new").err())
                .contains("end4rec: --events-are is 'new'; it must be auto, later or whole");
        CommandResult.of("train", "--from", old, "--out", next)
                .isUsageErrorOf(
                        "train",
                        "--from needs --events with the events after those of the run in " + old
                                + ", or with the whole log so far");
        CommandResult.of("train", "--from", folder, "--events", later, "--out", next)
                .failsWith("there is no run in " + folder + " (no run.json); give the folder that 'train --out' wrote");
        assertThat(next).doesNotExist();
    }

    @Test
    void theSameLogHasNothingNew() {
        CommandResult result = CommandResult.of(
                "train", "--from", old, "--events", shared.resolve("older.tsv"), "--out", folder.resolve("next"));
        assertThat(result.err()).contains("end4rec: the run in " + old + " has all ", " there is nothing to learn;");
        assertThat(result.code()).isEqualTo(1);
    }
}
