package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final long NOON = 1_700_000_000;

    // values

    @Test
    void anEventOfTheSameTimeIsACopy() {
        Copies copies = Copies.of(Histories.of(new EventLogBuilder()
                .add("ann", "a", "click", 7)
                .add("ann", "a", "click", 7)
                .add("ann", "a", "buy", 7)
                .add("ann", "b", "click", 7)
                .add("bob", "a", "click", 7)
                .add("ann", "a", "click", 8)
                .add("ann", "a", "click", 7)
                .build()));
        assertThat(copies.count()).isEqualTo(2);
        assertThat(events(copies.leftOut(), 1)).containsExactly("click a 7", "buy a 7", "click b 7", "click a 8");
        assertThat(events(copies.leftOut(), 2)).containsExactly("click a 7");
        assertThat(copies)
                .hasToString("2 of 7 events are copies of other events (same user, item and behavior at the same"
                        + " time)");
    }

    @Test
    void aSecondLaterIsACopyWhereTheUnitIsKnown() {
        EventLogBuilder seconds = new EventLogBuilder();
        EventLogBuilder milliseconds = new EventLogBuilder();
        seconds.events.stepsPerSecond = 1;
        milliseconds.events.stepsPerSecond = 1000;
        for (long later : new long[] {0, 1, 2, 3, 5}) {
            seconds.add("ann", "a", "click", NOON + later);
            milliseconds.add("ann", "a", "click", 1000 * NOON + 700 * later);
        }
        Copies copies = Copies.of(Histories.of(seconds.build()));
        assertThat(events(copies.leftOut(), 1))
                .as("what is kept counts, not what is taken out")
                .containsExactly("click a " + NOON, "click a " + (NOON + 2), "click a " + (NOON + 5));
        assertThat(copies)
                .hasToString(
                        "2 of 5 events are copies of other events (same user, item and behavior at the same time or up"
                                + " to a second later)");
        assertThat(Copies.of(Histories.of(milliseconds.build())).count()).isEqualTo(2);
    }

    @Test
    void ofALogInDaysEqualEventsOfADayAreCopies() {
        long day = 86_400;
        EventLogBuilder log = new EventLogBuilder();
        for (long time : new long[] {0, 0, day, day, 2 * day}) {
            log.add("ann", "a", "click", NOON / day * day + time);
        }
        assertThat(Copies.of(Histories.of(log.build())).count()).isEqualTo(2);
    }

    @Test
    void withoutTimesAnImmediateRepeatIsACopy() throws EventLogException {
        Copies copies = Copies.of(ofRows("ann,a", "bob,a", "ann,a", "ann,b", "ann,a", "cid,c", "ann,a", "ann,a"));
        assertThat(copies.count()).isEqualTo(3);
        assertThat(items(copies.leftOut(), 1)).containsExactly("a", "b", "a");
        assertThat(copies)
                .hasToString(
                        "3 of 8 events are copies of other events (same user, item and behavior as the user's event"
                                + " just before)");
    }

    @Test
    void withoutTimesALogThatRepeatsItselfIsFound() throws EventLogException {
        List<String> rows = List.of("ann,a", "ann,b", "bob,b", "cid,a", "cid,c", "cid,c", "ann,a");
        for (int times = 2; times <= 3; times++) {
            List<String> all = new ArrayList<>();
            Collections.nCopies(times, rows).forEach(all::addAll);
            Copies copies = Copies.of(ofRows(all.toArray(String[]::new)));
            assertThat(copies.count()).isEqualTo(7 * (times - 1) + 1);
            assertThat(items(copies.leftOut(), 1)).containsExactly("a", "b", "a");
            assertThat(items(copies.leftOut(), 3)).containsExactly("a", "c");
            assertThat(copies.toString())
                    .endsWith("are copies of other events (the log repeats the same events " + times + " times)");
        }
    }

    @Test
    void withoutTimesOneUserWhoDoesNotRepeatIsEnoughToKeepAll() throws EventLogException {
        Histories repeated =
                ofRows("ann,a", "ann,b", "bob,b", "bob,a", "cid,a", "cid,c", "ann,a", "ann,b", "bob,b", "bob,a");
        assertThat(Copies.of(repeated).count()).isZero();
    }

    // oracle

    @Test
    void findsInAnyOrderWhatASlowSearchFinds() {
        for (int seed = 0; seed < 200; seed++) {
            RandomStream random = RandomStream.of(seed, "copies", 0);
            EventLogBuilder builder = new EventLogBuilder();
            builder.events.stepsPerSecond = seed % 2;
            for (int row = 0; row < 60; row++) {
                builder.add(
                        "u" + random.below(4L * row, 3),
                        "i" + random.below(4L * row + 1, 2),
                        random.below(4L * row + 2, 2) == 0 ? "buy" : "click",
                        NOON + random.below(4L * row + 3, 30));
            }
            Histories all = Histories.of(builder.build());
            Histories left = Copies.of(all).leftOut();
            for (int user = 1; user <= all.users().size(); user++) {
                assertThat(events(left, user)).isEqualTo(slowly(all, user, seed % 2));
            }
        }
    }

    private static List<String> slowly(Histories all, int user, long window) {
        List<Integer> kept = new ArrayList<>();
        for (int at = 0; at < all.length(user); at++) {
            boolean copy = false;
            for (int before : kept) {
                copy |= all.item(user, before) == all.item(user, at)
                        && all.behavior(user, before) == all.behavior(user, at)
                        && all.timestamp(user, at) - all.timestamp(user, before) <= window;
            }
            if (!copy) {
                kept.add(at);
            }
        }
        return kept.stream().map(at -> event(all, user, at)).toList();
    }

    // edges

    @Test
    void aLogWithoutCopiesIsTheSame() {
        Histories histories = Histories.of(new EventLogBuilder()
                .add("ann", "a", "click", Long.MIN_VALUE)
                .add("ann", "a", "click", Long.MAX_VALUE)
                .build());
        assertThat(Copies.of(histories).count()).isZero();
        assertThat(Copies.of(histories).leftOut()).isSameAs(histories);
        assertThat(Copies.of(Histories.of(new EventLogBuilder().build())).count())
                .isZero();
    }

    @Test
    void labelsAndNumbersStay() {
        Histories left = Copies.of(Histories.of(new EventLogBuilder()
                        .add("ann", "a", "click", 1, "genuine")
                        .add("ann", "a", "click", 1, "accidental")
                        .add("ann", "b", "click", 2, "accidental")
                        .build()))
                .leftOut();
        assertThat(left.labels().id(left.label(1, 0))).isEqualTo("genuine");
        assertThat(left.labels().id(left.label(1, 1))).isEqualTo("accidental");
        assertThat(left.items().size()).isEqualTo(2);
    }

    private static Histories ofRows(String... rows) throws EventLogException {
        String text = String.join("\n", rows) + "\n";
        return Histories.of(new EventLogReader()
                .columns("user,item")
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "rows"));
    }

    private static List<String> items(Histories histories, int user) {
        List<String> items = new ArrayList<>();
        for (int item : histories.items(user)) {
            items.add(histories.items().id(item));
        }
        return items;
    }

    private static List<String> events(Histories histories, int user) {
        List<String> events = new ArrayList<>();
        for (int at = 0; at < histories.length(user); at++) {
            events.add(event(histories, user, at));
        }
        return events;
    }

    private static String event(Histories histories, int user, int at) {
        return histories.behaviors().id(histories.behavior(user, at)) + " "
                + histories.items().id(histories.item(user, at)) + " " + histories.timestamp(user, at);
    }
}
