package org.end4rec.models.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.data.TestOverlap;
import org.end4rec.models.data.TestTargets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each warning has a log that raises it; the shop without changes raises none. */
class EvaluationWarningsTest {
    private static final int USERS = 1_200;
    private static final int ITEMS = 60;
    private static final long DAY = 86_400;
    private static final long BEGIN = 1_500_854_400;

    @TempDir
    private Path folder;

    /** Users with an event on each of ten days: four purchases and six clicks, on ten items. */
    private static List<Event> shop(int users) {
        List<Event> events = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            for (int i = 0; i < 10; i++) {
                String behavior = i % 3 == 0 ? "buy" : "click";
                long time = BEGIN + i * DAY + 37L * user % DAY;
                events.add(new Event("u" + user, "i" + (7 * user + i) % ITEMS, behavior, time));
            }
        }
        return events;
    }

    private static List<Event> changed(UnaryOperator<Event> change) {
        return shop(USERS).stream().map(change).toList();
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    /** Whether it is the newest event of its user, which is bought. */
    private static boolean isTest(Event event) {
        return event.timestamp() >= BEGIN + 9 * DAY;
    }

    private static LogDescription described(List<Event> events) {
        return LogDescription.of(RandomLog.of(events).histories(), 0, null, ProgressListener.NONE);
    }

    private static List<EvaluationWarning> warnings(List<Event> events) {
        return described(events).withSplit(SplitPlan.leaveLastOut("buy")).warnings();
    }

    private static EvaluationWarning only(List<EvaluationWarning> warnings, String name) {
        assertThat(warnings).extracting(EvaluationWarning::name).containsExactly(name);
        return warnings.get(0);
    }

    private static EvaluationWarning among(List<EvaluationWarning> warnings, String name) {
        return warnings.stream()
                .filter(warning -> warning.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + warnings));
    }

    @Test
    void aGoodLogRaisesNone() {
        assertThat(warnings(shop(USERS))).isEmpty();
        assertThat(described(shop(USERS)).warnings()).isEmpty();
    }

    @Test
    void repeatsIntoTheTest() {
        List<Event> events = changed(event -> isTest(event) && number(event.user()) % 4 == 0
                ? new Event(event.user(), "i" + (7 * number(event.user()) + 8) % ITEMS, "buy", event.timestamp())
                : event);
        EvaluationWarning warning = only(warnings(events), "repeats");
        assertThat(warning.share()).isEqualTo(0.25);
        assertThat(warning.sentence())
                .startsWith("300 of 1,200 test events (25.0 %) are on an item that the user had before, 25.0 % on the"
                        + " item of the event just before");
        assertThat(warning.advice()).contains("--novel");
        assertThat(described(events)
                        .withSplit(SplitPlan.leaveLastOut("buy").novel(true))
                        .warnings())
                .isEmpty();
    }

    @Test
    void repeatsIntoTheValidationAlone() {
        List<Event> events = changed(event -> event.timestamp() >= BEGIN + 6 * DAY
                        && event.timestamp() < BEGIN + 7 * DAY
                ? new Event(event.user(), "i" + (7 * number(event.user()) + 5) % ITEMS, "buy", event.timestamp())
                : event);
        assertThat(only(warnings(events), "repeats").sentence())
                .startsWith("1,200 of 1,200 validation events (100.0 %) are on an item that the user had before, and"
                        + " only 0 % of the test events");
    }

    @Test
    void tiesOfDays() {
        List<Event> events = changed(event -> new Event(
                event.user(),
                event.item(),
                event.behavior(),
                (event.timestamp() - BEGIN) / DAY == 8
                        ? BEGIN + 9 * DAY
                        : (event.timestamp() - BEGIN) / DAY * DAY + BEGIN));
        EvaluationWarning warning = only(warnings(events), "ties");
        assertThat(warning.share()).isEqualTo(0.2);
        assertThat(warning.sentence())
                .startsWith("The times are days. 2,400 of 12,000 events (20.0 %) have the day of another event")
                .contains("1,200 of 1,200 test events (100.0 %)");
    }

    @Test
    void tiesOfSecondsNeedMore() {
        List<Event> few = changed(
                event -> isTest(event) ? new Event(event.user(), event.item(), "buy", event.timestamp() - DAY) : event);
        assertThat(warnings(few)).isEmpty();
        List<Event> many = changed(event -> new Event(
                event.user(),
                event.item(),
                event.behavior(),
                BEGIN + 37L * number(event.user()) % DAY + (isTest(event) ? DAY : 0)));
        assertThat(among(warnings(many), "ties").share()).isEqualTo(0.9);
    }

    @Test
    void noTimes() throws IOException {
        List<String> rows = new ArrayList<>(List.of("user_id\titem_id\tbehavior"));
        shop(USERS).forEach(event -> rows.add(event.user() + "\t" + event.item() + "\t" + event.behavior()));
        Histories histories = Histories.of(
                new EventLogReader().columns("user,item,behavior").read(Files.write(folder.resolve("log.tsv"), rows)));
        only(
                LogDescription.of(histories, 0, null, ProgressListener.NONE)
                        .withSplit(SplitPlan.leaveLastOut("buy"))
                        .warnings(),
                "no-times");
    }

    @Test
    void unseenItems() {
        List<Event> events = changed(event -> isTest(event) && number(event.user()) % 10 == 0
                ? new Event(event.user(), "new" + number(event.user()) % 2, "buy", event.timestamp())
                : event);
        assertThat(among(warnings(events), "unseen").share()).isEqualTo(0.1);
    }

    @Test
    void itemsOfTheFuture() {
        List<Event> events = changed(event -> number(event.user()) % 10 == 0
                ? new Event(event.user(), "new" + event.item(), event.behavior(), event.timestamp() + 100 * DAY)
                : event);
        EvaluationWarning warning = among(warnings(events), "future");
        assertThat(warning.share()).isEqualTo(1);
        assertThat(warning.sentence()).contains("1,080 of 1,200 test events (90.0 %) are older");
        assertThat(warning.advice()).contains("--split-time 80%");
        assertThat(described(events)
                        .withSplit(SplitPlan.byTime("buy", "2017-09-01", SplitPlan.TargetsPerUser.FIRST))
                        .warnings())
                .extracting(EvaluationWarning::name)
                .doesNotContain("future");
    }

    @Test
    void everybodyBuysOnce() {
        List<Event> events = changed(
                event -> isTest(event) ? event : new Event(event.user(), event.item(), "click", event.timestamp()));
        EvaluationWarning warning = only(warnings(events), "one-target");
        assertThat(warning.sentence()).contains("only 0 events can train, and other events must validate");
        assertThat(warning.advice()).contains("--train-on every");
        assertThat(described(events)
                        .withSplit(SplitPlan.leaveLastOut("buy").trainOnEveryBehavior(true))
                        .warnings())
                .isEmpty();
    }

    @Test
    void nothingLeftToTrainOn() {
        List<Event> events = changed(event -> event.timestamp() >= BEGIN + 6 * DAY
                ? event
                : new Event(event.user(), event.item(), "click", event.timestamp()));
        only(warnings(events), "few-examples");
    }

    @Test
    void fewTestsAndFewUsers() {
        EvaluationWarning few = only(warnings(shop(100)), "few-tests");
        assertThat(few.sentence()).contains("only 100 test events").contains("±0.098");
        List<Event> events = changed(event ->
                number(event.user()) < 36 ? event : new Event(event.user(), event.item(), "click", event.timestamp()));
        assertThat(among(warnings(events), "few-users").share()).isEqualTo(0.03);
    }

    @Test
    void noSplit() {
        assertThat(only(warnings(shop(2)), "no-split").sentence()).contains("found 2, needed at least 3");
    }

    @Test
    void copiesBurstsAndHeavyUsers() {
        LogDescription copied =
                LogDescription.of(RandomLog.of(shop(USERS)).histories(), 200, null, ProgressListener.NONE);
        assertThat(only(copied.warnings(), "copies").share()).isEqualTo(200.0 / 12_200);
        List<Event> bursts = new ArrayList<>(shop(USERS));
        shop(USERS).stream()
                .filter(event -> event.behavior().equals("click"))
                .forEach(event -> bursts.add(new Event(event.user(), event.item(), "click", event.timestamp() + 60)));
        assertThat(only(warnings(bursts), "bursts").share()).isEqualTo(7_200.0 / 19_200);
        List<Event> heavy = new ArrayList<>(shop(USERS));
        for (int i = 0; i < 3_000; i++) {
            heavy.add(new Event("u0", "i" + i, "click", BEGIN + i));
        }
        assertThat(among(warnings(heavy), "heavy-users").share()).isEqualTo(3_020.0 / 15_000);
    }

    @Test
    void testFileThatOverlapsTheLog() throws IOException {
        List<Event> log = shop(USERS);
        List<Event> tests = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            tests.add(new Event("u" + user, "i" + (7 * user + 30) % ITEMS, "buy", BEGIN + 20 * DAY));
        }
        assertThat(warnings(log, tests)).isEmpty();
        List<Event> inLog = new ArrayList<>(tests);
        log.stream().filter(event -> isTest(event) && number(event.user()) < 12).forEach(inLog::add);
        EvaluationWarning found = among(warnings(log, inLog), "test-in-log");
        assertThat(found.sentence()).startsWith("12 of 1,212 test events");
        List<Event> earlier = new ArrayList<>(tests);
        earlier.set(0, new Event("u0", "i30", "buy", BEGIN + 8 * DAY + 5));
        assertThat(only(warnings(log, earlier), "after-test").sentence()).startsWith("1 event of the log");
        List<Event> twice = new ArrayList<>(tests);
        twice.add(tests.get(7));
        only(warnings(log, twice), "test-twice");
        List<Event> unknown = new ArrayList<>(tests);
        for (int i = 0; i < 20; i++) {
            unknown.add(new Event("nobody" + i, "i1", "buy", BEGIN + 20 * DAY));
        }
        assertThat(only(warnings(log, unknown), "unknown-tests").share()).isEqualTo(20.0 / 1_220);
    }

    private List<EvaluationWarning> warnings(List<Event> log, List<Event> tests) throws IOException {
        List<String> rows = new ArrayList<>(List.of("user_id\titem_id\tbehavior\ttimestamp"));
        tests.forEach(event ->
                rows.add(event.user() + "\t" + event.item() + "\t" + event.behavior() + "\t" + event.timestamp()));
        LogDescription description = described(log);
        Histories histories = RandomLog.of(log).histories();
        TestTargets targets =
                new EventLogReader().readTestTargets(Files.write(folder.resolve("test.tsv"), rows), histories);
        TestOverlap overlap = TestOverlap.of(histories, targets, "buy");
        return description
                .withTest(overlap.histories(), SplitPlan.withTest("buy", overlap.tests()), targets, overlap)
                .warnings();
    }
}
