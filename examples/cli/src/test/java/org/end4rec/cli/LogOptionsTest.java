package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.EventLogBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with copies, test events in the log, ties and heavy users, and said of them. */
class LogOptionsTest {
    private static final String HEADER = "user_id,item_id,behavior,timestamp";
    private static final int USERS = 24;
    private static final int EVENTS = 12;
    private static final long NOON = 1_700_000_000;

    @TempDir
    private Path folder;

    /** Each user has twelve events a minute apart; the second, seventh and eleventh are purchases. */
    private static List<String> rows() {
        RandomStream random = RandomStream.of(3, "log options", 0);
        List<String> rows = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            int before = -1;
            for (int i = 0; i < EVENTS; i++) {
                int item = random.below(user * EVENTS + i, 15);
                item = item == before ? (item + 1) % 15 : item;
                before = item;
                rows.add("u" + user + ",i" + item + "," + (i == 1 || i == 6 || i == 10 ? "buy" : "click") + ","
                        + (NOON + 60 * i + user));
            }
        }
        return rows;
    }

    // copies

    @ParameterizedTest
    @ValueSource(strings = {"each row twice", "a fifth", "a second later", "appended"})
    void copiesAreTakenOut(String how) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> later = new ArrayList<>();
        int copies = 0;
        for (String row : rows()) {
            rows.add(row);
            boolean copied = !how.equals("a fifth") || rows.size() % 5 == 0;
            copies += copied ? 1 : 0;
            if (copied && how.equals("appended")) {
                later.add(row);
            } else if (copied) {
                rows.add(how.equals("a second later") ? secondLater(row) : row);
            }
        }
        rows.addAll(later);
        Path log = write("log.csv", rows);
        CommandResult result = compare(log, "out");
        assertThat(result.err())
                .contains(String.format(
                        "%s: %d of %d events are copies of other events (same user, item and behavior at the same"
                                + " time or up to a second later): removed; --keep-copies keeps them%n",
                        log, copies, USERS * EVENTS + copies));
        CommandResult expected = compare(write("single.csv", rows()), "expected");
        assertThat(expected.err()).doesNotContain("copies");
        assertThat(figures("out")).isEqualTo(figures("expected"));
    }

    private static String secondLater(String row) {
        int comma = row.lastIndexOf(',');
        return row.substring(0, comma + 1) + (Long.parseLong(row.substring(comma + 1)) + 1);
    }

    @Test
    void copiesStayWhereTheyAreWanted() throws IOException {
        List<String> rows = rows().stream().flatMap(row -> Stream.of(row, row)).toList();
        Path log = write("log.csv", rows);
        CommandResult kept = compare(log, "kept", "--keep-copies");
        assertThat(kept.err())
                .contains("288 of 576 events are copies of other events", ": kept, as --keep-copies says")
                .contains(
                        "576 of 576 events have the same time as another event of their user: the order of the rows in"
                                + " the file decides which event comes first")
                .contains(
                        "24 of 24 test events are on the item of the event just before: a model that repeats this item"
                                + " looks good; with --novel a model must predict items that are new to the user");
        assertThat(kept.out()).contains("log.csv, target buy, copies kept)");
        compare(log, "out");
        assertThat(figures("kept")).isNotEqualTo(figures("out"));
    }

    @Test
    void everyCommandThatReadsALogCountsThem() throws IOException {
        List<String> rows = rows().stream().flatMap(row -> Stream.of(row, row)).toList();
        Path log = write("log.csv", rows);
        List<List<Object>> commands = List.of(
                List.of("train"),
                List.of("ablate", "--variants", "whole", "--seeds", 1),
                List.of("sweep", "--model", "itemknn", "--key", "neighbors", "--values", 5, "--seeds", 1),
                List.of("noise", "--models", "popularity", "--rates", 0, "--seeds", 1));
        for (List<Object> command : commands) {
            List<Object> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--events", log, "--target", "buy"));
            arguments.addAll(List.of("--out", folder.resolve(String.valueOf(command.get(0)))));
            arguments.addAll(List.of(TinyRun.SETTINGS));
            CommandResult result = CommandResult.of(arguments.toArray());
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.err())
                    .as("%s", command)
                    .contains("288 of 576 events are copies of other events")
                    .contains("24 examples to train on, 24 for validation, 24 for the test");
        }
    }

    @Test
    void whatTrainsTheBestReadsTheLogAlike() throws IOException {
        Path log = write("log.csv", rows());
        Object[] more = {"--models", "sasrec", "--seeds", 1, "--keep-copies", "--test", testFile(true)};
        List<Object> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--test-overlap", "leave-out"));
        arguments.addAll(List.of(TinyRun.SETTINGS));
        CommandResult result = compare(log, "out", arguments.toArray());
        assertThat(result.err()).contains("--keep-copies --test-overlap leave-out --out ");
    }

    // a test file

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void testEventsInTheLogAreRefusedOrLeftOut(boolean times) throws IOException {
        Path log = write("log.csv", rows());
        Path test = testFile(times);
        CommandResult refused = run(log, "refused", "--test", test);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .endsWith(String.format(
                        "end4rec: %s: 24 of 24 test events are in the log; 24 events of the log come after the"
                                + " test event of their user; so the metrics would be wrong. Give a log without these"
                                + " events, leave them out with --test-overlap leave-out, or, if users may really"
                                + " repeat an event, keep them with --test-overlap keep%n",
                        test));
        assertThat(folder.resolve("refused")).doesNotExist();
        CommandResult left = compare(log, "left", "--test", test, "--test-overlap", "leave-out");
        assertThat(left.err())
                .contains("24 events of the log come after the test event of their user: left out of log");
        compare(log, "expected");
        assertThat(figures("left")).isEqualTo(figures("expected"));
        CommandResult kept = compare(log, "kept", "--test", test, "--test-overlap", "keep");
        assertThat(kept.err()).contains("of their user: kept, as --test-overlap says");
        assertThat(figures("kept")).isNotEqualTo(figures("expected"));
    }

    /** The last purchase of each user, after which the log has one click. */
    private Path testFile(boolean times) throws IOException {
        List<String> tests = rows().stream()
                .filter(row ->
                        row.contains(",buy,") && Long.parseLong(row.substring(row.lastIndexOf(',') + 1)) >= NOON + 600)
                .map(row -> times ? row : row.substring(0, row.lastIndexOf(',')))
                .toList();
        assertThat(tests).hasSize(USERS);
        String header = times ? HEADER : HEADER.substring(0, HEADER.lastIndexOf(','));
        return Files.writeString(
                folder.resolve("test-" + times + ".csv"), header + "\n" + String.join("\n", tests) + "\n");
    }

    @Test
    void refusesOverlapsThatMakeNoSense() throws IOException {
        Path log = write("log.csv", rows());
        assertThat(run(log, "out", "--test-overlap", "drop").err())
                .startsWith("end4rec: --test-overlap is 'drop'; it must be refuse, leave-out or keep\n");
        CommandResult alone = run(log, "out", "--test-overlap", "keep");
        assertThat(alone.err())
                .startsWith(
                        "end4rec: --test-overlap is for a test file; give --test too, or leave --test-overlap out\n");
        assertThat(alone.code()).isEqualTo(2);
        assertThat(CommandResult.of("noise", "--keep-copies", "--out", folder.resolve("out"))
                        .err())
                .startsWith("end4rec: --keep-copies needs a log;");
    }

    @Test
    void testEventsOfOtherBehaviorsAreCounted() throws IOException {
        Path test = Files.writeString(
                folder.resolve("test.csv"),
                "behavior,timestamp,item_id,user_id\nbuy,%1$d,i1,u0\nclick,%1$d,i2,u0\n".formatted(NOON + 9999)
                        + "click,%1$d,i2,u1\nbuy,%1$d,i1,who\n".formatted(NOON + 9999));
        CommandResult result = compare(write("log.csv", rows()), "out", "--test", test);
        assertThat(result.err())
                .contains(test + ": 3 test events")
                .contains("left out 1 test events that the log cannot predict: 1 of unknown users, 0 of unknown items")
                .contains("left out 2 test events whose behavior is not buy")
                .contains(", 24 for validation, 1 for the test");
    }

    // a target that occurs once

    @Test
    void saysWhatStandsInForATargetThatOccursOnce() throws IOException {
        List<String> rows = rows().stream()
                .map(row -> Long.parseLong(row.substring(row.lastIndexOf(',') + 1)) < NOON + 600
                        ? row.replace(",buy,", ",click,")
                        : row)
                .toList();
        CommandResult result = compare(write("log.csv", rows), "out");
        assertThat(result.err())
                .contains("192 examples to train on, 24 for validation, 24 for the test")
                .contains("no user has enough 'buy' events: the model trains on events of every behavior, and it"
                        + " validates on the event just before each user's test event");
        assertThat(compare(write("twice.csv", rows()), "usual").err()).doesNotContain("no user has enough");
    }

    @Test
    void saysThatThereIsLittleToTrainOn() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int user = 0; user < 12; user++) {
            int buys = user == 7 ? 3 : 2;
            for (int i = 0; i < 5; i++) {
                String behavior = i < 5 - buys ? "click" : "buy";
                rows.add("u" + user + ",i" + (user + i) % 9 + "," + behavior + "," + (NOON + 100 * i));
            }
        }
        assertThat(compare(write("log.csv", rows), "out").err())
                .contains("1 examples to train on, 12 for validation, 12 for the test")
                .contains(
                        "there are few examples to train on, 1 for 12 test events: few users have a 'buy' event before"
                                + " the held-out events; the model will probably learn little");
        assertThat(compare(write("more.csv", rows()), "usual").err()).doesNotContain("there are few examples");
    }

    @Test
    void theStandardInputIsOneFile() {
        run(Path.of("-"), "out", "--test", "-")
                .isUsageErrorOf(
                        "compare",
                        "--events and --test are both the standard input, which can be read only once; give one of"
                                + " them as a file");
    }

    // heavy users

    @Test
    void whoHasHadNearlyAllItemsIsLeftOutOfASample() throws IOException {
        List<String> rows = new ArrayList<>(rows());
        for (int item = 0; item < 15; item++) {
            rows.add("u5,i" + item + ",click," + (NOON - 100 + item));
        }
        Path log = write("log.csv", rows);
        CommandResult result = compare(log, "out", "--protocol", "full,sampled:2");
        assertThat(result.err())
                .contains(
                        "sampled:2 leaves out 1 of 24 test examples for every model: their users, such as u5, have had"
                                + " nearly all items");
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("out/compare.json").toFile())
                        .path("data")
                        .asText())
                .endsWith("log.csv, target buy, sampled:2 without 1 of 24 test examples");
        CommandResult none = run(log, "none", "--protocol", "sampled:15");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err())
                .contains(
                        "sampled:15 needs 15 items that a user never has; no user lacks so many of the 15 items; sample"
                                + " fewer items, or use full")
                .doesNotContain("trial 1");
    }

    @Test
    void evaluateCountsThemToo() throws IOException {
        List<String> rows = new ArrayList<>(rows());
        for (int item = 0; item < 15; item++) {
            rows.add("u5,i" + item + ",click," + (NOON - 100 + item));
        }
        Path run = folder.resolve("run");
        List<Object> train =
                new ArrayList<>(List.of("train", "--events", write("log.csv", rows), "--target", "buy", "--out", run));
        train.addAll(List.of(TinyRun.SETTINGS));
        assertThat(CommandResult.of(train.toArray()).code()).isZero();
        CommandResult json = CommandResult.of("evaluate", "--run", run, "--protocol", "sampled:2", "--json");
        assertThat(json.json().path("examples").asInt()).isEqualTo(23);
        assertThat(json.json().path("leftOut").asInt()).isEqualTo(1);
        assertThat(CommandResult.of("evaluate", "--run", run, "--protocol", "sampled:2")
                        .out())
                .contains("(left out 1 test examples whose users have had nearly all items: too few other"
                        + " items are left for sampled:2)");
        assertThat(CommandResult.of("evaluate", "--run", run, "--json").json().has("leftOut"))
                .isFalse();
    }

    // columns in the wrong order

    @Test
    void namesTenBehaviorsAtMost() throws IOException {
        Path log = write("log.csv", rows());
        CommandResult result = CommandResult.of(
                "train",
                "--events",
                log,
                "--target",
                "2",
                "--columns",
                "user,item,timestamp,behavior",
                "--out",
                folder.resolve("out"));
        assertThat(result.code()).isEqualTo(1);
        CommandResult swapped = CommandResult.of(
                "train",
                "--events",
                log,
                "--target",
                "buy",
                "--columns",
                "user,behavior,-,item",
                "--out",
                folder.resolve("out"));
        assertThat(swapped.code()).isEqualTo(1);
        List<String> lines = swapped.err().lines().toList();
        assertThat(lines.get(0)).contains(" … and 5 more behaviors)").hasSizeLessThan(300);
        assertThat(lines.get(lines.size() - 1))
                .startsWith("end4rec: the target behavior 'buy' does not occur in the log; choose one of ")
                .endsWith(" … and 5 more")
                .hasSizeLessThan(300);
    }

    @Test
    void asksWhetherTheColumnsAreInOrder() {
        EventLogBuilder log = new EventLogBuilder();
        for (int i = 0; i < 120; i++) {
            log.add("ann", "a", "b" + i, i).add("ann", "a", "b" + 10 * (i % 12), i);
        }
        assertThat(LogSummary.of(log.build()))
                .hasToString(
                        "1 user, 1 item, 240 events (b0 11, b10 11, b20 11, b30 11, b40 11, b50 11, b60 11, b70 11,"
                                + " b80 11, b90 11 … and 110 more behaviors; are the columns in the right order?)");
    }

    private Path write(String name, List<String> rows) throws IOException {
        return Files.writeString(folder.resolve(name), HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    private CommandResult compare(Path log, String out, Object... more) {
        CommandResult result = run(log, out, more);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private CommandResult run(Path log, String out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("compare", "--events", log, "--target", "buy"));
        arguments.addAll(List.of("--out", folder.resolve(out)));
        if (!List.of(more).contains("--models")) {
            arguments.addAll(List.of("--models", "markov,itemknn"));
        }
        arguments.addAll(List.of(more));
        return CommandResult.of(arguments.toArray());
    }

    private List<String> figures(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("compare.csv")).stream()
                .map(line -> line.split(",", 7))
                .map(fields -> String.join(" ", List.of(fields).subList(0, 5)))
                .toList();
    }
}
