package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.evaluation.RankingProtocol;
import org.junit.jupiter.api.Test;

/**
 * Splits of random logs: half of them novel, half with few purchases, so that other events stand in, and half with the
 * last purchases in a test file.
 */
class SplitLeaksTest {
    private static final int LOGS = 10_000;

    private int checked;
    private int negatives;
    private int trainedOnOthers;
    private int validatedOnOthers;

    @Test
    void nothingLeaks() {
        for (int seed = 0; seed < LOGS; seed++) {
            boolean novel = seed % 2 == 1;
            boolean few = seed / 2 % 2 == 1;
            boolean file = seed / 4 % 2 == 1;
            EventLog log = randomLog(seed, novel, few ? file ? 2 : 1 : 1000);
            try {
                if (file) {
                    checkWithTest(Histories.of(log), novel, seed);
                } else {
                    Histories histories = Histories.of(log);
                    histories = novel ? HeldOutItems.hide(histories, "buy") : histories;
                    check(histories, Split.leaveLastOut(histories, "buy", novel), seed);
                }
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("Split: ");
            }
        }
        Figures.print(
                "M2",
                "leaks in random logs",
                "0 in %,d logs of which %,d had enough to split, half of them with the target item hidden; %,d trained"
                        + " and %,d validated on every behavior; %,d sets of negatives without the target",
                LOGS,
                checked,
                trainedOnOthers,
                validatedOnOthers,
                negatives);
        assertThat(checked).isGreaterThan(LOGS * 3 / 4);
        assertThat(trainedOnOthers).isGreaterThan(LOGS / 4);
        assertThat(validatedOnOthers).isGreaterThan(LOGS / 10);
        assertThat(negatives).isPositive();
    }

    /**
     * The log without each user's last purchase and what comes after it. The purchases are the test, whose items
     * another user knows.
     */
    private void checkWithTest(Histories all, boolean novel, int seed) {
        EventLogBuilder left = new EventLogBuilder();
        Map<String, String> tests = new HashMap<>();
        for (int user = 1; user <= all.users().size(); user++) {
            int last = all.length(user) - 1;
            while (last >= 0 && !isPurchase(all, user, last)) {
                last--;
            }
            for (int i = 0; i < (last < 0 ? all.length(user) : last); i++) {
                left.add(
                        all.users().id(user),
                        all.items().id(all.item(user, i)),
                        all.behaviors().id(all.behavior(user, i)),
                        all.timestamp(user, i));
            }
            if (last >= 0) {
                tests.put(all.users().id(user), all.items().id(all.item(user, last)));
            }
        }
        tests.values().stream().sorted().distinct().forEach(item -> left.add("other", item, "click", 1));
        EventLog log = left.build();
        TestTargets.Builder builder = new TestTargets.Builder(log);
        tests.forEach((user, item) -> builder.add(user, item, "buy"));
        TestTargets targets = builder.build();
        Histories histories = Histories.of(log);
        histories = novel ? HeldOutItems.hide(histories, "buy", targets) : histories;
        Split split = Split.withTest(histories, targets, "buy", novel);
        for (Example example : split.test()) {
            assertThat(example.end()).isEqualTo(histories.length(example.user()));
        }
        check(histories, split, seed);
    }

    private static boolean isPurchase(Histories histories, int user, int position) {
        return histories.behaviors().id(histories.behavior(user, position)).equals("buy");
    }

    private void check(Histories histories, Split split, int seed) {
        checked++;
        trainedOnOthers += split.trainsOnEveryBehavior() ? 1 : 0;
        validatedOnOthers += split.validatesOnEveryBehavior() ? 1 : 0;
        int[] lastTrain = new int[histories.users().size() + 1];
        int[] valid = new int[lastTrain.length];
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
        checkInputs(histories, split.train(), split, split.trainsOnEveryBehavior());
        checkInputs(histories, split.validation(), split, split.validatesOnEveryBehavior());
        checkInputs(histories, split.test(), split, false);
        if (split.novel()) {
            checkTrainingCannotSee(histories, split.validation(), split);
            checkTrainingCannotSee(histories, split.test(), split);
        }
        checkCounts(histories, split);
    }

    /** What is counted for a model is counted in the events that training may see, and no rate is without a number. */
    private static void checkCounts(Histories histories, Split split) {
        int visible = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            visible += split.visible(user);
        }
        assertThat(IntStream.of(ItemCounts.visible(histories, split)).sum()).isEqualTo(visible);
        assertThat(Arrays.stream(BehaviorCounts.meanPerUser(histories, split)).allMatch(Double::isFinite))
                .isTrue();
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
    private static void checkInputs(Histories histories, List<Example> examples, Split split, boolean everyBehavior) {
        int length = 6;
        Batch batch = new BatchAssembler(histories, length, split.novel()).batch(examples);
        for (int row = 0; row < examples.size(); row++) {
            Example example = examples.get(row);
            if (example.end() < histories.length(example.user())) {
                assertThat(histories.item(example.user(), example.end())).isEqualTo(example.target());
                int behavior = histories.behavior(example.user(), example.end());
                assertThat(everyBehavior || behavior == split.targetBehavior()).isTrue();
            }
            List<Integer> allowed = new ArrayList<>();
            for (int position = 0; position < example.end(); position++) {
                int item = histories.item(example.user(), position);
                if (!split.novel() || item != example.target()) {
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

    private static EventLog randomLog(int seed, boolean fewItems, int mostPurchases) {
        RandomStream random = RandomStream.of(seed, "split log", 0);
        EventLogBuilder builder = new EventLogBuilder();
        Map<String, Integer> purchases = new HashMap<>();
        int events = 30 + random.below(0, 40);
        for (int row = 0; row < events; row++) {
            long draw = 4L * row + 1;
            String user = "u" + random.below(draw, 6);
            boolean buys = random.below(draw + 2, 3) == 0 && purchases.merge(user, 1, Integer::sum) <= mostPurchases;
            builder.add(
                    user,
                    "i" + (fewItems ? random.below(draw + 1, 5) : row),
                    buys ? "buy" : "click",
                    random.below(draw + 3, 25));
        }
        return builder.build();
    }
}
