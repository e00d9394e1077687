package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.run.Manifest;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir
    Path folder;

    @Test
    void tellsOfEachEventWhatTheModelReads() throws IOException {
        JsonNode json = explain("--user", "u7", "--json").json();
        List<HistoryEvent> history = Recommender.load(TinyRun.folder()).historyOf("u7");
        JsonNode events = json.path("events");
        assertThat(events.size()).isEqualTo(Math.min(16, history.size()));
        int dropped = 0;
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            HistoryEvent expected = history.get(history.size() - events.size() + i);
            assertThat(event.path("item").asText()).isEqualTo(expected.item());
            assertThat(event.path("behavior").asText()).isEqualTo(expected.behavior());
            double keep = event.path("keep_probability").asDouble();
            double margin = event.path("preference").asDouble()
                    - event.path("noise_score").asDouble();
            assertThat(keep).isCloseTo(1 / (1 + StrictMath.exp(-margin)), within(1e-5));
            assertThat(event.path("kept").asBoolean()).isEqualTo(keep > 0.5);
            dropped += keep > 0.5 ? 0 : 1;
        }
        assertThat(json.path("dropped").asInt()).isEqualTo(dropped);
        assertThat(json.path("user").asText()).isEqualTo("u7");
    }

    @Test
    void tableHasAColumnForEachFigure() {
        CommandResult result = explain("--user", "u7");
        assertThat(result.out())
                .contains("item   behavior   preference   noise score   keep probability   kept")
                .startsWith("The newest 16 events of user u7, oldest first; ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void anyHistoryCanBeExplained() throws IOException {
        Path file = Files.writeString(folder.resolve("history.csv"), "i3,click\nx1,click\ni4,buy\n");
        CommandResult result = explain("--history", file, "--json");
        assertThat(result.json().path("events").findValuesAsText("item")).containsExactly("i3", "i4");
        assertThat(result.err().lines())
                .containsExactly("end4rec: skipped the events of 1 items that the run does not know: x1");
    }

    @Test
    void unknownUserHasNothingToExplain() throws IOException {
        CommandResult result = explain("--user", "nobody", "--json");
        assertThat(result.json().path("events")).isEmpty();
        assertThat(result.err().lines())
                .containsExactly("end4rec: the run does not know user nobody, so there is no history");
    }

    @Test
    void untrainedEliminatorIsSaidToBeOne() throws IOException {
        Path run = folder.resolve("run");
        RunFolder whole = RunFolder.open(TinyRun.folder());
        RunFolder begun = RunFolder.create(run, whole.manifest(), whole.config(), whole.data());
        begun.saveBest(0, GuidedTraining.MINING, begun.newEncoder().parameters());
        CommandResult result = CommandResult.of("explain", "--run", run, "--user", "u7");
        assertThat(result.err().lines())
                .containsExactly("end4rec: the run has not trained its Hard Noise Eliminator yet, so these numbers mean"
                        + " nothing");
    }

    @Test
    void modelsThatJudgeNothingSaySo() throws IOException {
        TrainingConfig config = ConfigFile.set(RunFolder.open(TinyRun.folder()).config(), List.of("model=sasrec"));
        RunData data = RunFolder.open(TinyRun.folder()).data();
        Path folder = this.folder.resolve("sasrec");
        RunFolder run = RunFolder.create(folder, Manifest.of("sasrec", "buy", false, "shop"), config, data);
        run.saveBest(0, run.newEncoder().lastStage(), run.newEncoder().parameters());
        CommandResult.of("explain", "--run", folder, "--user", "u7")
                .failsWith("the model sasrec does not judge events; only end4rec does");
    }

    @Test
    void refusesAnEmptyUser() {
        explain("--user=")
                .isUsageErrorOf("explain", "--user is empty; give the id of a user, or a history with --history");
    }

    private static CommandResult explain(Object... more) {
        Object[] arguments = new Object[more.length + 3];
        arguments[0] = "explain";
        arguments[1] = "--run";
        arguments[2] = TinyRun.folder();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandResult.of(arguments);
    }
}
