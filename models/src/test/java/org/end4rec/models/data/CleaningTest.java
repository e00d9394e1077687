package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.SlowCleaning.Row;
import org.junit.jupiter.api.Test;

class CleaningTest {
    private static final long NOON = 1_700_000_000;

    private static Histories of(EventLogBuilder builder) {
        builder.events.stepsPerSecond = 1;
        return Histories.of(builder.build());
    }

    private static Histories small() {
        return of(new EventLogBuilder()
                .add("ann", "a", "view", NOON)
                .add("ann", "b", "pv", NOON + 60)
                .add("ann", "a", "pv", NOON + 3600)
                .add("ann", "a", "order", NOON + 3601)
                .add("bob", "c", "view", NOON)
                .add("bob", "c", "cart", NOON + 7)
                .add("cid", "a", "cart", NOON + 86_400));
    }

    /** @param spread how far the ids and times are apart */
    private static Histories random(int seed, int rows, int spread) {
        RandomStream random = RandomStream.of(seed, "cleaning", rows);
        EventLogBuilder builder = new EventLogBuilder();
        List<String> behaviors = List.of("view", "pv", "cart", "buy");
        for (int row = 0; row < rows; row++) {
            // the square root makes some users and items frequent
            builder.add(
                    "u" + (int) Math.sqrt(random.below(4L * row, spread * spread)),
                    "i" + (int) Math.sqrt(random.below(4L * row + 1, 2 * spread * spread)),
                    behaviors.get(random.below(4L * row + 2, 4)),
                    NOON + random.below(4L * row + 3, 40 * spread));
        }
        return of(builder);
    }

    // values

    @Test
    void withoutSettingsEverythingStays() {
        Histories all = small();
        assertThat(Cleaning.NONE.apply(all).histories()).isSameAs(all);
        assertThat(Cleaning.NONE.apply(all).steps()).isEmpty();
        assertThat(Cleaning.NONE.isEmpty()).isTrue();
        assertThat(Cleaning.NONE).hasToString("");
        assertThat(Cleaning.NONE.minUserEvents(1).apply(all).histories()).isSameAs(all);
    }

    @Test
    void behaviorsAreMergedRenamedAndDropped() {
        Cleaned cleaned = Cleaning.NONE
                .behaviors(Map.of("view", "click", "pv", "click", "order", "buy"))
                .withoutBehaviors(Set.of("cart"))
                .apply(small());
        Histories left = cleaned.histories();
        assertThat(left.users().ids()).containsExactly("ann", "bob");
        assertThat(left.items().ids()).containsExactly("a", "b", "c");
        assertThat(left.behaviors().ids()).containsExactly("click", "buy");
        assertThat(SlowCleaning.rows(left))
                .containsExactly(
                        new Row("ann", "a", "click", NOON),
                        new Row("ann", "b", "click", NOON + 60),
                        new Row("ann", "a", "click", NOON + 3600),
                        new Row("ann", "a", "buy", NOON + 3601),
                        new Row("bob", "c", "click", NOON));
        assertThat(cleaned.steps().toString())
                .isEqualTo("[behaviors buy=order click=pv+view, without cart: 5 events, 2 users, 3 items left]");
    }

    @Test
    void aBehaviorMayGetTheNameOfAnother() {
        Histories left =
                Cleaning.NONE.behaviors(Map.of("pv", "view")).apply(small()).histories();
        assertThat(left.behaviors().ids()).containsExactly("view", "order", "cart");
        Histories swapped = Cleaning.NONE
                .behaviors(Map.of("pv", "view", "view", "pv"))
                .apply(small())
                .histories();
        assertThat(swapped.behaviors().ids()).containsExactly("pv", "view", "order", "cart");
        assertThat(swapped.behaviors(1)).containsExactly(1, 2, 2, 3);
    }

    @Test
    void aWindowHasItsFirstAndItsLastDay() {
        Histories all = small();
        assertThat(times("2023-11-14", "2023-11-14", all)).hasSize(6);
        assertThat(times("2023-11-15", "2023-11-16", all)).containsExactly(NOON + 86_400);
        assertThat(times("2023-11-14 22:13:27", "2023-11-14T22:14:20Z", all)).containsExactly(NOON + 60, NOON + 7);
        assertThat(times("" + NOON, NOON + 7 + ".5", all)).containsExactly(NOON, NOON, NOON + 7);
    }

    private static List<Long> times(String from, String to, Histories all) {
        Histories left = Cleaning.NONE.fromTime(from).toTime(to).apply(all).histories();
        return SlowCleaning.rows(left).stream().map(Row::time).toList();
    }

