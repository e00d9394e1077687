package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOutItemsTest {
    @Test
    void hidesEarlierEventsOnTheLastTwoTargets() {
        Histories histories =
                histories("click a", "click b", "buy c", "click d", "buy b", "click a", "click e", "buy a", "click a");

        assertThat(events(HeldOutItems.hide(histories, "buy")))
                .containsExactly("buy c", "click d", "buy b", "click e", "buy a", "click a");
    }

    @Test
    void theTargetBeforeTheLastIsOfAnotherItem() {
        Histories histories = histories("click b", "click c", "buy b", "click a", "buy a", "click d", "buy a");

        assertThat(events(HeldOutItems.hide(histories, "buy"))).containsExactly("click c", "buy b", "click d", "buy a");
    }

    @Test
    void hidesEarlierEventsOnTheEventThatStandsInForATarget() {
        Histories histories = histories("click b", "click c", "click a", "click b", "click a", "buy a", "click b");

        assertThat(events(HeldOutItems.hide(histories, "buy")))
                .as("a is the test, and the last click on b before it validates")
                .containsExactly("click c", "click b", "buy a", "click b");
    }

    @Test
    void hidesEarlierEventsOnTheLastEventBeforeATestFile() {
        EventLog log = log("buy d", "click b", "click a", "click b", "click a");
        TestTargets.Builder tests = new TestTargets.Builder(log);
        tests.add("u", "a", "buy");

        assertThat(events(HeldOutItems.hide(Histories.of(log), "buy", tests.build())))
                .as("nothing is before the only purchase, so that it cannot validate")
                .containsExactly("buy d", "click b");
    }

    @Test
    void hidesAllEventsOnItemsOfTheTestFile() {
        EventLog log = log("click a", "click b", "buy c", "click d", "buy b", "click c", "click a");
        TestTargets.Builder tests = new TestTargets.Builder(log);
        tests.add("u", "a", "buy");

        assertThat(events(HeldOutItems.hide(Histories.of(log), "buy", tests.build())))
                .containsExactly("buy c", "click d", "buy b", "click c");
    }

    @Test
    void otherUsersKeepTheirEventsTimesAndLabels() {
        EventLogBuilder builder = new EventLogBuilder();
        builder.add("u", "a", "click", 1);
        builder.add("u", "a", "buy", 2);
        builder.add("v", "a", "click", 3);
        Histories hidden = HeldOutItems.hide(Histories.of(builder.build()), "buy");

        assertThat(hidden.length(1)).isEqualTo(1);
        assertThat(hidden.length(2)).isEqualTo(1);
        assertThat(hidden.timestamp(1, 0)).isEqualTo(2);
        assertThat(hidden.timestamp(2, 0)).isEqualTo(3);
        assertThat(hidden.label(2, 0)).isZero();
        assertThat(hidden.items().size()).isEqualTo(1);
    }

    private static EventLog log(String... events) {
        EventLogBuilder builder = new EventLogBuilder();
        for (int i = 0; i < events.length; i++) {
            String[] words = events[i].split(" ", 2);
            builder.add("u", words[1], words[0], i);
        }
        return builder.build();
    }

    private static Histories histories(String... events) {
        return Histories.of(log(events));
    }

    /** Of the only user. */
    private static List<String> events(Histories histories) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < histories.length(1); i++) {
            events.add(histories.behaviors().id(histories.behavior(1, i)) + " "
                    + histories.items().id(histories.item(1, i)));
        }
        return events;
    }
}
