package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {
    @TempDir
    private Path folder;

    /** Users 1 and 2 click a, buy a, click b, buy b, buy c; user 3 buys c and clicks a; items a, b, c are 1, 2, 3. */
    private static EventLog log() {
        EventLogBuilder builder = new EventLogBuilder();
        for (String user : List.of("ann", "bob")) {
            builder.add(user, "a", "click", 1)
                    .add(user, "a", "buy", 2)
                    .add(user, "b", "click", 3)
                    .add(user, "b", "buy", 4)
                    .add(user, "c", "buy", 5);
        }
        return builder.add("cid", "c", "buy", 1).add("cid", "a", "click", 2).build();
    }

    @Test
    void holdsOutTheLastTwoTargets() {
        Split split = Split.leaveLastOut(Histories.of(log()), "buy", false);
        assertThat(split.train()).containsExactly(new Example(1, 1, 1), new Example(2, 1, 1));
        assertThat(split.validation()).containsExactly(new Example(1, 3, 2), new Example(2, 3, 2));
        assertThat(split.test())
                .as("the only target of user 3 has nothing before it")
                .containsExactly(new Example(1, 4, 3), new Example(2, 4, 3));
        assertThat(new int[] {split.visible(1), split.visible(2), split.visible(3)})
                .containsExactly(3, 3, 0);
        assertThat(split.targetBehavior()).isEqualTo(2);
    }

    @Test
    void dropsTrainingExamplesWhoseInputIsOnlyTheHiddenItem() {
        EventLog log = new EventLogBuilder()
                .add("ann", "x", "click", 0)
                .add("ann", "y", "buy", 1)
                .add("ann", "y", "buy", 2)
                .add("ann", "z", "buy", 3)
                .add("bob", "a", "click", 0)
                .add("bob", "a", "buy", 1)
                .add("cid", "a", "buy", 1)
                .build();
        Split novel = Split.leaveLastOut(Histories.of(log), "buy", true);
        assertThat(novel.novel()).isTrue();
        assertThat(novel.train()).containsExactly(new Example(1, 1, 2));
        assertThat(novel.test()).containsExactly(new Example(1, 3, 3));
        assertThat(Split.leaveLastOut(Histories.of(log), "buy", false).test())
                .containsExactly(new Example(1, 3, 3), new Example(2, 1, 4));
    }

    @Test
    void testsOnTheFileAndValidatesOnTheLastTarget() throws IOException {
        EventLog log = log();
        Path file = Files.writeString(
                folder.resolve("test.tsv"), "user_id,item_id,behavior\nann,b,buy\ncid,b,buy\nbob,a,click\n");
        TestTargets targets = new EventLogReader().readTestTargets(file, log);
        Split split = Split.withTest(Histories.of(log), targets, "buy", false);
        assertThat(split.train())
                .containsExactly(
                        new Example(1, 1, 1), new Example(1, 3, 2), new Example(2, 1, 1), new Example(2, 3, 2));
        assertThat(split.validation()).containsExactly(new Example(1, 4, 3), new Example(2, 4, 3));
        assertThat(split.test()).containsExactly(new Example(1, 5, 2), new Example(3, 2, 2));
        assertThat(new int[] {split.visible(1), split.visible(3)}).containsExactly(4, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.withTest(Histories.of(log), targets, "click", true))
                .withMessage("Split: no training example is left; an example needs a user with two events before the"
                        + " held-out events; give a larger log or choose another target behavior");
    }

    @Test
    void dropsExactlyTheHeldOutItemsThatTrainingCannotKnow() {
        Histories histories = Histories.of(new EventLogBuilder()
                .add("ann", "a", "click", 1)
                .add("ann", "b", "buy", 2)
                .add("ann", "z", "buy", 3)
                .add("ann", "q", "buy", 4)
                .add("bob", "z", "click", 1)
                .add("bob", "a", "buy", 2)
                .add("bob", "p", "buy", 3)
                .add("bob", "b", "buy", 4)
                .add("cid", "b", "click", 1)
                .add("cid", "z", "buy", 2)
                .add("cid", "a", "buy", 3)
                .add("cid", "z", "buy", 4)
                .build());
        Split whole = Split.leaveLastOut(histories, "buy", false);
        Split known = whole.withoutUnknownItems(histories);
        int z = histories.items().number("z");
        assertThat(known.validation()).containsExactly(new Example(1, 2, z), new Example(3, 2, 1));
        assertThat(known.test()).containsExactly(new Example(2, 3, 2), new Example(3, 3, z));
        assertThat(known.train()).isEqualTo(whole.train());
        assertThat(known.visible()).isEqualTo(whole.visible());
        assertThat(known.novel()).isEqualTo(whole.novel());
        assertThat(known.targetBehavior()).isEqualTo(whole.targetBehavior());
        Split again = known.withoutUnknownItems(histories);
        assertThat(again.validation()).isEqualTo(known.validation());
        assertThat(again.test()).isEqualTo(known.test());
    }

    @Test
    void refusesToHoldOutNothingButUnknownItems() {
        Histories ownValidation = ofThree("own %s", "b");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Split.leaveLastOut(ownValidation, "buy", false).withoutUnknownItems(ownValidation))
                .withMessage(
                        "Split: no item that is held out for validation occurs in the training events; give a larger"
                                + " log, or split without novel targets");
        Histories ownTest = ofThree("b", "own %s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(ownTest, "buy", false).withoutUnknownItems(ownTest))
                .withMessage(
                        "Split: no item that is held out for the test occurs in the training events; give a larger log,"
                                + " or split without novel targets");
    }

    /** Three users who have a and b, and then the two items, which may be of their own. */
    private static Histories ofThree(String validation, String test) {
        EventLogBuilder builder = new EventLogBuilder();
        for (String user : List.of("ann", "bob", "cid")) {
            builder.add(user, "a", "click", 1)
                    .add(user, "b", "buy", 2)
                    .add(user, validation.formatted(user), "buy", 3)
                    .add(user, test.formatted(user), "buy", 4);
        }
        return Histories.of(builder.build());
    }

    /** Each user clicks three items and buys one, once. */
    private static EventLogBuilder once() {
        EventLogBuilder builder = new EventLogBuilder();
        for (String user : List.of("ann", "bob", "cid")) {
            builder.add(user, "a", "click", 1)
                    .add(user, "b", "click", 2)
                    .add(user, "c", "click", 3)
                    .add(user, "d", "buy", 4);
        }
        return builder;
    }

    @Test
    void whereEverybodyBuysOnceOtherEventsStandIn() {
        Histories histories = Histories.of(once().build());
        Split split = Split.leaveLastOut(histories, "buy", false);
        assertThat(split.test()).containsExactly(new Example(1, 3, 4), new Example(2, 3, 4), new Example(3, 3, 4));
        assertThat(split.validation())
                .containsExactly(new Example(1, 2, 3), new Example(2, 2, 3), new Example(3, 2, 3));
        assertThat(split.train()).containsExactly(new Example(1, 1, 2), new Example(2, 1, 2), new Example(3, 1, 2));
        assertThat(split.visible()).containsExactly(0, 2, 2, 2);
        assertThat(split.trainsOnEveryBehavior()).isTrue();
        assertThat(split.validatesOnEveryBehavior()).isTrue();
        Split saved = Split.of(
                histories,
                split.targetBehavior(),
                false,
                split.train(),
                split.validation(),
                split.test(),
                split.visible());
        assertThat(saved.trainsOnEveryBehavior())
                .as("a saved split knows it too")
                .isTrue();
        assertThat(saved.validatesOnEveryBehavior()).isTrue();
        assertThat(Split.leaveLastOut(Histories.of(log()), "buy", false).trainsOnEveryBehavior())
                .isFalse();
    }

    @Test
    void aUserWithoutTheTargetTrainsToTheEnd() {
        Histories histories = Histories.of(once().add("dan", "a", "click", 1)
                .add("dan", "c", "click", 2)
                .add("dan", "d", "click", 3)
                .build());
        Split split = Split.leaveLastOut(histories, "buy", false);
        assertThat(split.visible(4)).isEqualTo(3);
        assertThat(split.train()).contains(new Example(4, 1, 3), new Example(4, 2, 4));
    }

    @Test
    void whereOneUserBuysTwiceThatValidatesAndOtherEventsTrain() {
        Histories histories = Histories.of(once().add("ann", "a", "buy", 5).build());
        Split split = Split.leaveLastOut(histories, "buy", false);
        assertThat(split.validation()).containsExactly(new Example(1, 3, 4));
        assertThat(split.validatesOnEveryBehavior()).isFalse();
        assertThat(split.trainsOnEveryBehavior()).isTrue();
        assertThat(split.visible()).containsExactly(0, 3, 3, 3);
    }

    @Test
    void withATestFileTheLastEventOfTheLogStandsIn() {
        EventLog log = new EventLogBuilder()
                .add("ann", "d", "buy", 1)
                .add("ann", "b", "click", 2)
                .add("ann", "c", "click", 3)
                .add("bob", "d", "buy", 1)
                .add("cid", "d", "buy", 1)
                .build();
        TestTargets.Builder tests = new TestTargets.Builder(log);
        tests.add("ann", "d", "buy");
        Split split = Split.withTest(Histories.of(log), tests.build(), "buy", false);
        assertThat(split.test()).containsExactly(new Example(1, 3, 1));
        assertThat(split.validation()).containsExactly(new Example(1, 2, 3));
        assertThat(split.train()).containsExactly(new Example(1, 1, 2));
        assertThat(split.visible()).containsExactly(0, 2, 1, 1);
    }

    @Test
    void refusesALogWithNothingBeforeTheTargets() {
        EventLogBuilder first = new EventLogBuilder();
        EventLogBuilder second = new EventLogBuilder();
        EventLogBuilder third = new EventLogBuilder();
        for (String user : List.of("ann", "bob", "cid")) {
            first.add(user, "a", "buy", 1).add(user, "b", "click", 2);
            second.add(user, "a", "click", 1).add(user, "b", "buy", 2);
            third.add(user, "a", "click", 1).add(user, "b", "click", 2).add(user, "c", "buy", 3);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(Histories.of(first.build()), "buy", false))
                .withMessage("Split: no test example is left; an example needs a user with a 'buy' event and an event"
                        + " before it; give a larger log or choose another target behavior");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(Histories.of(second.build()), "buy", false))
                .withMessage("Split: no validation example is left; an example needs a user with two events before the"
                        + " test event; give a larger log or choose another target behavior");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(Histories.of(third.build()), "buy", false))
                .withMessage("Split: no training example is left; an example needs a user with two events before the"
                        + " held-out events; give a larger log or choose another target behavior");
    }

    @Test
    void namesTenBehaviorsAtMost() {
        EventLogBuilder builder = new EventLogBuilder();
        for (int i = 0; i < 101; i++) {
            builder.add("ann", "a", "b" + i, i).add("bob", "a", "b100", i);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(Histories.of(builder.build()), "buy", false))
                .withMessage(
                        "Split: the target behavior 'buy' does not occur in the log; choose one of b100 (102), b0 (1),"
                                + " b1 (1), b2 (1), b3 (1), b4 (1), b5 (1), b6 (1), b7 (1), b8 (1) … and 91 more (are"
                                + " the columns in the right order?)");
    }

    @Test
    void namesWhatIsMissing() {
        Histories histories = Histories.of(log());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(histories, "cart", false))
                .withMessage("Split: the target behavior 'cart' does not occur in the log; choose one of buy (7), click"
                        + " (5)");
        Histories few = Histories.of(new EventLogBuilder()
                .add("ann", "a", "buy", 1)
                .add("ann", "b", "buy", 2)
                .add("ann", "c", "buy", 3)
                .add("bob", "c", "buy", 3)
                .add("cid", "c", "click", 3)
                .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(few, "buy", false))
                .withMessage("Split: users with a 'buy' event: found 2, needed at least 3; give a larger log or choose"
                        + " another target behavior");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(histories, "click", false))
                .withMessage("Split: no training example is left; an example needs a user with two events before the"
                        + " held-out events; give a larger log or choose another target behavior");
    }
}