    @Test
    void aRepeatIsComparedWithTheEventThatIsKept() {
        EventLogBuilder builder = new EventLogBuilder();
        for (long later : new long[] {0, 30, 60, 61, 120, 122}) {
            builder.add("ann", "a", "click", NOON + later).add("ann", "a", "buy", NOON + 2 * later);
        }
        Cleaned cleaned = Cleaning.NONE.repeatsWithin(Duration.ofMinutes(1)).apply(of(builder));
        assertThat(SlowCleaning.where(
                        SlowCleaning.rows(cleaned.histories()),
                        row -> row.behavior().equals("click")))
                .extracting(Row::time)
                .containsExactly(NOON, NOON + 61, NOON + 122);
        assertThat(cleaned.steps().get(0).what()).isEqualTo("without repeats within 1m");
    }

    @Test
    void aSampleIsTheSameForEver() {
        List<String> sampled = new ArrayList<>();
        for (int user = 0; user < 100; user++) {
            if (UserShare.has("sample of users", 0.05, "u" + user)) {
                sampled.add("u" + user);
            }
        }
        assertThat(sampled).containsExactly("u15", "u21", "u25", "u27", "u28", "u38", "u41", "u56", "u71");
    }

    @Test
    void stepsHaveOneOrder() {
        Cleaning one = Cleaning.NONE
                .minItemEvents(2)
                .sampleUsers(0.025)
                .maxUserQuantile(0.999)
                .repeatsWithin(Duration.ofHours(36))
                .toTime("2017-12-03")
                .minUserEvents(5)
                .withoutBehaviors(Set.of("cart", "fav"));
        assertThat(one)
                .hasToString("without cart and fav, times to 2017-12-03, without repeats within 36h, users up to the"
                        + " quantile 0.999, 2.5% of the users, at least 5 events of each user and 2 of each item");
    }

    @Test
    void testEventsOfWhatIsGoneAreCounted() {
        EventLogBuilder builder = new EventLogBuilder()
                .add("ann", "a", "click", 1)
                .add("bob", "b", "buy", 2)
                .add("bob", "c", "click", 3)
                .add("cid", "c", "click", 4);
        EventLog log = builder.build();
        TestTargets.Builder tests = new TestTargets.Builder(log);
        tests.add("ann", "b", "click");
        tests.add("cid", "c", "click");
        tests.add("bob", "a", "click");
        tests.add("bob", "c", "buy");
        tests.add("cid", "b", null);
        tests.add("zoe", "b", null);
        Cleaned cleaned = Cleaning.NONE.fromTime("3").apply(Histories.of(log));
        TestTargets left = cleaned.tests(tests.build());
        assertThat(left.size()).isEqualTo(1);
        assertThat(cleaned.histories().users().id(left.user(0))).isEqualTo("cid");
        assertThat(cleaned.histories().items().id(left.item(0))).isEqualTo("c");
        assertThat(left.behavior(0)).isEqualTo(1);
        assertThat(left.unknownUsers()).as("ann and zoe").isEqualTo(2);
        assertThat(left.unknownItems()).isEqualTo(2);
        assertThat(left.unknownBehaviors()).isEqualTo(1);
    }

    // oracle

    @Test
    void cleansAsRowsAreCleaned() {
        Map<String, String> names = Map.of("view", "click", "pv", "click");
        int somethingLeft = 0;
        for (int seed = 0; seed < 300; seed++) {
            Histories all = random(seed, 30 + 3 * seed, 5 + seed % 25);
            int ofUser = 1 + seed % 7;
            int ofItem = 1 + seed % 5;
            double quantile = 1 - seed % 4 * 0.1;
            double share = 1 - seed % 3 * 0.3;
            long from = NOON + seed % 11;
            List<Row> rows = SlowCleaning.where(
                    SlowCleaning.renamed(SlowCleaning.rows(all), names),
                    row -> !row.behavior().equals("cart"));
            rows = SlowCleaning.where(rows, row -> row.time() >= from && row.time() <= from + 500);
            rows = SlowCleaning.withoutRepeats(rows, 20);
            rows = rows.isEmpty() ? rows : SlowCleaning.withoutHeavyUsers(rows, quantile);
            rows = SlowCleaning.where(rows, row -> UserShare.has("sample of users", share, row.user()));
            rows = SlowCleaning.core(rows, ofUser, ofItem);
            Cleaning cleaning = Cleaning.NONE
                    .minUserEvents(ofUser)
                    .sampleUsers(share)
                    .behaviors(names)
                    .withoutBehaviors(Set.of("cart"))
                    .maxUserQuantile(quantile)
                    .repeatsWithin(Duration.ofSeconds(20))
                    .fromTime("" + from)
                    .toTime("" + (from + 500))
                    .minItemEvents(ofItem);
            if (rows.isEmpty()) {
                assertThatThrownBy(() -> cleaning.apply(all)).hasMessageContaining("no event is left");
                continue;
            }
            somethingLeft++;
            Cleaned cleaned = cleaning.apply(all);
            assertThat(SlowCleaning.rows(cleaned.histories()))
                    .as("seed %d", seed)
                    .isEqualTo(rows);
            assertCompact(cleaned, all);
        }
        assertThat(somethingLeft).isBetween(150, 299);
    }

