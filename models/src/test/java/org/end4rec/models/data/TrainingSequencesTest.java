package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSequencesTest {
    /** Items 1 to 7 are a to g, in this order; the last two buys of each user are held out. */
    private static final Histories HISTORIES = histories();

    private static Histories histories() {
        EventLogBuilder log = new EventLogBuilder();
        String[] events = {"a click", "b buy", "c click", "b click", "d buy", "e click", "a buy", "f buy", "g buy"};
        for (String user : new String[] {"u", "v", "w"}) {
            for (int i = 0; i < events.length; i++) {
                log.add(user, events[i].substring(0, 1), events[i].substring(2), i);
            }
        }
        return Histories.of(log.build());
    }

    private static TrainingSequences sequences(int length, Targets targets, boolean everyBehavior, boolean novel) {
        Split split = Split.leaveLastOut(HISTORIES, "buy", novel);
        return new TrainingSequences(HISTORIES, split, length, targets, everyBehavior);
    }

    private static Batch first(TrainingSequences sequences, int windows) {
        return sequences.assembler(1, 0).apply(sequences.examples().subList(0, windows));
    }

    // values

    @Test
    void everyEventIsATargetOnce() {
        TrainingSequences sequences = sequences(4, Targets.NEXT, true, false);
        assertThat(sequences.examples().subList(0, 2)).containsExactly(new Example(1, 6, 1), new Example(1, 2, 3));
        assertThat(sequences.examples()).hasSize(6);
        Batch batch = first(sequences, 2);
        assertThat(batch.items()).containsExactly(3, 2, 4, 5, 0, 0, 1, 2);
        assertThat(batch.next()).containsExactly(2, 4, 5, 1, 0, 0, 2, 3);
        assertThat(batch.behaviors()).containsExactly(1, 1, 2, 1, 0, 0, 1, 2);
        assertThat(batch.nextBehaviors()).containsExactly(1, 2, 1, 2, 0, 0, 2, 1);
        assertThat(batch.targets()).containsExactly(1, 3);
        assertThat(batch.hasTargetsAtEveryPosition()).isTrue();
    }

    @Test
    void everyPrefixHasTheEventAfterIt() {
        TrainingSequences sequences = sequences(3, Targets.PREFIX, true, false);
        assertThat(sequences.examples()).hasSize(18);
        Batch batch = first(sequences, 6);
        assertThat(batch.targets()).containsExactly(1, 5, 4, 2, 3, 2);
        assertThat(batch.items()).containsExactly(2, 4, 5, 3, 2, 4, 2, 3, 2, 1, 2, 3, 0, 1, 2, 0, 0, 1);
        assertThat(batch.behaviors()).containsExactly(1, 2, 1, 1, 1, 2, 2, 1, 1, 1, 2, 1, 0, 1, 2, 0, 0, 1);
        assertThat(batch.hasTargetsAtEveryPosition()).isFalse();
    }

    @Test
    void aPrefixHasShownNothingOfANovelTarget() {
        assertThat(first(sequences(8, Targets.PREFIX, true, true), 4).targets()).containsExactly(5, 4, 3, 2);
        // in a window of two the b before c, and the a before all, are out of sight
        Batch shorter = first(sequences(2, Targets.PREFIX, true, true), 5);
        assertThat(shorter.targets()).containsExactly(1, 5, 4, 3, 2);
        assertThat(shorter.items()).containsExactly(4, 5, 2, 4, 3, 2, 1, 2, 0, 1);
    }

    @Test
    void prefixesBeforeTheTargetBehaviorAlone() {
        TrainingSequences sequences = sequences(3, Targets.PREFIX, false, false);
        assertThat(sequences.examples().subList(0, 3))
                .containsExactly(new Example(1, 6, 1), new Example(1, 4, 4), new Example(1, 1, 2));
    }

    @Test
    void theTargetBehaviorAlone() {
        Batch batch = first(sequences(4, Targets.NEXT, false, false), 2);
        assertThat(batch.items()).containsExactly(3, 2, 4, 5, 0, 0, 1, 2);
        assertThat(batch.next()).containsExactly(0, 4, 0, 1, 0, 0, 2, 0);
        assertThat(batch.nextBehaviors()).containsExactly(0, 2, 0, 2, 0, 0, 2, 0);
    }

    @Test
    void aWindowWithoutTargetIsLeftOut() {
        TrainingSequences sequences = sequences(1, Targets.NEXT, false, false);
        assertThat(sequences.examples().subList(0, 3))
                .containsExactly(new Example(1, 6, 1), new Example(1, 4, 4), new Example(1, 1, 2));
    }

    @Test
    void whatWasShownBeforeIsNoTargetWhereTheSplitIsNovel() {
        Batch batch = first(sequences(8, Targets.NEXT, true, true), 1);
        assertThat(batch.items()).containsExactly(0, 0, 1, 2, 3, 2, 4, 5);
        assertThat(batch.next()).containsExactly(0, 0, 2, 3, 0, 4, 5, 0);
        assertThat(batch.nextBehaviors()).containsExactly(0, 0, 2, 1, 0, 2, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hiddenEventsAreTargetsAndNothingElseIs(boolean everyBehavior) {
        TrainingSequences sequences = sequences(5, Targets.MASKED, everyBehavior, false);
        int[] shown = {3, 2, 4, 5, 1};
        int[] behaviors = {1, 1, 2, 1, 2};
        int[] hidden = new int[5];
        int newestAlone = 0;
        for (int epoch = 0; epoch < 400; epoch++) {
            Batch batch =
                    sequences.assembler(1, epoch).apply(sequences.examples().subList(0, 1));
            int count = 0;
            for (int i = 0; i < 5; i++) {
                boolean isHidden = batch.next()[i] > 0;
                assertThat(isHidden ? batch.next()[i] : batch.items()[i]).isEqualTo(shown[i]);
                assertThat(batch.items()[i]).isEqualTo(isHidden ? 0 : shown[i]);
                assertThat(batch.behaviors()[i]).isEqualTo(isHidden ? 0 : behaviors[i]);
                assertThat(batch.nextBehaviors()[i]).isEqualTo(isHidden ? behaviors[i] : 0);
                assertThat(isHidden && !everyBehavior && behaviors[i] != 2).isFalse();
                hidden[i] += isHidden ? 1 : 0;
                count += isHidden ? 1 : 0;
            }
            assertThat(count).isPositive();
            newestAlone += count == 1 && batch.next()[4] > 0 ? 1 : 0;
        }
        assertThat(hidden[2]).isBetween(30, 90);
        // of 400: 0.3 and what remains of 0.7 if nothing else is drawn, of four other events or of one
        assertThat(newestAlone).isBetween(everyBehavior ? 190 : 300, everyBehavior ? 280 : 380);
    }

    /** The history is a b c b d e a: an a or b that is hidden is not to be seen later, and the gap is closed. */
    @Test
    void whatIsHiddenIsNowhereElseWhereTheSplitIsNovel() {
        TrainingSequences sequences = sequences(8, Targets.MASKED, true, true);
        int closed = 0;
        for (int epoch = 0; epoch < 400; epoch++) {
            Batch batch =
                    sequences.assembler(1, epoch).apply(sequences.examples().subList(0, 1));
            int newest = batch.length();
            for (int i = batch.length() - 1; i >= 0; i--) {
                int hidden = batch.next()[i];
                boolean isHidden = hidden > 0;
                assertThat(isHidden && Arrays.stream(batch.items()).anyMatch(item -> item == hidden))
                        .isFalse();
                newest = isHidden || batch.items()[i] > 0 ? i : newest;
            }
            int events = batch.length() - newest;
            assertThat(events).isBetween(6, 7);
            for (int i = newest; i < batch.length(); i++) {
                assertThat(batch.items()[i] + batch.next()[i]).isPositive();
            }
            closed += events == 6 ? 1 : 0;
        }
        assertThat(closed).isBetween(40, 200);
    }

    // edges

    @Test
    void whatIsHiddenDependsOnSeedEpochAndEventAlone() {
        TrainingSequences sequences = sequences(5, Targets.MASKED, true, false);
        List<Example> all = sequences.examples();
        int[] together = sequences.assembler(1, 3).apply(all).next();
        List<Integer> apart = new ArrayList<>();
        for (Example window : all) {
            for (int item : sequences.assembler(1, 3).apply(List.of(window)).next()) {
                apart.add(item);
            }
        }
        assertThat(together).containsExactly(apart.stream().mapToInt(i -> i).toArray());
        boolean differs = false;
        for (int epoch = 4; epoch < 9; epoch++) {
            int[] other = sequences.assembler(1, epoch).apply(all).next();
            differs |= !Arrays.equals(other, together);
        }
        assertThat(differs).isTrue();
    }

    /** The model is asked for the target behavior later, and must have learned what that asks for. */
    @Test
    void whatStandsInForTheTargetIsAskedForAsTheTarget() {
        EventLogBuilder log = new EventLogBuilder();
        for (String user : new String[] {"u", "v", "w"}) {
            for (int i = 0; i < 4; i++) {
                log.add(user, "abcd".substring(i, i + 1), "click", i);
            }
            log.add(user, "e", "buy", 4);
        }
        Histories histories = Histories.of(log.build());
        Split split = Split.leaveLastOut(histories, "buy", false);
        for (boolean everyBehavior : new boolean[] {false, true}) {
            TrainingSequences next = new TrainingSequences(histories, split, 3, Targets.NEXT, everyBehavior);
            assertThat(next.examples())
                    .containsExactly(new Example(1, 2, 3), new Example(2, 2, 3), new Example(3, 2, 3));
            Batch batch = first(next, 1);
            assertThat(batch.next()).containsExactly(0, 2, 3);
            assertThat(batch.nextBehaviors()).containsExactly(0, 2, 2);
            assertThat(batch.behaviors()).containsExactly(0, 1, 1);
            Batch masked = first(new TrainingSequences(histories, split, 3, Targets.MASKED, everyBehavior), 1);
            for (int i = 0; i < 3; i++) {
                assertThat(masked.nextBehaviors()[i]).isEqualTo(masked.next()[i] > 0 ? 2 : 0);
            }
            assertThat(masked.next()).contains(3);
        }
    }

    // errors

    @Test
    void refusesBadArguments() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sequences(0, Targets.NEXT, true, false))
                .withMessage("TrainingSequences: the sequence length is 0; it must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sequences(3, Targets.NEWEST, true, false))
                .withMessage("TrainingSequences: NEWEST has only events of the target behavior; use the examples of the"
                        + " split");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(1, 2, new int[2], new int[2], new int[1], new int[1]))
                .withMessage("Batch: next has 1 items; it must have none or 2");
    }
}
