package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.Targets;
import org.end4rec.models.run.RunData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events an epoch learns to predict, and which events it shows. */
class TrainingDataTest {
    private static final int USERS = 3;

    /**
     * The last two buys are held out, so that training sees seven events: of these the first three and the fifth are
     * clicks.
     */
    private static RunData data(boolean novel) {
        EventLogBuilder log = new EventLogBuilder();
        String items = "abcadefgh";
        String behaviors = "cccbcbbbb";
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < items.length(); i++) {
                String behavior = behaviors.charAt(i) == 'b' ? "buy" : "click";
                log.add("user " + user, items.substring(i, i + 1), behavior, i);
            }
        }
        // the encoder has forty items, and a user with one event gives no example
        for (int item = 8; item < 40; item++) {
            log.add("visitor " + item, "item " + item, "click", 0);
        }
        Histories histories = Histories.of(log.build());
        return new RunData(histories, Split.leaveLastOut(histories, "buy", novel));
    }

    private static List<Batch> trained(boolean novel, Targets targets, String positions) {
        ScriptedEncoder encoder =
                new ScriptedEncoder(List.of(ScriptedEncoder.ALONE), targets, step -> 1, validation -> 1);
        TrainingConfig config = ConfigFile.set(
                ScriptedEncoder.CONFIG,
                List.of("guided=false", "jointEpochs=1", "length=7", "batchSize=1", "positions=" + positions));
        encoder.train(config, data(novel), TrainingListener.NONE);
        return encoder.trained;
    }

    /** The oldest event has nothing before it. */
    @ParameterizedTest
    @CsvSource({"all, 6", "each, 6", "target, 3", "last, 3"})
    void everyEventOrThoseOfTheTargetBehavior(String positions, int expected) {
        int targets = 0;
        for (Batch batch : trained(false, Targets.NEXT, positions)) {
            int count = 0;
            for (int item : batch.next()) {
                count += item > 0 ? 1 : 0;
            }
            // a sequence with one target, or with the targets of a whole window
            boolean several = positions.equals("all") || positions.equals("target");
            assertThat(batch.hasTargetsAtEveryPosition()).isEqualTo(several);
            targets += several ? count : 1;
        }
        assertThat(targets).isEqualTo(USERS * expected);
    }

    /** The first buy is of the item a, with which the user began. */
    @Test
    void whereTheSplitIsNovelNoSequenceShowsItsTarget() {
        List<List<Integer>> shown = new ArrayList<>();
        for (boolean novel : new boolean[] {false, true}) {
            List<Integer> targetsShown = new ArrayList<>();
            for (Batch batch : trained(novel, Targets.NEWEST, "last")) {
                for (int item : batch.items()) {
                    if (item == batch.targets()[0]) {
                        targetsShown.add(item);
                    }
                }
            }
            shown.add(targetsShown);
        }
        assertThat(shown.get(0)).hasSize(USERS).containsOnly(1);
        assertThat(shown.get(1)).isEmpty();
    }
}
