package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held out on request: a run of each split is trained, resumed and evaluated like any other. */
class SplitOptionsTest {
    private static final long NOON = 1_700_000_000;

    @TempDir
    private Path folder;

    private Path log() throws IOException {
        RandomStream random = RandomStream.of(3, "split options", 0);
        StringBuilder rows = new StringBuilder("user_id,item_id,behavior,timestamp\n");
        for (int row = 0; row < 900; row++) {
            rows.append('u').append(random.below(3L * row, 60));
            rows.append(",i").append(random.below(3L * row + 1, 30));
            rows.append(random.below(3L * row + 2, 3) == 0 ? ",buy," : ",click,");
            rows.append(NOON + 600L * row).append('\n');
        }
        return Files.writeString(folder.resolve("log.csv"), rows);
    }

    private CommandResult train(Path log, String out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("train", "--events", log, "--target", "buy", "--json"));
        arguments.addAll(List.of("--out", folder.resolve(out), "--threads", 2));
        arguments.addAll(List.of(more));
        return CommandResult.of(arguments.toArray());
    }

    private static Stream<List<Object>> splits() {
        return Stream.of(
                List.of("--split-time", "80%"),
                List.of("--split-time", "2023-11-19", "--validation-time", "2023-11-18", "--split-targets", "every"),
                List.of("--split-time", NOON + 480_000, "--split-targets", "last", "--novel"),
                List.of("--cold-users", "20%"),
                List.of("--cold-users", "0.3", "--novel", "--train-on", "every"),
                List.of("--train-on", "every"));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void aRunOfEachSplitIsTrainedResumedAndEvaluated(List<Object> split) throws IOException {
        Path log = log();
        Object[] arguments =
                Stream.concat(split.stream(), Stream.of(TinyRun.SETTINGS)).toArray();
        CommandResult trained = train(log, "run", arguments);
        assertThat(trained.code()).as(trained.err()).isZero();
        double hits = trained.json().path("HR@10").asDouble();
        Object[] again = Stream.concat(split.stream(), Stream.of("--resume")).toArray();
        CommandResult resumed = train(log, "run", again);
        assertThat(resumed.json().path("HR@10").asDouble()).as(resumed.err()).isEqualTo(hits);
        CommandResult evaluated = CommandResult.of("evaluate", "--run", folder.resolve("run"), "--json");
        assertThat(evaluated.json().path("HR@10").asDouble()).isEqualTo(hits);
        CommandResult unseen =
                CommandResult.of("evaluate", "--run", folder.resolve("run"), "--json", "--protocol", "unseen");
        assertThat(unseen.code()).as(unseen.err()).isZero();
        CommandResult other = train(
                log,
                "run",
                split.contains("--novel") ? new Object[] {"--resume", "--novel"} : new Object[] {"--resume"});
        assertThat(other.err()).contains("is not the log that the run in " + folder.resolve("run"));
        assertThat(other.code()).isEqualTo(2);
    }

    @Test
    void theRunAndTheExperimentNameTheSplit() throws IOException {
        Path log = log();
        CommandResult result = train(
                log,
                "run",
                "--split-time",
                "80%",
                "--train-on",
                "every",
                "--model",
                "popularity",
                "--min-user-events",
                2);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("split by time: training before 2023-11-19 10:13:20, validation before 2023-11-19 22:13:20,"
                        + " then the test; first targets of the users, trained on every behavior\n")
                .doesNotContain("no user has enough");
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("run").resolve("run.json").toFile())
                        .path("events")
                        .asText())
                .isEqualTo(log + ", cleaned (at least 2 events of each user), split by time at 80% of the events, first"
                        + " targets of the users, trained on every behavior");
        CommandResult compared = CommandResult.of(
                "compare",
                "--events",
                log,
                "--target",
                "buy",
                "--models",
                "popularity,markov",
                "--seeds",
                1,
                "--out",
                folder.resolve("out"),
                "--cold-users",
                "20%");
        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("log.csv, target buy, split with 20% cold users");
    }

    @Test
    void itemsThatTrainingDoesNotSeeAreCounted() throws IOException {
        StringBuilder rows = new StringBuilder(Files.readString(log()));
        for (int user = 0; user < 30; user++) {
            rows.append("u%d,new,buy,%d%n".formatted(user, NOON + 541_000 + user));
        }
        Path log = Files.writeString(folder.resolve("more.csv"), rows);
        CommandResult result = train(log, "run", "--split-time", NOON + 540_000, "--model", "popularity");
        assertThat(result.err())
                .contains("30 of 30 test events are on items that training does not see: no model can predict these"
                        + " items, and each counts as a miss");
    }

    private static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(
                        List.of("--split-time", "80%", "--cold-users", "10%"),
                        "--split-time and --cold-users say in different ways what the test is; give one of them"),
                arguments(
                        List.of("--split-time", "80%", "--test", "x.csv"),
                        "--test and --split-time say in different ways what the test is; give one of them"),
                arguments(
                        List.of("--validation-time", "70%"),
                        "--validation-time is for a split by time; give --split-time too, or leave it out"),
                arguments(
                        List.of("--split-targets", "last"),
                        "--split-targets is for a split by time; give --split-time too, or leave it out"),
                arguments(
                        List.of("--split-time", "80%", "--split-targets", "all"),
                        "--split-targets is 'all'; it must be first, last or every"),
                arguments(
                        List.of("--split-time", "100%"),
                        "--split-time: '100%' is no share of the events; it must be above 0% and below 100%"),
                arguments(
                        List.of("--split-time", "80%", "--validation-time", "soon"),
                        "--validation-time: 'soon' is no time; give a date such as 2017-11-25 or"
                                + " 2017-11-25T18:30+08:00, or a number in the unit of the log's times"),
                arguments(
                        List.of("--cold-users", "1"),
                        "--cold-users: the share of cold users is 1.0; it must be above 0 and below 1"),
                arguments(List.of("--train-on", "all"), "--train-on is 'all'; it must be target or every"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesWhatMakesNoSense(List<Object> options, String message) throws IOException {
        train(log(), "run", options.toArray()).isUsageErrorOf("train", message);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--split-time", "--cold-users"})
    void aRunThatBeginsFromAnotherHasTheNewestTargets(String option) throws IOException {
        train(log(), "next", "--from", TinyRun.folder(), option, "10%")
                .isUsageErrorOf(
                        "train",
                        option
                                + " cannot be given with --from: of each user the newest target event is the test;"
                                + " leave " + option + " out");
    }

    @Test
    void timesThatLeaveNothingAreRefused() throws IOException {
        CommandResult late = train(log(), "run", "--split-time", "2030-01-01");
        assertThat(late.err())
                .endsWith("end4rec: no test example is left: no 'buy' event from 2030-01-01 00:00:00 on has an event of"
                        + " its user before it; the times of the log are from 2023-11-14 22:13:20 to"
                        + " 2023-11-21 04:03:20; choose an earlier time for the test\n");
        assertThat(late.code()).isEqualTo(1);
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
