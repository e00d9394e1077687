package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often events are hidden, of many users with the same history: each user has draws of one's own. */
class MaskedSequencesTest {
    private static final int USERS = 3000;
    private static final int LENGTH = 6;
    private static final TrainingSequences SEQUENCES = sequences();

    /** Training sees six events, of which the oldest is no target. */
    private static TrainingSequences sequences() {
        EventLogBuilder log = new EventLogBuilder();
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < LENGTH + 2; i++) {
                log.add("user " + user, "item " + i, "click", i);
            }
        }
        Histories histories = Histories.of(log.build());
        return new TrainingSequences(
                histories, Split.leaveLastOut(histories, "click", false), LENGTH, Targets.MASKED, true);
    }

    /** Which positions are hidden, by window. */
    private static List<String> hidden(long seed, long epoch) {
        Batch batch = SEQUENCES.assembler(seed, epoch).apply(SEQUENCES.examples());
        List<String> hidden = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            StringBuilder positions = new StringBuilder();
            for (int i = 0; i < LENGTH; i++) {
                positions.append(batch.next()[row * LENGTH + i] > 0 ? 'x' : '.');
            }
            hidden.add(positions.toString());
        }
        return hidden;
    }

    /**
     * In 0.3 of the windows the newest event alone; in the rest each of five events with 0.2, and the newest if it
     * would be none. So the newest is alone in 0.3 + 0.7·(0.8⁵ + 0.2·0.8⁴) = 0.587, and each of the others is hidden in
     * 0.7·0.2 = 0.14 of the windows.
     */
    @Test
    void asOftenAsTheSharesSay() {
        List<String> windows = hidden(1, 0);
        assertThat(windows).hasSize(USERS);
        double newestAlone = windows.stream().filter(".....x"::equals).count() / (double) USERS;
        assertThat(newestAlone).isCloseTo(0.587, within(0.03));
        for (int position = 1; position < LENGTH - 1; position++) {
            int at = position;
            double share = windows.stream().filter(w -> w.charAt(at) == 'x').count() / (double) USERS;
            assertThat(share).as("position %d", position).isCloseTo(0.14, within(0.02));
        }
        double together = 0;
        for (int position = 1; position < LENGTH - 1; position++) {
            int at = position;
            together += windows.stream().filter(w -> w.charAt(at) == 'x').count() / (4.0 * USERS);
        }
        assertThat(together).isCloseTo(0.14, within(0.01));
        assertThat(windows).allMatch(window -> window.charAt(0) == '.' && window.contains("x"));
    }

    @Test
    void usersSeedsAndEpochsHaveDrawsOfTheirOwn() {
        List<String> first = hidden(1, 0);
        assertThat(hidden(1, 0)).isEqualTo(first);
        Set<String> kinds = new HashSet<>(first);
        // of 31 ways to hide some of five events
        assertThat(kinds).hasSizeGreaterThan(20);
        for (List<String> other : Arrays.asList(hidden(2, 0), hidden(1, 1), hidden(1, 2))) {
            int same = 0;
            for (int window = 0; window < USERS; window++) {
                same += other.get(window).equals(first.get(window)) ? 1 : 0;
            }
            // by chance two windows are alike in less than half
            assertThat(same).isLessThan(USERS / 2);
        }
    }
}
