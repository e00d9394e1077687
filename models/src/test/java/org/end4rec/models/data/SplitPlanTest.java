package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.counting.CountingModels;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.SplitPlan.TargetsPerUser;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.run.RunData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitPlanTest {
    private static final int ITEMS = 20;
    private static final long NOON = 1_700_000_000;

    private static EventLogBuilder random(int users) {
        RandomStream random = RandomStream.of(users, "split plan", 0);
        EventLogBuilder log = new EventLogBuilder();
        log.events.stepsPerSecond = 1;
        for (int row = 0; row < 12 * users; row++) {
            log.add(
                    "u" + random.below(4L * row, users),
                    "i" + random.below(4L * row + 1, ITEMS),
                    random.below(4L * row + 2, 3) == 0 ? "buy" : "click",
                    NOON + row);
        }
        return log;
    }

    // values

    @Test
    void coldUsersDoNotTrain() {
        Histories all = Histories.of(random(200).build());
        Split split = Split.of(all, SplitPlan.coldUsers("buy", 0.2));
        int cold = 0;
        for (int user = 1; user <= all.users().size(); user++) {
            boolean isCold = UserShare.has("cold users", 0.2, all.users().id(user));
            int last = lastPurchase(all, user);
            cold += isCold ? 1 : 0;
            assertThat(split.visible(user)).isEqualTo(isCold ? 0 : last >= 0 ? last : all.length(user));
            assertThat(ends(split.test(), user)).isEqualTo(isCold && last > 0 ? List.of(last) : List.of());
            assertThat(ends(split.validation(), user)).isEqualTo(!isCold && last > 0 ? List.of(last) : List.of());
            assertThat(ends(split.train(), user)).isEqualTo(isCold ? List.of() : purchases(all, user, last));
        }
        assertThat(cold).isBetween(25, 55);
    }

    private static int lastPurchase(Histories all, int user) {
        List<Integer> purchases = purchases(all, user, all.length(user));
        return purchases.isEmpty()
                ? (all.behaviors().id(all.behavior(user, 0)).equals("buy") ? 0 : -1)
                : purchases.get(purchases.size() - 1);
    }

    private static List<Integer> purchases(Histories all, int user, int end) {
        return IntStream.range(1, Math.max(1, end))
                .filter(at -> all.behaviors().id(all.behavior(user, at)).equals("buy"))
                .boxed()
                .toList();
    }

    private static List<Integer> ends(List<Example> examples, int user) {
        return examples.stream()
                .filter(example -> example.user() == user)
                .map(Example::end)
                .toList();
    }

    /** With one choice for both, a sample of a tenth would have cold users only. */
    @Test
    void coldUsersAreChosenIndependentlyOfASample() {
        Histories all = Histories.of(random(2000).build());
        Histories sample = Cleaning.NONE.sampleUsers(0.2).apply(all).histories();
        long cold = sample.users().ids().stream()
                .filter(id -> UserShare.has("cold users", 0.2, id))
                .count();
        assertThat((double) cold / sample.users().size()).isBetween(0.14, 0.26);
    }

    @Test
    void usersWithOneTargetTrainWithTheirOtherBehaviors() {
        EventLogBuilder log = new EventLogBuilder();
        for (String user : List.of("ann", "bob", "cid")) {
            log.add(user, "a", "click", 1).add(user, "b", "click", 2).add(user, "c", "buy", 3);
        }
        log.add("dan", "a", "click", 1)
                .add("dan", "b", "buy", 2)
                .add("dan", "c", "buy", 3)
                .add("dan", "a", "buy", 4);
        Histories all = Histories.of(log.build());
        Split ofTargets = Split.of(all, SplitPlan.leaveLastOut("buy"));
        assertThat(ofTargets.train()).containsExactly(new Example(4, 1, 2));
        assertThat(ofTargets.trainsOnEveryBehavior()).isFalse();
        Split ofAll = Split.of(all, SplitPlan.leaveLastOut("buy").trainOnEveryBehavior(true));
        assertThat(ofAll.train())
                .containsExactly(
                        new Example(1, 1, 2), new Example(2, 1, 2), new Example(3, 1, 2), new Example(4, 1, 2));
        assertThat(ofAll.trainsOnEveryBehavior()).isTrue();
        assertThat(ofAll.test()).isEqualTo(ofTargets.test());
        assertThat(ofAll.validation()).isEqualTo(ofTargets.validation());
        assertThat(ofAll.visible()).isEqualTo(ofTargets.visible());
    }

    @Test
    void plansSayWhatTheyDo() {
        assertThat(SplitPlan.leaveLastOut("buy")).hasToString("split by the last targets");
        assertThat(SplitPlan.coldUsers("buy", 0.1).novel(true).trainOnEveryBehavior(true))
                .hasToString("split with 10% cold users, novel items only, trained on every behavior");
        assertThat(SplitPlan.byTime("buy", "80%", TargetsPerUser.LAST).validateFrom("2017-12-01"))
                .hasToString("split by time at 80% of the events, validation from 2017-12-01, last targets of the"
                        + " users");
    }

    // oracle: nothing that is held out changes what is learnt

    private static Stream<SplitPlan> plans() {
        List<SplitPlan> plans = new ArrayList<>();
        for (boolean every : new boolean[] {false, true}) {
            plans.add(SplitPlan.leaveLastOut("buy").trainOnEveryBehavior(every));
            plans.add(SplitPlan.coldUsers("buy", 0.3).trainOnEveryBehavior(every));
            plans.add(SplitPlan.byTime("buy", "70%", TargetsPerUser.EVERY).trainOnEveryBehavior(every));
            plans.add(SplitPlan.byTime("buy", "70%", TargetsPerUser.FIRST)
                    .validateFrom("40%")
                    .trainOnEveryBehavior(every));
        }
        return plans.stream();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void countsSeeNothingThatIsHeldOut(SplitPlan plan) throws IOException {
        Histories all = Histories.of(random(60).build());
        RunData data = RunData.of(all, plan);
        Histories others = withOtherHeldOutItems(all, data.split());
        RunData same = new RunData(others, data.split());
        assertThat(same.itemCounts()).isEqualTo(data.itemCounts());
        assertThat(BehaviorCounts.meanPerUser(others, data.split()))
                .isEqualTo(BehaviorCounts.meanPerUser(all, data.split()));
        for (Targets targets : List.of(Targets.NEXT, Targets.PREFIX, Targets.MASKED)) {
            TrainingSequences ofAll = new TrainingSequences(all, data.split(), 7, targets, true);
            TrainingSequences ofOthers = new TrainingSequences(others, data.split(), 7, targets, true);
            assertThat(ofOthers.examples()).isEqualTo(ofAll.examples());
            Batch batch = ofAll.assembler(1, 1).apply(ofAll.examples());
            Batch other = ofOthers.assembler(1, 1).apply(ofAll.examples());
            assertThat(other.items()).isEqualTo(batch.items());
            assertThat(other.targets()).isEqualTo(batch.targets());
            assertThat(other.next()).isEqualTo(batch.next());
        }
        for (String model : List.of("popularity", "markov", "itemknn")) {
            assertThat(scores(model, others, data.split(), all))
                    .as(model)
                    .isEqualTo(scores(model, all, data.split(), all));
        }
        assertThat(neighbors(others, data.split())).isEqualTo(neighbors(all, data.split()));
    }

    private static byte[] neighbors(Histories histories, Split split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NeighborVotes.of(histories, split, 5, 1).write(bytes, "x");
        return bytes.toByteArray();
    }

    /** The same lengths, but each event that is held out is on the last item. */
    private static Histories withOtherHeldOutItems(Histories all, Split split) {
        int[] items = all.itemColumn().clone();
        int[] behaviors = all.behaviorColumn().clone();
        for (int user = 1; user <= all.users().size(); user++) {
            for (int at = split.visible(user); at < all.length(user); at++) {
                items[all.offset(user) + at] = all.items().size();
                behaviors[all.offset(user) + at] = 3 - behaviors[all.offset(user) + at];
            }
        }
        return Histories.of(all.users(), all.items(), all.behaviors(), all.offsets(), items, behaviors);
    }

    private static float[] scores(String model, Histories trained, Split split, Histories asked) {
        Scorer scorer = CountingModels.create(model, Map.of(), trained, split);
        Batch batch = new BatchAssembler(asked, 7, false).batch(split.test());
        float[] scores = new float[batch.size() * (asked.items().size() + 1)];
        scorer.score(batch, scores);
        return scores;
    }

    // errors

    @Test
    void sharesThatLeaveNothingAreRefused() {
        assertThatThrownBy(() -> SplitPlan.coldUsers("buy", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SplitPlan: the share of cold users is 1.0; it must be above 0 and below 1");
        Histories all = Histories.of(random(20).build());
        assertThatThrownBy(() -> Split.of(all, SplitPlan.coldUsers("buy", 1e-9)))
                .hasMessage(
                        "Split: no test example is left: no cold user has a 'buy' event and an event before it; give"
                                + " a larger log, or choose a larger share of cold users than 0.0000001%");
        assertThatThrownBy(() -> Split.of(all, SplitPlan.coldUsers("buy", 0.999999)))
                .hasMessage("Split: no validation example is left: no user who is not cold has a 'buy' event and an"
                        + " event before it; give a larger log, or choose a smaller share of cold users than"
                        + " 99.9999%");
    }
}
