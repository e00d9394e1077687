package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.evaluation.RankingProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {
    private static final int LOGS = 10_000;

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
                .withMessage("Split: no training example is left; it takes a user with at least two 'click' events and"
                        + " something before them to predict from; give a larger log or choose another target"
                        + " behavior");
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
                        "Split: every item that is held out for validation is unknown without the user's own events on"
                                + " it; give a larger log, or do without novel targets");
        Histories ownTest = ofThree("b", "own %s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(ownTest, "buy", false).withoutUnknownItems(ownTest))
                .withMessage(
                        "Split: every item that is held out for the test is unknown without the user's own events on"
                                + " it; give a larger log, or do without novel targets");
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

    @Test
    void nothingLeaks() {
        int checked = 0;
        int negatives = 0;
        for (int seed = 0; seed < LOGS; seed++) {
            boolean novel = seed % 2 == 1;
            Histories all = Histories.of(randomLog(seed, novel));
            Histories histories = novel ? HeldOutItems.hide(all, "buy") : all;
            Split split;
            try {
                split = Split.leaveLastOut(histories, "buy", novel);
            } catch (IllegalArgumentException e) {
                continue;
            }
            checked++;
            int users = histories.users().size();
            int[] lastTrain = new int[users + 1];
            int[] valid = new int[users + 1];
            for (Example example : split.train()) {
                lastTrain[example.user()] = Math.max(lastTrain[example.user()], example.end());
                assertThat(example.end()).isLessThan(split.visible(example.user()));
            }
            for (Example example : split.validation()) {
                assertThat(valid[example.user()])
                        .as("one validation example per user")
                        .isZero();
                valid[example.user()] = example.end();
                assertThat(lastTrain[example.user()]).isLessThan(example.end());
                assertThat(split.visible(example.user())).isEqualTo(example.end());
            }
            for (Example example : split.test()) {
                assertThat(Math.max(lastTrain[example.user()], valid[example.user()]))
                        .isLessThan(example.end());
                assertThat(split.visible(example.user())).isLessThanOrEqualTo(example.end());
                negatives += checkNegatives(histories, example, seed);
            }
            List<Example> examples = new ArrayList<>(split.train());
            examples.addAll(split.validation());
            examples.addAll(split.test());
            checkInputs(histories, examples, novel);
            if (novel) {
                checkTrainingCannotSee(histories, split.validation(), split);
                checkTrainingCannotSee(histories, split.test(), split);
            }
        }
        Figures.print(
                "M2",
                "leaks in random logs",
                "0 in %,d logs of which %,d had enough to split, half of them with the target item hidden; %,d sets of"
                        + " negatives without the target",
                LOGS,
                checked,
                negatives);
        assertThat(checked).isGreaterThan(LOGS * 3 / 4);
        assertThat(negatives).isPositive();
    }

    /** The negatives of a test example, where items are left: neither the target nor anything of the user's own. */
    private static int checkNegatives(Histories histories, Example example, int seed) {
        int items = histories.items().size();
        Set<Integer> own = new HashSet<>();
        for (int item : histories.items(example.user())) {
            own.add(item);
        }
        own.add(example.target());
        if (own.size() == items) {
            return 0;
        }
        float[] scores = new float[items + 1];
        own.forEach(item -> scores[item] = 1);
        // a negative that is the user's own would be no worse than the target
        RankingProtocol sampled = RankingProtocol.sampled(items - own.size(), seed);
        assertThat(sampled.rank(scores, 0, items, example, histories.items(example.user())))
                .isEqualTo(1);
        return 1;
    }

    /** Among the events that training may see, none is the user's own on what is held out for the user. */
    private static void checkTrainingCannotSee(Histories histories, List<Example> heldOut, Split split) {
        for (Example example : heldOut) {
            int user = example.user();
            for (int position = 0; position < split.visible(user); position++) {
                assertThat(histories.item(user, position)).isNotEqualTo(example.target());
            }
        }
    }

    /** Compares with a naive filter of the history; without novelty every event has an item of its own. */
    private static void checkInputs(Histories histories, List<Example> examples, boolean novel) {
        int length = 6;
        Batch batch = new BatchAssembler(histories, length, novel).batch(examples);
        for (int row = 0; row < examples.size(); row++) {
            Example example = examples.get(row);
            assertThat(histories.item(example.user(), example.end())).isEqualTo(example.target());
            assertThat(histories.behaviors().id(histories.behavior(example.user(), example.end())))
                    .isEqualTo("buy");
            List<Integer> allowed = new ArrayList<>();
            for (int position = 0; position < example.end(); position++) {
                int item = histories.item(example.user(), position);
                if (!novel || item != example.target()) {
                    allowed.add(item);
                }
            }
            assertThat(allowed).isNotEmpty();
            for (int i = 0; i < length; i++) {
                int at = allowed.size() - length + i;
                int item = batch.items()[row * length + i];
                assertThat(item).isEqualTo(at < 0 ? 0 : allowed.get(at));
                assertThat(item).as("the target never enters the input").isNotEqualTo(example.target());
            }
        }
    }

    private static EventLog randomLog(int seed, boolean fewItems) {
        RandomStream random = RandomStream.of(seed, "split log", 0);
        EventLogBuilder builder = new EventLogBuilder();
        int events = 30 + random.below(0, 40);
        for (int row = 0; row < events; row++) {
            long draw = 4L * row + 1;
            builder.add(
                    "u" + random.below(draw, 6),
                    "i" + (fewItems ? random.below(draw + 1, 5) : row),
                    random.below(draw + 2, 3) == 0 ? "buy" : "click",
                    random.below(draw + 3, 25));
        }
        return builder.build();
    }

    @Test
    void namesWhatIsMissing() {
        Histories histories = Histories.of(log());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.leaveLastOut(histories, "cart", false))
                .withMessage("Split: the target behavior 'cart' does not occur in the log; choose one of buy (7), click"
                        + " (7)");
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
                .withMessage(
                        "Split: no training example is left; it takes a user with at least three 'click' events and"
                                + " something before them to predict from; give a larger log or choose another target"
                                + " behavior");
    }
}