    /** Every id has an event, ids keep their order, and the last step counts what is left. */
    private static void assertCompact(Cleaned cleaned, Histories all) {
        Histories left = cleaned.histories();
        List<Row> rows = SlowCleaning.rows(left);
        Set<String> users = new LinkedHashSet<>();
        Set<String> items = new HashSet<>();
        Set<String> behaviors = new HashSet<>();
        rows.forEach(row -> {
            users.add(row.user());
            items.add(row.item());
            behaviors.add(row.behavior());
        });
        assertThat(left.users().ids()).containsExactlyElementsOf(users);
        assertThat(left.items().ids()).containsExactlyInAnyOrderElementsOf(items);
        assertThat(left.behaviors().ids()).containsExactlyInAnyOrderElementsOf(behaviors);
        assertThat(left.items().ids())
                .containsExactlyElementsOf(
                        all.items().ids().stream().filter(items::contains).toList());
        Cleaned.Step last = cleaned.steps().get(cleaned.steps().size() - 1);
        assertThat(List.of(last.events(), last.users(), last.items()))
                .containsExactly(rows.size(), users.size(), items.size());
    }

    @Test
    void theCoreDoesNotDependOnTheRoomForItsIndex() {
        for (int seed = 0; seed < 150; seed++) {
            Histories all = random(seed, 400, 12 + seed % 40);
            EventCore core = new EventCore(1 + seed % 6, 1 + seed % 8);
            List<Row> expected = SlowCleaning.core(SlowCleaning.rows(all), core.ofUser(), core.ofItem());
            for (int room : new int[] {0, 7, 60, 100_000}) {
                Selection left = new Selection(all);
                core.apply(left, room);
                assertThat(left.events()).as("seed %d, room %d", seed, room).isEqualTo(expected.size());
            }
        }
    }

    /** Each fall brings the next: user after item after user, along the whole log. */
    @Test
    void theCoreOfAChainIsEmpty() {
        int length = 20_000;
        EventLogBuilder builder = new EventLogBuilder();
        for (int i = 0; i < length; i++) {
            builder.add("u" + i, "i" + i, "click", i).add("u" + i, "i" + (i + 1), "click", i);
        }
        builder.add("x", "a", "click", 1).add("x", "b", "click", 1).add("y", "a", "click", 1);
        Histories all = of(builder.add("y", "b", "click", 1));
        Cleaned cleaned = Cleaning.NONE.minUserEvents(2).minItemEvents(2).apply(all);
        assertThat(cleaned.histories().users().ids()).containsExactly("x", "y");
        assertThat(cleaned.histories().items().ids()).containsExactly("a", "b");
    }

    @Test
    void aSmallerSampleIsAPartOfALargerOne() {
        Histories all = random(1, 20_000, 1000);
        Set<String> before = Set.of();
        for (double share : new double[] {0.01, 0.1, 0.5, 1}) {
            Histories left = Cleaning.NONE.sampleUsers(share).apply(all).histories();
            Set<String> users = new HashSet<>(left.users().ids());
            assertThat(users).containsAll(before);
            assertThat((double) users.size() / all.users().size()).isBetween(share - 0.03, share + 0.03);
            before = users;
        }
        assertThat(before).hasSize(all.users().size());
    }

    // edges

    @Test
    void finerTimesThanSecondsAreCompared() {
        EventLogBuilder builder = new EventLogBuilder();
        for (long later : new long[] {0, 999, 1000, 1001}) {
            builder.add("ann", "a", "click", 1000 * NOON + later);
        }
        builder.events.stepsPerSecond = 1000;
        builder.events.stepsPerUnit = 1000;
        Histories all = Histories.of(builder.build());
        assertThat(Cleaning.NONE
                        .repeatsWithin(Duration.ofSeconds(1))
                        .apply(all)
                        .histories()
                        .events())
                .isEqualTo(2);
        assertThat(Cleaning.NONE.fromTime(NOON + ".9991").apply(all).histories().events())
                .isEqualTo(2);
        assertThat(Cleaning.NONE.toTime(NOON + ".9991").apply(all).histories().events())
                .isEqualTo(2);
        assertThat(Cleaning.NONE
                        .repeatsWithin(Duration.ofDays(106_751_991_167_300L / 86_400))
                        .apply(all)
                        .histories()
                        .events())
                .isEqualTo(1);
    }

