package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.evaluation.Scorer;
import org.junit.jupiter.api.Test;

class ValidationTest {
    /** Items by number: a to f are 1 to 6, and then there are 20 that only one user has. */
    private static final Histories HISTORIES = histories();

    private static final TrainingConfig CONFIG =
            ConfigFile.set(TrainingConfig.DEFAULTS, List.of("length=8", "validationUsers=0"));

    private static Histories histories() {
        EventLogBuilder log = new EventLogBuilder();
        for (String user : List.of("u", "v", "w")) {
            add(log, user, "abcdedf");
        }
        add(log, "x", "ghijklmnopqrstuvwxyz");
        return Histories.of(log.build());
    }

    private static void add(EventLogBuilder log, String user, String items) {
        for (int i = 0; i < items.length(); i++) {
            log.add(user, items.substring(i, i + 1), "click", i);
        }
    }

    /** The first three users, whose targets are the same. */
    private static Split split(boolean novel, int train, int validation, int test) {
        List<List<Example>> parts = new ArrayList<>();
        int[][] endsAndTargets = {{1, train}, {5, validation}, {6, test}};
        for (int[] part : endsAndTargets) {
            List<Example> examples = new ArrayList<>();
            for (int user = 1; user <= 3; user++) {
                examples.add(new Example(user, part[0], part[1]));
            }
            parts.add(examples);
        }
        int[] visible = {0, 5, 5, 5, 20};
        return Split.of(HISTORIES, 1, novel, parts.get(0), parts.get(1), parts.get(2), visible);
    }

    private static Validation validation(Split split) {
        return new Validation(CONFIG, HISTORIES, split, 1);
    }

    /** What was shown above all, then one item, then the rest. */
    private static Scorer shownThen(int item) {
        return (batch, scores) -> {
            int rows = HISTORIES.items().size() + 1;
            Arrays.fill(scores, 0, batch.size() * rows, 0f);
            for (int row = 0; row < batch.size(); row++) {
                scores[row * rows + item] = 1;
                for (int i = row * batch.length(); i < (row + 1) * batch.length(); i++) {
                    scores[row * rows + batch.items()[i]] = 2;
                }
            }
        };
    }

    /** The sixth item, after a, b, c, d and e, is the target. */
    @Test
    void itemsThatTheUserHadAreCandidatesUnlessTheSplitIsNovel() {
        assertThat(validation(split(false, 2, 6, 6)).evaluate(shownThen(6)).ranks())
                .containsExactly(6, 6, 6);
        assertThat(validation(split(true, 2, 6, 6)).evaluate(shownThen(6)).ranks())
                .containsExactly(1, 1, 1);
    }

    /** The target d is among the five events before it. */
    @Test
    void theTargetIsHiddenWhereTheSplitIsNovel() {
        List<Batch> shown = new ArrayList<>();
        Scorer noting = (batch, scores) -> {
            shown.add(batch);
            Arrays.fill(scores, 0f);
        };
        validation(split(false, 2, 4, 6)).evaluate(noting);
        validation(split(true, 2, 4, 6)).evaluate(noting);
        assertThat(Arrays.copyOf(shown.get(0).items(), 8)).containsExactly(0, 0, 0, 1, 2, 3, 4, 5);
        assertThat(Arrays.copyOf(shown.get(1).items(), 8)).containsExactly(0, 0, 0, 0, 1, 2, 3, 5);
    }

    @Test
    void popularityIsThatOfTheTrainingTargets() {
        assertThat(validation(split(false, 2, 2, 4)).ofPopularity().ranks()).containsExactly(1, 1, 1);
        int worst = HISTORIES.items().size();
        assertThat(validation(split(false, 2, 4, 4)).ofPopularity().ranks()).containsExactly(worst, worst, worst);
    }
}
