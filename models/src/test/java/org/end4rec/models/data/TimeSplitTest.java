package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.SplitPlan.TargetsPerUser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A split at a time: what happened before trains, what happened after tests. */
class TimeSplitTest {
    private static final long NOON = 1_700_000_000;

    /** Three users with an event every hour; each third is a purchase. */
    private static Histories hours() {
        EventLogBuilder log = new EventLogBuilder();
        for (int hour = 0; hour < 20; hour++) {
            for (String user : List.of("ann", "bob", "cid")) {
                log.add(user, user.charAt(0) + "" + hour, hour % 3 == 2 ? "buy" : "click", NOON + 3600L * hour);
            }
        }
        log.events.stepsPerSecond = 1;
        return Histories.of(log.build());
    }

    private static Histories random(int seed) {
        RandomStream random = RandomStream.of(seed, "split by time", 0);
        EventLogBuilder log = new EventLogBuilder();
        int span = 20 + 10 * (seed % 30);
        for (int row = 0; row < 30 + seed % 200; row++) {
            log.add(
                    "u" + random.below(4L * row, 3 + seed % 12),
                    "i" + random.below(4L * row + 1, 5 + seed % 9),
                    random.below(4L * row + 2, 3) == 0 ? "buy" : "click",
                    NOON + random.below(4L * row + 3, span));
        }
        log.events.stepsPerSecond = 1;
        return Histories.of(log.build());
    }

    // values

    @Test
    void targetsFromTheTimeOnAreTheTest() {
        Histories all = hours();
        SplitPlan plan = SplitPlan.byTime("buy", "2023-11-15T10:13:20", TargetsPerUser.EVERY)
                .validateFrom("2023-11-15 07:13:20");
        Split split = Split.of(all, plan);
        assertThat(split.visible(1)).as("events of hours 0 to 8").isEqualTo(9);
        assertThat(ends(split.train(), 1)).containsExactly(2, 5, 8);
        assertThat(ends(split.validation(), 1)).containsExactly(11);
        assertThat(ends(split.test(), 1)).containsExactly(14, 17);
        assertThat(split.test().get(0).target()).isEqualTo(all.item(1, 14));
        assertThat(plan.on(all))
                .hasToString("split by time: training before 2023-11-15 07:13:20, validation before"
                        + " 2023-11-15 10:13:20, then the test; every target of the users");
        assertThat(ends(Split.of(all, of("80%", TargetsPerUser.FIRST)).test(), 2))
                .containsExactly(17);
        assertThat(ends(Split.of(all, of("50%", TargetsPerUser.FIRST)).test(), 2))
                .containsExactly(11);
        assertThat(ends(Split.of(all, of("50%", TargetsPerUser.LAST)).test(), 2))
                .containsExactly(17);
        assertThat(ends(Split.of(all, of("50%", TargetsPerUser.FIRST)).validation(), 3))
                .containsExactly(8);
    }

    private static SplitPlan of(String time, TargetsPerUser chosen) {
        return SplitPlan.byTime("buy", time, chosen).validateFrom("30%");
    }

    private static List<Integer> ends(List<Example> examples, int user) {
        return examples.stream()
                .filter(example -> example.user() == user)
                .map(Example::end)
                .toList();
    }

    @Test
    void ofANovelSplitNothingBeforeATargetIsOnItsItem() {
        EventLogBuilder log = new EventLogBuilder()
                .add("ann", "a", "click", 1)
                .add("ann", "b", "click", 2)
                .add("ann", "c", "buy", 3)
                .add("ann", "b", "buy", 4)
                .add("ann", "a", "buy", 5)
                .add("ann", "b", "buy", 6);
        for (String user : List.of("bob", "cid")) {
            for (int time = 0; time < 7; time++) {
                log.add(user, "abcdefg".substring(time, time + 1), "buy", time);
            }
        }
        Histories all = Histories.of(log.build());
        SplitPlan plan = SplitPlan.byTime("buy", "5", TargetsPerUser.EVERY)
                .validateFrom("4")
                .novel(true)
                .on(all);
        Histories left = HeldOutItems.hide(all, plan);
        assertThat(items(left, 1))
                .as("b of time 6 and a of time 5 are held out")
                .isEqualTo("cab");
        Split split = Split.of(left, plan);
        assertThat(ends(split.test(), 1)).containsExactly(1, 2);
        assertThat(split.visible(1)).isEqualTo(1);
    }

    private static String items(Histories histories, int user) {
        StringBuilder items = new StringBuilder();
        for (int item : histories.items(user)) {
            items.append(histories.items().id(item));
        }
        return items.toString();
    }

    // oracle

