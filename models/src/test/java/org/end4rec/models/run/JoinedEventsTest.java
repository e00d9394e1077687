package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.run.WarmStart.LogForm;
import org.junit.jupiter.api.Test;

/** Logs are lists of texts such as {@code "u1 click A"}, in the order of time. */
class JoinedEventsTest {
    private static final List<String> OLD = Stream.of(
                    "u1 click A, u1 buy A, u1 click B, u1 buy B, u1 click C, u1 buy C",
                    "u2 click B, u2 buy B, u2 click A, u2 buy A",
                    "u3 click C, u3 buy C, u3 click B, u3 buy B",
                    "u4 click Q, u4 buy A, u4 buy B, u4 buy C",
                    "u6 click B, u6 click C, u6 buy A")
            .flatMap(user -> Stream.of(user.split(", ")))
            .toList();

    private static Histories histories(List<String> events) {
        EventLogBuilder log = new EventLogBuilder();
        for (int i = 0; i < events.size(); i++) {
            String[] parts = events.get(i).split(" ");
            log.add(parts[0], parts[2], parts[1], i);
        }
        return Histories.of(log.build());
    }

    private static Histories log(String... events) {
        return histories(List.of(events));
    }

    private static RunData run(boolean novel) {
        return RunData.leaveLastOut(histories(OLD), "buy", novel);
    }

    private static List<String> texts(Histories histories, String user) {
        List<String> texts = new ArrayList<>();
        int number = histories.users().number(user);
        for (int position = 0; position < histories.length(number); position++) {
            texts.add(histories.behaviors().id(histories.behavior(number, position)) + " "
                    + histories.items().id(histories.item(number, position)));
        }
        return texts;
    }

    private static List<String> whole(String... more) {
        List<String> events = new ArrayList<>(OLD);
        events.addAll(List.of(more));
        return events;
    }

    // values

    @Test
    void laterEventsAreAppended() {
        JoinedEvents joined = JoinedEvents.of(run(false), log("u5 click D", "u2 fav D", "u2 click A"), null);
        Histories all = joined.histories();
        assertThat(joined.form()).isEqualTo(LogForm.LATER);
        assertThat(joined.added()).isEqualTo(3);
        assertThat(joined.had()).isZero();
        assertThat(joined.continuing()).isEqualTo(1);
        assertThat(texts(all, "u2")).containsExactly("click B", "buy B", "click A", "buy A", "fav D", "click A");
        assertThat(texts(all, "u5")).containsExactly("click D");
        assertThat(texts(all, "u1")).containsExactly("click A", "buy A", "click B", "buy B", "click C", "buy C");
        assertThat(all.events()).isEqualTo(OLD.size() + 3);
    }

    @Test
    void idsOfTheRunKeepTheirNumbersAndNewOnesFollow() {
        Histories before = run(false).histories();
        Histories all = JoinedEvents.of(run(false), log("u5 fav E", "u2 click D", "u0 click A"), null)
                .histories();
        assertThat(all.users().ids()).containsExactly("u1", "u2", "u3", "u4", "u6", "u5", "u0");
        assertThat(all.items().ids()).containsExactly("A", "B", "C", "Q", "E", "D");
        assertThat(all.behaviors().ids()).containsExactly("click", "buy", "fav");
        assertThat(all.items().ids().subList(0, 4)).isEqualTo(before.items().ids());
    }

    @Test
    void theWholeLogIsNotCountedTwice() {
        JoinedEvents joined =
                JoinedEvents.of(run(false), histories(whole("u5 click D", "u2 fav D", "u2 click A")), null);
        assertThat(joined.form()).isEqualTo(LogForm.WHOLE);
        assertThat(joined.added()).isEqualTo(3);
        assertThat(joined.had()).isEqualTo(OLD.size());
        assertThat(joined.histories().events()).isEqualTo(OLD.size() + 3);
        assertThat(texts(joined.histories(), "u2"))
                .containsExactly("click B", "buy B", "click A", "buy A", "fav D", "click A");
    }

    /** In a novel split the run lacks the clicks on B and C of u1, which only the whole log has. */
    @Test
    void theWholeLogBringsBackWhatANovelSplitHid() {
        RunData novel = run(true);
        assertThat(texts(novel.histories(), "u1")).containsExactly("click A", "buy A", "buy B", "buy C");
        JoinedEvents whole = JoinedEvents.of(novel, histories(whole("u1 buy D")), null);
        assertThat(whole.form()).isEqualTo(LogForm.WHOLE);
        assertThat(texts(whole.histories(), "u1"))
                .containsExactly("click A", "buy A", "click B", "buy B", "click C", "buy C", "buy D");
        assertThat(whole.added()).isEqualTo(1);
        assertThat(whole.had()).isEqualTo(OLD.size());
        assertThat(whole.hidden())
                .isEqualTo(OLD.size() - novel.histories().events())
                .isPositive();
        assertThat(whole.continuing()).isEqualTo(1);
        JoinedEvents later = JoinedEvents.of(novel, log("u1 buy D"), null);
        assertThat(later.form()).isEqualTo(LogForm.LATER);
        assertThat(texts(later.histories(), "u1")).containsExactly("click A", "buy A", "buy B", "buy C", "buy D");
    }