    @Test
    void labelsStay() {
        EventLogBuilder builder = new EventLogBuilder()
                .add("ann", "a", "click", 1, "noise")
                .add("ann", "b", "click", 2)
                .add("ann", "c", "click", 3, "taste");
        Histories left =
                Cleaning.NONE.fromTime("2").apply(Histories.of(builder.build())).histories();
        assertThat(left.label(1, 0)).isZero();
        assertThat(left.labels().id(left.label(1, 1))).isEqualTo("taste");
        assertThat(left.hasTimes()).isTrue();
        assertThat(left.stepsPerUnit()).isEqualTo(1);
    }

    // errors

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Cleaning.NONE.sampleUsers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cleaning: sampleUsers is 0.0; it must be above 0 and at most 1");
        assertThatThrownBy(() -> Cleaning.NONE.maxUserQuantile(Double.NaN))
                .hasMessage("Cleaning: maxUserQuantile is NaN; it must be above 0 and at most 1");
        assertThatThrownBy(() -> Cleaning.NONE.minItemEvents(0))
                .hasMessage("Cleaning: minItemEvents is 0; it must be at least 1");
        assertThatThrownBy(() -> Cleaning.NONE.repeatsWithin(Duration.ZERO))
                .hasMessage("Cleaning: repeatsWithin is PT0S; it must be above 0");
        assertThatThrownBy(() -> Cleaning.NONE.fromTime("yesterday"))
                .hasMessage("Cleaning.fromTime: 'yesterday' is no time; give a date such as 2017-11-25 or"
                        + " 2017-11-25T18:30+08:00, or a number in the unit of the log's times");
        assertThatThrownBy(
                        () -> Cleaning.NONE.behaviors(Map.of("view", "click")).withoutBehaviors(Set.of("view")))
                .hasMessage("Cleaning: the behavior 'view' is both renamed and dropped; do one of them");
        assertThatThrownBy(() -> Cleaning.NONE.behaviors(Map.of("view", "")))
                .hasMessageContaining("the new name of a behavior is empty");
    }

    @Test
    void aLogWithoutWhatAStepNeedsIsRefused() throws EventLogException {
        assertThatThrownBy(() -> Cleaning.NONE.withoutBehaviors(Set.of("fav")).apply(small()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cleaning: the log has no behavior 'fav'; its behaviors are view (2), pv (2), cart (2),"
                        + " order (1)");
        assertThatThrownBy(() -> Cleaning.NONE.fromTime("2024-02-01").apply(small()))
                .hasMessage("Cleaning: no event is left: times from 2024-02-01, and none of 7 events is there, since"
                        + " the times of the log are from 2023-11-14 22:13:20 to 2023-11-15 22:13:20; choose a milder"
                        + " setting");
        assertThatThrownBy(() -> Cleaning.NONE
                        .fromTime("2017-12-04")
                        .toTime("2017-12-03")
                        .apply(small()))
                .hasMessage("Cleaning: the times from 2017-12-04 to 2017-12-03 are no window: it begins after its end;"
                        + " exchange the two");
        assertThatThrownBy(() -> Cleaning.NONE.toTime("20171203").apply(small()))
                .hasMessage("Cleaning.toTime: in the unit of the log, the number 20171203 is no time between 1990 and"
                        + " 2100; give a date such as 2017-11-25, or a number like those of the log, whose times are"
                        + " from 2023-11-14 22:13:20 to 2023-11-15 22:13:20");
        EventLogBuilder days = new EventLogBuilder().add("ann", "a", "click", 3).add("ann", "b", "click", 17);
        Histories unknown = Histories.of(days.build());
        assertThatThrownBy(() -> Cleaning.NONE.fromTime("2017-11-25").apply(unknown))
                .hasMessage("Cleaning.fromTime: 2017-11-25 is a date, and the unit of the log's times is unknown; give"
                        + " a number in the unit of the log, whose times are from 3 to 17");
        assertThatThrownBy(
                        () -> Cleaning.NONE.repeatsWithin(Duration.ofHours(1)).apply(unknown))
                .hasMessageStartingWith("Cleaning.repeatsWithin: the unit of the log's times is unknown");
        InputStream rows = new ByteArrayInputStream("ann,a\nann,b\n".getBytes(StandardCharsets.UTF_8));
        Histories untimed =
                Histories.of(new EventLogReader().columns("user,item").read(rows, "rows"));
        assertThatThrownBy(() -> Cleaning.NONE.toTime("5").apply(untimed))
                .hasMessage("Cleaning.toTime: the log has no times; give a log with times, or leave this setting out");
    }
}
