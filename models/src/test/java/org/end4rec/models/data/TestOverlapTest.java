package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestOverlapTest {
    private static final long NOON = 1_700_000_000;

    @TempDir
    private Path folder;

    /** Ann has b before and after a purchase of a, and bob buys a twice. */
    private static EventLog log(long start) {
        EventLogBuilder log = new EventLogBuilder();
        log.events.stepsPerSecond = start > 0 ? 1 : 0;
        return log.add("ann", "b", "click", start)
                .add("ann", "a", "buy", start + 10)
                .add("ann", "b", "click", start + 20)
                .add("bob", "a", "buy", start)
                .add("bob", "b", "click", start + 10)
                .add("bob", "a", "buy", start + 20)
                .add("cid", "b", "buy", start)
                .build();
    }

    // values

    @Test
    void anEventOfTheSameTimeIsTheTestEvent() throws IOException {
        TestOverlap overlap = overlap(log(NOON), "user,item,behavior,time", "ann,a,buy," + (NOON + 10));
        assertThat(overlap.isEmpty()).isFalse();
        assertThat(overlap)
                .hasToString("1 of 1 test events are in the log; 1 events of the log come after the test event of their"
                        + " user");
        assertThat(items(overlap.histories(), 1)).containsExactly("b");
        assertThat(items(overlap.histories(), 2)).containsExactly("a", "b", "a");
    }

    @Test
    void anEventOfAnotherTimeIsNot() throws IOException {
        EventLog log = log(NOON);
        assertThat(overlap(log, "user,item,behavior,time", "bob,a,buy," + (NOON + 21))
                        .isEmpty())
                .as("a second apart is the same time")
                .isFalse();
        TestOverlap later = overlap(log, "user,item,behavior,time", "bob,a,buy," + (NOON + 22));
        assertThat(later.isEmpty()).isTrue();
        assertThat(items(later.histories(), 2)).containsExactly("a", "b", "a");
        assertThat(overlap(log, "user,item,behavior,time", "ann,b,buy," + (NOON + 20))
                        .isEmpty())
                .as("a click is no purchase")
                .isTrue();
        assertThat(overlap(log, "user,item,behavior,time", "ann,b,buy," + (NOON + 12)))
                .hasToString("1 events of the log come after the test event of their user");
    }

    @Test
    void theFirstTestEventOfAUserIsWhatEventsComeAfter() throws IOException {
        String early = "bob,a,buy," + (NOON + 5);
        String late = "bob,b,buy," + (NOON + 30);
        for (List<String> rows : List.of(List.of(early, late), List.of(late, early))) {
            TestOverlap overlap = overlap(log(NOON), "user,item,behavior,time", rows.toArray(String[]::new));
            assertThat(overlap).hasToString("2 events of the log come after the test event of their user");
            assertThat(items(overlap.histories(), 2)).containsExactly("a");
        }
    }

    @Test
    void withoutTimesTheLastPurchaseIsTheTestEvent() throws IOException {
        EventLog log = log(NOON);
        TestOverlap overlap = overlap(log, "user,item,behavior", "ann,a,buy", "bob,b,buy", "cid,a,buy");
        assertThat(overlap)
                .hasToString("1 of 3 test events are in the log; 1 events of the log come after the test event of their"
                        + " user");
        assertThat(items(overlap.histories(), 1)).containsExactly("b");
        assertThat(items(overlap.histories(), 2)).containsExactly("a", "b", "a");
    }

    @Test
    void withoutTimesAnEarlierPurchaseIsARepeatedOne() throws IOException {
        EventLog log = new EventLogBuilder()
                .add("ann", "a", "buy", NOON)
                .add("ann", "b", "buy", NOON + 1)
                .build();
        assertThat(overlap(log, "user,item,behavior", "ann,a,buy").isEmpty()).isTrue();
        assertThat(overlap(log, "user,item,behavior", "ann,a,buy", "ann,b,buy"))
                .as("of two test events the last two purchases count")
                .hasToString("2 of 2 test events are in the log");
    }

    @Test
    void withoutTimesTenThatAllOccurAreInTheLog() throws IOException {
        for (int tests : new int[] {9, 10}) {
            EventLogBuilder log = new EventLogBuilder();
            List<String> rows = new ArrayList<>();
            for (int user = 0; user < tests; user++) {
                log.add("u" + user, "a", "buy", NOON).add("u" + user, "b", "buy", NOON + 1);
                rows.add("u" + user + ",a,buy");
            }
            TestOverlap overlap = overlap(log.build(), "user,item,behavior", rows.toArray(String[]::new));
            assertThat(overlap.toString())
                    .isEqualTo(
                            tests == 9
                                    ? ""
                                    : "10 of 10 test events are in the log; 10 events of the log come after the test"
                                            + " event of their user");
            assertThat(overlap.histories().events()).isEqualTo(tests == 9 ? 18 : 0);
        }
    }

    @Test
    void rowsThatAskTheSameAreAskedOnce() throws IOException {
        TestOverlap overlap = overlap(
                log(NOON),
                "user,item,behavior,time",
                "cid,a,buy," + (NOON + 50),
                "cid,a,buy," + (NOON + 60),
                "cid,b,click," + NOON,
                "cid,b,click," + NOON);
        assertThat(overlap).hasToString("1 rows repeat an earlier row of the test file");
        assertThat(overlap.tests().size()).as("clicks are not asked for").isEqualTo(3);
        assertThat(overlap.tests().timestamp(0)).isEqualTo(NOON + 50);
        assertThat(overlap.histories().events()).isEqualTo(7);
    }

    // edges

    @Test
    void secondsAndMillisecondsAreCompared() throws IOException {
        EventLog seconds = log(NOON);
        assertThat(overlap(seconds, "user,item,behavior,time", "ann,a,buy," + (NOON * 1000 + 10_999)))
                .hasToString("1 of 1 test events are in the log; 1 events of the log come after the test event of their"
                        + " user");
        EventLogBuilder milliseconds = new EventLogBuilder();
        milliseconds.events.stepsPerSecond = 1000;
        for (String user : List.of("ann", "bob")) {
            milliseconds.add(user, "b", "click", NOON * 1000).add(user, "a", "buy", NOON * 1000 + 10_500);
        }
        assertThat(overlap(milliseconds.build(), "user,item,behavior,time", "ann,a,buy," + (NOON + 10)))
                .hasToString("1 of 1 test events are in the log");
    }

    @Test
    void aLogOfAnUnknownUnitIsTakenToHaveTheOneOfTheTestFile() throws IOException {
        EventLog log = new EventLogBuilder()
                .add("ann", "b", "click", NOON)
                .add("ann", "a", "buy", NOON + 1)
                .build();
        assertThat(overlap(log, "user,item,behavior,time", "ann,a,buy," + (NOON + 1)))
                .hasToString("1 of 1 test events are in the log");
        assertThat(overlap(log, "user,item,behavior,time", "ann,a,buy," + (NOON + 2))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void timesThatCannotBeComparedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> overlap(log(0), "user,item,behavior,time", "ann,a,buy," + NOON))
                .withMessage(
                        "TestOverlap: the times of the test file and the times of the log have different units, so the"
                                + " order of the events is unknown; write both in the same unit, or leave the times of"
                                + " the test file out");
    }

    @Test
    void aTestWithoutBehaviorsIsOfTheTarget() throws IOException {
        assertThat(overlap(log(NOON), "user,item", "ann,a"))
                .hasToString("1 of 1 test events are in the log; 1 events of the log come after the test event of "
                        + "their user");
    }

    private TestOverlap overlap(EventLog log, String header, String... rows) throws IOException {
        Path file = Files.writeString(folder.resolve("test.csv"), header + "\n" + String.join("\n", rows) + "\n");
        return TestOverlap.of(Histories.of(log), new EventLogReader().readTestTargets(file, log), "buy");
    }

    private static List<String> items(Histories histories, int user) {
        List<String> items = new ArrayList<>();
        for (int item : histories.items(user)) {
            items.add(histories.items().id(item));
        }
        return items;
    }
}