    @Test
    void splitsAsRowsAreSplit() {
        int split = 0;
        for (int seed = 0; seed < 1500; seed++) {
            Histories all = random(seed);
            TargetsPerUser chosen = TargetsPerUser.values()[seed % 3];
            int percent = 30 + seed % 60;
            SplitPlan plan = SplitPlan.byTime("buy", percent + "%", chosen);
            plan = seed % 2 == 0 ? plan : plan.validateFrom(percent - 20 + "%");
            Split made = splitOrNone(all, plan);
            // without a target to train on, other behaviors stand in
            if (made == null || made.trainsOnEveryBehavior()) {
                continue;
            }
            split++;
            long[] times = times(all);
            long test = times[percent * times.length / 100];
            long[] before = Arrays.stream(times).filter(time -> time < test).toArray();
            long validation =
                    seed % 2 == 0 ? before[9 * before.length / 10] : times[(percent - 20) * times.length / 100];
            assertThat(made.test()).isEqualTo(slowly(all, test, Long.MAX_VALUE, chosen));
            assertThat(made.validation()).isEqualTo(slowly(all, validation, test, chosen));
            assertThat(made.train()).isEqualTo(slowly(all, Long.MIN_VALUE, validation, TargetsPerUser.EVERY));
            assertNothingLaterTrains(all, made, validation);
        }
        assertThat(split).isBetween(1000, 1499);
    }

