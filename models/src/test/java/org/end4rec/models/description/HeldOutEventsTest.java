package org.end4rec.models.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.HeldOutItems;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.SplitPlan;
import org.junit.jupiter.api.Test;

/** The figures of a split against the examples that a training would have. */
class HeldOutEventsTest {
    private static final int ROUNDS = 200;
    private static final long BEGIN = 1_500_854_400;

    private final SplittableRandom random = new SplittableRandom(17);

    private SplitPlan plan() {
        String target = RandomLog.BEHAVIORS.get(random.nextInt(2));
        SplitPlan plan = switch (random.nextInt(3)) {
            case 0 -> SplitPlan.leaveLastOut(target);
            case 1 -> SplitPlan.coldUsers(target, 0.4);
            default -> SplitPlan.byTime(target, "70%", SplitPlan.TargetsPerUser.values()[random.nextInt(3)]);
        };
        return plan.novel(random.nextBoolean()).trainOnEveryBehavior(random.nextInt(3) == 0);
    }

    @Test
    void figuresAreThoseOfTheExamples() {
        int splits = 0;
        Set<String> found = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            RandomLog log = RandomLog.of(random, BEGIN, 1 + random.nextInt(60), 3600);
            SplitPlan plan = plan();
            if (log.histories().behaviors().number(plan.target()) == 0) {
                continue;
            }
            HeldOutEvents heldOut = HeldOutEvents.of(log.histories(), plan);
            long withTarget = log.users().values().stream()
                    .map(history -> history.stream()
                            .filter(event -> event.behavior().equals(plan.target()))
                            .count())
                    .filter(count -> count > 0)
                    .count();
            assertThat(heldOut.users()).isEqualTo((int) withTarget);
            Histories histories;
            Split split;
            try {
                SplitPlan fixed = plan.on(log.histories());
                histories = fixed.isNovel() ? HeldOutItems.hide(log.histories(), fixed) : log.histories();
                split = Split.of(histories, fixed);
            } catch (IllegalArgumentException e) {
                continue;
            }
            splits++;
            assertThat(heldOut.fault()).isNull();
            if (plan.trainsOnEveryBehavior() || !split.trainsOnEveryBehavior()) {
                assertThat(heldOut.train()).isEqualTo(split.train().size());
            } else {
                assertThat(heldOut.train()).isZero();
            }
            part(heldOut.validation(), split.validation(), histories, split);
            part(heldOut.test(), split.test(), histories, split);
            note(heldOut.test(), found);
        }
        assertThat(splits).isGreaterThan(ROUNDS / 4);
        assertThat(found).containsExactlyInAnyOrder("repeated", "just before", "tied", "unseen", "future");
    }

    private static void note(HeldOutEvents.Part test, Set<String> found) {
        int[] figures = {test.repeated(), test.justBefore(), test.tied(), test.unseen(), test.future()};
        String[] names = {"repeated", "just before", "tied", "unseen", "future"};
        for (int i = 0; i < names.length; i++) {
            if (figures[i] > 0 && figures[i] < test.size()) {
                found.add(names[i]);
            }
        }
    }

    private static void part(HeldOutEvents.Part part, List<Example> examples, Histories all, Split split) {
        Set<Integer> trained = new HashSet<>();
        long newest = Long.MIN_VALUE;
        for (int user = 1; user <= all.users().size(); user++) {
            for (int position = 0; position < split.visible(user); position++) {
                trained.add(all.item(user, position));
                newest = Math.max(newest, all.timestamp(user, position));
            }
        }
        int[] expected = new int[5];
        for (Example example : examples) {
            int[] before = Arrays.copyOf(all.items(example.user()), example.end());
            long time = all.timestamp(example.user(), example.end());
            expected[0] += Arrays.stream(before).anyMatch(item -> item == example.target()) ? 1 : 0;
            expected[1] += before[before.length - 1] == example.target() ? 1 : 0;
            expected[2] += all.timestamp(example.user(), example.end() - 1) == time ? 1 : 0;
            expected[3] += trained.contains(example.target()) ? 0 : 1;
            expected[4] += time < newest ? 1 : 0;
        }
        assertThat(part.size()).isEqualTo(examples.size());
        assertThat(new int[] {part.repeated(), part.justBefore(), part.tied(), part.unseen(), part.future()})
                .isEqualTo(expected);
    }

    @Test
    void aLogThatCannotBeSplitSaysWhy() {
        RandomLog log = RandomLog.of(random, BEGIN, 50, 3600);
        SplitPlan plan = SplitPlan.byTime("click", "1990-02-01", SplitPlan.TargetsPerUser.LAST);
        HeldOutEvents heldOut = HeldOutEvents.of(log.histories(), plan);
        assertThat(heldOut.fault()).startsWith("no event is before the test, which begins at 1990-02-01");
        assertThat(heldOut.users()).isPositive();
        assertThat(heldOut.test().size()).isZero();
    }
}
