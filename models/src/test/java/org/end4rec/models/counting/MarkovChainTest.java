package org.end4rec.models.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkovChainTest {

    // values

    @Test
    void ofAHandfulOfEvents() {
        // training targets: 2 after 1, 3 after 2 | 2 after 1 | 2 after 3; the last two of each user are held out
        Histories histories = TinyLogs.of(3, new int[] {1, 2, 3, 1, 1}, new int[] {1, 2, 1, 1}, new int[] {3, 2, 1, 1});
        MarkovChain chain = MarkovChain.of(histories, Split.leaveLastOut(histories, "buy", false), 1, 2);
        float[] scores = score(chain, 1, 3, 2, 3, 1);
        // q = (0, 3/4, 1/4); from item 1: c = (0, 2, 0)
        assertThat(scores[1]).isZero();
        assertThat(scores[2]).isCloseTo((2 + 2 * 0.75f) / 4, within(1e-6f));
        assertThat(scores[3]).isCloseTo(2 * 0.25f / 4, within(1e-6f));
    }

    // oracle

    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "3,true", "7,false", "7,true", "64,true"})
    void isTheFormula(int window, boolean novel) {
        Random random = new Random(7 * window);
        int[][] rows = new int[31][];
        for (int user = 0; user < rows.length; user++) {
            rows[user] = random.ints(3 + random.nextInt(13), 1, 18).toArray();
        }
        Histories histories = TinyLogs.of(17, rows);
        Split split = Split.leaveLastOut(histories, "buy", novel);
        MarkovChain chain = MarkovChain.of(histories, split, window, 0.7);
        Batch batch = new BatchAssembler(histories, 5, novel).batch(split.test());
        float[] scores = new float[batch.size() * 18];
        chain.score(batch, scores);
        for (int row = 0; row < batch.size(); row++) {
            for (int item = 1; item <= 17; item++) {
                double expected = naive(histories, split, batch, row, item, window, 0.7);
                assertThat((double) scores[row * 18 + item]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    private static double naive(
            Histories histories, Split split, Batch batch, int row, int target, int window, double smoothing) {
        double score = 0;
        boolean seen = false;
        double share = split.train().stream().filter(e -> e.target() == target).count()
                / (double) split.train().size();
        for (int age = 0; age < 5; age++) {
            int item = batch.items()[row * 5 + 4 - age];
            seen |= item == target;
            if (age < window && item > 0) {
                double together = 0;
                double all = 0;
                for (Example example : split.train()) {
                    int distance = 1;
                    for (int at = example.end() - 1; at >= 0 && distance <= window; at--) {
                        int shown = histories.item(example.user(), at);
                        if (!split.novel() || shown != example.target()) {
                            double count = shown == item ? 1.0 / distance : 0;
                            all += count;
                            together += example.target() == target ? count : 0;
                            distance++;
                        }
                    }
                }
                score += (together + smoothing * share) / (all + smoothing) / (age + 1);
            }
        }
        return split.novel() && seen ? -1 : score;
    }

    // edges

    @Test
    void anEmptyHistoryGetsTheMostPopular() {
        Histories histories = TinyLogs.of(3, new int[] {1, 2, 3, 1, 1}, new int[] {1, 2, 1, 1}, new int[] {3, 2, 1, 1});
        MarkovChain chain = MarkovChain.of(histories, Split.leaveLastOut(histories, "buy", false), 2, 2);
        float[] scores = score(chain, 0, 0);
        assertThat(List.of(scores[1], scores[2], scores[3])).containsExactly(0f, 0.75f, 0.25f);
    }

    // errors

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0  | 1   | MarkovChain: window is 0; it must be from 1 to 64",
                "65 | 1   | MarkovChain: window is 65; it must be from 1 to 64",
                "1  | 0   | MarkovChain: smoothing is 0.0; it must be a number from 1e-6 to 1,000,000",
                "1  | 1e-300 | MarkovChain: smoothing is 1.0E-300; it must be a number from 1e-6 to 1,000,000",
                "1  | 1e300  | MarkovChain: smoothing is 1.0E300; it must be a number from 1e-6 to 1,000,000",
                "1  | NaN | MarkovChain: smoothing is NaN; it must be a number from 1e-6 to 1,000,000"
            })
    void refusesSettings(int window, double smoothing, String message) {
        Histories histories = TinyLogs.of(2, new int[] {1, 2, 1}, new int[] {1, 2, 1, 1}, new int[] {1, 2, 1, 1});
        Split split = Split.leaveLastOut(histories, "buy", false);
        assertThatThrownBy(() -> MarkovChain.of(histories, split, window, smoothing))
                .hasMessage(message);
    }

    private static float[] score(MarkovChain chain, int... history) {
        float[] scores = new float[4];
        int n = history.length;
        int[] newestLast = new int[n];
        for (int i = 0; i < n; i++) {
            newestLast[n - 1 - i] = history[i];
        }
        chain.score(new Batch(1, n, newestLast, newestLast, new int[1]), scores);
        return scores;
    }
}