    /** A whole log of some of the users: the others keep their histories. */
    @Test
    void usersThatTheLogLacksStay() {
        JoinedEvents joined = JoinedEvents.of(
                run(false), log("u3 click C", "u3 buy C", "u3 click B", "u3 buy B", "u3 click D"), null);
        assertThat(joined.form()).isEqualTo(LogForm.WHOLE);
        assertThat(joined.added()).isEqualTo(1);
        assertThat(texts(joined.histories(), "u3")).hasSize(5);
        assertThat(texts(joined.histories(), "u4")).hasSize(4);
    }

    // oracle

    /** A log is cut at a random time; the later part and the whole log give the same. */
    @Test
    void laterEventsAndTheWholeLogGiveTheSame() {
        Random random = new Random(7);
        for (int trial = 0; trial < 40; trial++) {
            List<String> events = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                events.add("u" + random.nextInt(1 + 15 * (i + 30) / 300) + (random.nextInt(3) > 0 ? " click " : " buy ")
                        + "i" + random.nextInt(5 + i / 4));
            }
            int cut = 150 + random.nextInt(140);
            RunData old = RunData.leaveLastOut(histories(events.subList(0, cut)), "buy", false);
            JoinedEvents later = JoinedEvents.of(old, histories(events.subList(cut, events.size())), LogForm.LATER);
            JoinedEvents whole = JoinedEvents.of(old, histories(events), null);
            assertThat(whole.form()).isEqualTo(LogForm.WHOLE);
            assertThat(whole.added()).isEqualTo(later.added()).isEqualTo(events.size() - cut);
            assertThat(whole.continuing()).isEqualTo(later.continuing());
            assertThat(whole.histories().users().ids())
                    .isEqualTo(histories(events).users().ids());
            for (String user : whole.histories().users().ids()) {
                assertThat(texts(later.histories(), user))
                        .isEqualTo(texts(whole.histories(), user))
                        .isEqualTo(texts(histories(events), user));
            }
        }
    }

    // edges

    @Test
    void anEqualEventAtTheBorderIsANewEvent() {
        List<String> old = new ArrayList<>();
        List<String> more = new ArrayList<>();
        for (int user = 0; user < 40; user++) {
            String id = "u" + user;
            old.addAll(List.of(id + " buy A", id + " buy B", id + " buy D", id + " click B", id + " buy C"));
            more.addAll(List.of(id + " click " + (user == 0 ? "B" : "D"), id + " buy C"));
        }
        RunData run = RunData.leaveLastOut(histories(old), "buy", false);
        JoinedEvents joined = JoinedEvents.of(run, histories(more), null);
        assertThat(joined.form()).isEqualTo(LogForm.LATER);
        assertThat(joined.added()).isEqualTo(80);
        assertThat(joined.doubtful()).isEqualTo(1);
    }

    @Test
    void aLogWithoutEvents() {
        JoinedEvents joined = JoinedEvents.of(run(false), Histories.of(new EventLogBuilder().build()), null);
        assertThat(joined.added()).isZero();
        assertThat(joined.histories().itemColumn())
                .isEqualTo(run(false).histories().itemColumn());
    }

    @Test
    void theSameLogAgain() {
        JoinedEvents joined = JoinedEvents.of(run(true), histories(OLD), null);
        assertThat(joined.form()).isEqualTo(LogForm.WHOLE);
        assertThat(joined.histories().events()).isEqualTo(OLD.size());
        assertThat(joined.added()).isZero();
        assertThat(joined.continuing()).isZero();
    }

    // errors

    /** The newest two events of u1 and u2 again: a log that begins before the run ends. */
    @Test
    void aPartOfTheRunIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JoinedEvents.of(
                        run(false),
                        log("u1 click C", "u1 buy C", "u1 click D", "u2 click A", "u2 buy A", "u3 click D"),
                        null))
                .withMessage("WarmStart: the log repeats events of the run, but not all of them: of its 3 users that"
                        + " the run knows, 0 begin with the whole history that the run has, and 2 with the newest part"
                        + " of it, such as user 'u1'. Give a log that begins after the events of the run, or the whole"
                        + " log so far; or say which it is: later (users really repeat these events) or whole (its"
                        + " histories replace those of the run)");
    }

    /** u1 is whole, but of u2 an event is missing. */
    @Test
    void aWholeLogWithAGapIsRefused() {
        List<String> events = whole("u1 click D");
        events.remove("u2 buy B");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JoinedEvents.of(run(false), histories(events), null))
                .withMessageContaining("4 begin with the whole history that the run has");
        JoinedEvents replaced = JoinedEvents.of(run(false), histories(events), LogForm.WHOLE);
        assertThat(texts(replaced.histories(), "u2")).containsExactly("click B", "click A", "buy A");
        JoinedEvents appended = JoinedEvents.of(run(false), histories(events), LogForm.LATER);
        assertThat(appended.added()).isEqualTo(events.size());
        assertThat(appended.histories().events()).isEqualTo(OLD.size() + events.size());
    }

    /** Too little to know: the only known user has one event, and begins with it. */
    @Test
    void oneEqualEventOfTheOnlyKnownUserIsRefused() {
        List<String> old = whole("u9 click B");
        RunData run = RunData.leaveLastOut(histories(old), "buy", false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JoinedEvents.of(run, log("u9 click B", "u9 click A"), null));
    }
}