    private static @Nullable Split splitOrNone(Histories all, SplitPlan plan) {
        try {
            return Split.of(all, plan);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s)(Split|SplitPlan.byTime): .*(is left|before the test|needed).*");
            return null;
        }
    }

    private static long[] times(Histories all) {
        return SlowCleaning.rows(all).stream()
                .mapToLong(SlowCleaning.Row::time)
                .sorted()
                .toArray();
    }

    private static List<Example> slowly(Histories all, long from, long to, TargetsPerUser chosen) {
        List<Example> examples = new ArrayList<>();
        for (int user = 1; user <= all.users().size(); user++) {
            int of = user;
            List<Example> targets = IntStream.range(1, all.length(user))
                    .filter(at -> all.timestamp(of, at) >= from && all.timestamp(of, at) < to)
                    .filter(at -> all.behaviors().id(all.behavior(of, at)).equals("buy"))
                    .mapToObj(at -> new Example(of, at, all.item(of, at)))
                    .toList();
            int size = targets.size();
            examples.addAll(
                    switch (chosen) {
                        case FIRST -> targets.subList(0, Math.min(1, size));
                        case LAST -> targets.subList(Math.max(0, size - 1), size);
                        case EVERY -> targets;
                    });
        }
        return examples;
    }

    private static void assertNothingLaterTrains(Histories all, Split split, long validation) {
        for (int user = 1; user <= all.users().size(); user++) {
            for (int at = 0; at < all.length(user); at++) {
                assertThat(at < split.visible(user)).isEqualTo(all.timestamp(user, at) < validation);
            }
        }
        for (Example example : split.train()) {
            assertThat(all.timestamp(example.user(), example.end())).isLessThan(validation);
        }
    }

    @Test
    void novelSplitsHaveNoEventThatRevealsATarget() {
        int targets = 0;
        for (int seed = 0; seed < 1500; seed++) {
            Histories all = random(seed);
            TargetsPerUser chosen = TargetsPerUser.values()[seed % 3];
            SplitPlan plan =
                    SplitPlan.byTime("buy", 40 + seed % 50 + "%", chosen).novel(true);
            Split whole = splitOrNone(all, plan.novel(false));
            if (whole == null) {
                continue;
            }
            SplitPlan fixed = plan.on(all);
            Histories left = HeldOutItems.hide(all, fixed);
            Split split = splitOrNone(left, fixed);
            if (split == null) {
                continue;
            }
            Set<String> heldOut = new TreeSet<>();
            for (Example example : Stream.concat(split.validation().stream(), split.test().stream())
                    .toList()) {
                heldOut.add(example.user() + " " + example.target());
                targets++;
                for (int at = 0; at < example.end(); at++) {
                    assertThat(left.item(example.user(), at)).isNotEqualTo(example.target());
                }
            }
            assertThat(lostKeys(all, left)).as("seed %d", seed).isSubsetOf(heldOut);
            long first = whole.test().stream()
                    .mapToLong(example -> all.timestamp(example.user(), example.end()))
                    .min()
                    .orElseThrow();
            for (Example example : split.train()) {
                assertThat(left.timestamp(example.user(), example.end())).isLessThan(first);
            }
        }
        assertThat(targets).isGreaterThan(5000);
    }

    /** User and item of each event that is gone. */
    private static Set<String> lostKeys(Histories all, Histories left) {
        Set<String> lost = new TreeSet<>();
        for (int user = 1; user <= all.users().size(); user++) {
            int kept = 0;
            for (int at = 0; at < all.length(user); at++) {
                boolean stays = kept < left.length(user)
                        && left.item(user, kept) == all.item(user, at)
                        && left.behavior(user, kept) == all.behavior(user, at)
                        && left.timestamp(user, kept) == all.timestamp(user, at);
                kept += stays ? 1 : 0;
                if (!stays) {
                    lost.add(user + " " + all.item(user, at));
                }
            }
            assertThat(kept).isEqualTo(left.length(user));
        }
        return lost;
    }

    @Test
    void ordersTimesAsSortingDoes() {
        RandomStream random = RandomStream.of(5, "times", 0);
        for (int size = 1; size < 40; size++) {
            EventLogBuilder log = new EventLogBuilder();
            List<Long> times = new ArrayList<>();
            for (int row = 0; row < size; row++) {
                long time = random.bits(100L * size + row) >> (size % 3 * 20);
                time = row == 7 ? Long.MIN_VALUE : row == 11 ? Long.MAX_VALUE - 1 : time;
                times.add(time);
                log.add("u" + row % 3, "i", "click", time);
            }
            times.sort(Comparator.naturalOrder());
            TimeOrder order = new TimeOrder(Histories.of(log.build()));
            for (int i = 0; i < size; i++) {
                assertThat(order.at((double) i / size, Long.MAX_VALUE)).isEqualTo(times.get(i));
                long end = times.get(i);
                assertThat(order.before(end))
                        .isEqualTo(times.stream().filter(time -> time < end).count());
            }
        }
    }

    // errors

    @Test
    void timesThatLeaveNothingAreRefused() throws EventLogException {
        Histories all = hours();
        assertThatThrownBy(() -> Split.of(all, SplitPlan.byTime("buy", "2023-11-16", TargetsPerUser.LAST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Split: no test example is left: no 'buy' event from 2023-11-16 00:00:00 on has an event of"
                        + " its user before it; the times of the log are from 2023-11-14 22:13:20 to"
                        + " 2023-11-15 17:13:20; choose an earlier time for the test");
        assertThatThrownBy(() -> Split.of(all, SplitPlan.byTime("buy", "2023-11-14", TargetsPerUser.LAST)))
                .hasMessage("SplitPlan.byTime: no event is before the test, which begins at 2023-11-14 00:00:00; the"
                        + " times of the log are from 2023-11-14 22:13:20 to 2023-11-15 17:13:20; choose a later time");
        assertThatThrownBy(() -> Split.of(
                        all, SplitPlan.byTime("buy", "50%", TargetsPerUser.LAST).validateFrom("2023-11-15 08:13:20")))
                .hasMessage("SplitPlan.byTime: the validation begins at 2023-11-15 08:13:20, and the test at"
                        + " 2023-11-15 08:13:20; choose an earlier time for the validation");
        assertThatThrownBy(() -> Split.of(
                        all,
                        SplitPlan.byTime("buy", "2023-11-15 08:13:20", TargetsPerUser.LAST)
                                .validateFrom("2023-11-15 07:13:20")))
                .hasMessageStartingWith("Split: no validation example is left: no 'buy' event from 2023-11-15 07:13:20"
                        + " to 2023-11-15 08:13:20 has an event of its user before it;");
        assertThatThrownBy(() -> Split.of(
                        all, SplitPlan.byTime("buy", "5%", TargetsPerUser.LAST).validateFrom("2000-01-01")))
                .hasMessageContaining("no ");
        Histories untimed = Histories.of(
                all.users(), all.items(), all.behaviors(), all.offsets(), all.itemColumn(), all.behaviorColumn());
        assertThatThrownBy(() -> Split.of(untimed, SplitPlan.byTime("buy", "50%", TargetsPerUser.LAST)))
                .hasMessage("SplitPlan.byTime: the log has no times; give a log with times, or leave this setting out");
    }

    @Test
    void timesThatEachUserHasForHimselfAreRefused() {
        EventLogBuilder log = new EventLogBuilder();
        for (int user = 0; user < 10; user++) {
            for (int time = 0; time < 8; time++) {
                log.add("u" + user, "i" + (user + time) % 7, "buy", time + (user == 9 ? 1 : 0));
            }
        }
        Histories all = Histories.of(log.build());
        assertThatThrownBy(() -> Split.of(all, SplitPlan.byTime("buy", "50%", TargetsPerUser.LAST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SplitPlan.byTime: 9 of 10 users begin at the time 0, so the times seem to be counted anew"
                        + " for each user; a split by time needs a clock that all users share");
    }

    @Test
    void sharesOutOfRangeAreRefused() {
        for (String share : List.of("0%", "100%", "-5%", "x%", "%")) {
            assertThatThrownBy(() -> SplitPlan.byTime("buy", share, TargetsPerUser.LAST))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("SplitPlan.byTime: '" + share
                            + "' is no share of the events; it must be above 0% and below 100%");
        }
        assertThatThrownBy(() -> SplitPlan.leaveLastOut("buy").validateFrom("50%"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("SplitPlan: validateFrom is for a split by time; this plan is split by the last targets");
    }
}
