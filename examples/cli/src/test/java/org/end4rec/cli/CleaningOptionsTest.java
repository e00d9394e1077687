package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left out of a log on request, and what is said of it. */
class CleaningOptionsTest {
    private static final String HEADER = "user_id,item_id,behavior,timestamp\n";
    private static final int USERS = 20;
    private static final long NOON = 1_700_000_000;

    @TempDir
    private Path folder;

    /** Each user views an item, views it again after half a minute, and orders it; user u19 does so ten times. */
    private Path log() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < (user == USERS - 1 ? 30 : 3); i++) {
                long time = NOON + 600 * i + user;
                String ids = "u" + user + ",i" + (user + 2 * i) % 8;
                rows.append(ids)
                        .append(i % 2 == 0 ? ",view," : ",pv,")
                        .append(time)
                        .append('\n');
                rows.append(ids).append(",view,").append(time + 30).append('\n');
                rows.append(ids).append(",order,").append(time + 100).append('\n');
            }
        }
        rows.append("u0,rare,cart,").append(NOON + 5).append('\n');
        return Files.writeString(folder.resolve("log.csv"), rows);
    }

    private CommandResult train(Path log, String out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("train", "--events", log, "--json"));
        arguments.addAll(List.of("--out", folder.resolve(out)));
        if (!List.of(more).contains("--model") && !List.of(more).contains("--from")) {
            arguments.addAll(List.of("--model", "popularity"));
        }
        arguments.addAll(List.of(more));
        return CommandResult.of(arguments.toArray());
    }

    @Test
    void eachStepIsReported() throws IOException {
        Path log = log();
        CommandResult result = train(
                log,
                "run",
                "--target",
                "buy",
                "--min-item-events",
                2,
                "--min-user-events",
                5,
                "--sample-users",
                "80%",
                "--max-user-quantile",
                ".95",
                "--repeats-within",
                "1min",
                "--from-time",
                "2023-11-14",
                "--to-time",
                "2023-11-14 23:00",
                "--behaviors",
                "click=view+pv,buy=order",
                "--drop-behaviors",
                "cart");
        assertThat(result.err().lines().filter(line -> line.contains("cleaned")).toList())
                .containsExactly(
                        log
                                + ": cleaned, behaviors buy=order click=pv+view, without cart: 261 events, 20 users,"
                                + " 8 items left",
                        log
                                + ": cleaned, times from 2023-11-14 to 2023-11-14 23:00: 186 events, 20 users, 8 items"
                                + " left",
                        log + ": cleaned, without repeats within 1m: 124 events, 20 users, 8 items left",
                        log + ": cleaned, users up to the quantile 0.95, 6 events: 114 events, 19 users, 8 items left",
                        log + ": cleaned, 80% of the users: 96 events, 16 users, 8 items left",
                        log + ": cleaned, at least 5 events of each user and 2 of each item: 96 events, 16 users, 8"
                                + " items left");
        JsonNode counts = result.json().path("log");
        assertThat(counts.path("behaviors").size()).isEqualTo(2);
        JsonNode manifest = new ObjectMapper()
                .readTree(folder.resolve("run").resolve("run.json").toFile());
        assertThat(manifest.path("events").asText())
                .isEqualTo(log + ", cleaned (behaviors buy=order click=pv+view, without cart, times from 2023-11-14 to"
                        + " 2023-11-14 23:00, without repeats within 1m, users up to the quantile 0.95, 80% of the"
                        + " users, at least 5 events of each user and 2 of each item)");
    }

    @Test
    void aRunIsResumedWithItsCleaningAlone() throws IOException {
        Path log = log();
        assertThat(train(log, "run", "--target", "order", "--repeats-within", "1h")
                        .code())
                .isZero();
        CommandResult same = train(log, "run", "--target", "order", "--repeats-within", "1h", "--resume");
        assertThat(same.code()).as(same.err()).isZero();
        CommandResult other = train(log, "run", "--target", "order", "--resume");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err())
                .contains("is not the log that the run in " + folder.resolve("run")
                        + " is trained on: it has 262 events, and the run has");
        CommandResult alone =
                CommandResult.of("train", "--out", folder.resolve("run"), "--resume", "--sample-users", "10%");
        assertThat(alone.err()).contains("has its own data, which --sample-users cannot change");
        assertThat(alone.code()).isEqualTo(2);
    }

    @Test
    void aRunFromAnotherSaysThatTheCleaningDiffers() throws IOException {
        Path log = log();
        Object[] settings = TinyRun.SETTINGS;
        List<Object> first = new ArrayList<>(List.of("--model", "sasrec", "--behaviors", "click=view+pv"));
        first.addAll(List.of(settings));
        first.addAll(List.of("--target", "order"));
        assertThat(train(log, "first", first.toArray()).code()).isZero();
        Path later = Files.writeString(
                folder.resolve("later.csv"),
                HEADER + "u1,i1,view,%1$d\nu1,i2,order,%1$d\nu2,i1,order,%1$d\n".formatted(NOON + 999_999));
        Object[] from = {"--from", folder.resolve("first"), "--events-are", "later"};
        CommandResult other = train(later, "other", from);
        assertThat(other.code()).as(other.err()).isZero();
        assertThat(other.err())
                .contains("the events of the run in " + folder.resolve("first")
                        + " were cleaned in another way: they are " + log
                        + ", cleaned (behaviors click=pv+view); the new events are not cleaned");
    }

    @Test
    void experimentsNameTheCleaning() throws IOException {
        CommandResult result = CommandResult.of(
                "compare",
                "--events",
                log(),
                "--target",
                "order",
                "--models",
                "popularity,markov",
                "--seeds",
                1,
                "--min-item-events",
                3,
                "--out",
                folder.resolve("out"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("at least 3 events of each item: 261 events");
        assertThat(result.out()).contains("log.csv, target order, cleaned (at least 3 events of each item)");
    }

    @Test
    void testEventsOfWhatIsGoneAreLeftOut() throws IOException {
        Path test = Files.writeString(
                folder.resolve("test.csv"),
                HEADER + "u1,i5,order,%1$d\nu19,i5,order,%1$d\nu2,rare,order,%1$d\n".formatted(NOON + 99_999));
        CommandResult result = train(
                log(),
                "run",
                "--target",
                "order",
                "--test",
                test,
                "--max-user-quantile",
                "95%",
                "--min-item-events",
                2);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains(test + ": 1 test events")
                .contains("left out 2 test events that the cleaned log cannot predict: 1 of unknown users, 1 of unknown"
                        + " items, 0 of unknown behaviors");
        CommandResult none = train(
                log(), "none", "--target", "order", "--test", test, "--to-time", NOON + 50, "--from-time", NOON + 49);
        assertThat(none.err())
                .endsWith(test + ": the cleaning left out the users, items or behaviors of all its 3 events; choose a"
                        + " milder cleaning\n");
        assertThat(none.code()).isEqualTo(1);
    }

    private static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("--sample-users", "0%", "sampleUsers is 0.0; it must be above 0 and at most 1"),
                arguments("--sample-users", "110%", "sampleUsers is 1.1; it must be above 0 and at most 1"),
                arguments("--max-user-quantile", "0", "maxUserQuantile is 0.0; it must be above 0 and at most 1"),
                arguments(
                        "--repeats-within",
                        "1",
                        "'1' is no span of time; give a whole number with a unit, such as 500ms, 30s, 10min, 1h or 2d"),
                arguments("--repeats-within", "0s", "repeatsWithin is PT0S; it must be above 0"),
                arguments(
                        "--from-time",
                        "soon",
                        "'soon' is no time; give a date such as 2017-11-25 or 2017-11-25T18:30+08:00, or a number in"
                                + " the unit of the log's times"),
                arguments("--min-user-events", "0", "minUserEvents is 0; it must be at least 1"),
                arguments(
                        "--behaviors",
                        "click",
                        "'click' is no new name with its old names; write it as in click=view+pv"),
                arguments("--behaviors", "a=x,b=x", "the behavior 'x' gets two names; give it one"),
                arguments("--behaviors", "a=+x", "the old name of a behavior is empty; write it as in click=view+pv"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesWhatMakesNoSense(String option, String value, String message) throws IOException {
        train(log(), "run", "--target", "order", option, value).isUsageErrorOf("train", option + ": " + message);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoShare() throws IOException {
        train(log(), "run", "--target", "order", "--sample-users", "ten")
                .isUsageErrorOf(
                        "train",
                        "Invalid value for option '--sample-users': 'ten' is no share; give one such as 10% or 0.1");
    }

    @Test
    void saysWhatTheLogLacks() throws IOException {
        Path log = log();
        assertThat(train(log, "run", "--target", "order", "--drop-behaviors", "fav")
                        .err())
                .endsWith("end4rec: the log has no behavior 'fav'; its behaviors are view (140), order (87), pv (34),"
                        + " cart (1)\n");
        assertThat(train(log, "run", "--target", "order", "--from-time", "2024").err())
                .endsWith(
                        "the number 2024 is no time between 1990 and 2100; give a date such as 2017-11-25, or a number"
                                + " like those of the log, whose times are from 2023-11-14 22:13:20 to 2023-11-15"
                                + " 03:05:19\n");
        assertThat(train(log, "run", "--target", "order", "--behaviors", "buy=order")
                        .err())
                .endsWith(
                        "end4rec: the target behavior 'order' does not occur in the log; choose one of view (140), buy"
                                + " (87), pv (34), cart (1)\n");
        assertThat(CommandResult.of("noise", "--min-item-events", 2, "--out", folder.resolve("out"))
                        .err())
                .startsWith("end4rec: --min-item-events needs a log;");
    }
}
