package org.end4rec.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
    // values

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 1",
        "2, 1, 0, 0, 0",
        "2, 5, 1, 0.6309297535714575, 0.5",
        "3, 5, 1, 0.5, 0.3333333333333333",
        "5, 5, 1, 0.38685280723454163, 0.2",
        "6, 5, 0, 0, 0",
        "7, 10, 1, 0.3333333333333333, 0.14285714285714285",
        "15, 20, 1, 0.25, 0.06666666666666667",
        "21, 20, 0, 0, 0"
    })
    void oneRank(int rank, int cutoff, double hitRate, double ndcg, double reciprocalRank) {
        assertThat(Metrics.hitRate(rank, cutoff)).isEqualTo(hitRate);
        assertThat(Metrics.ndcg(rank, cutoff)).isCloseTo(ndcg, within(1e-15));
        assertThat(Metrics.reciprocalRank(rank, cutoff)).isCloseTo(reciprocalRank, within(1e-15));
    }

    @Test
    void meansOfFourRanks() {
        Map<String, Double> means = Metrics.means(new int[] {1, 3, 7, 3}, List.of(5, 10));

        assertThat(means.keySet()).containsExactly("HR@5", "NDCG@5", "MRR@5", "HR@10", "NDCG@10", "MRR@10");
        assertThat(means.get("HR@5")).isEqualTo(0.75);
        assertThat(means.get("NDCG@5")).isCloseTo((1 + 0.5 + 0.5) / 4, within(1e-15));
        assertThat(means.get("MRR@5")).isCloseTo((1 + 1 / 3.0 + 1 / 3.0) / 4, within(1e-15));
        assertThat(means.get("HR@10")).isEqualTo(1.0);
        assertThat(means.get("NDCG@10")).isCloseTo((1 + 0.5 + 0.5 + 1 / 3.0) / 4, within(1e-15));
        assertThat(means.get("MRR@10")).isCloseTo((1 + 1 / 3.0 + 1 / 3.0 + 1 / 7.0) / 4, within(1e-15));
    }

    // edges

    @Test
    void meansKeepTheirBitsWhenRanksAreReordered() {
        int[] ranks = new int[1000];
        int[] reversed = new int[1000];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = 1 + (i * 37) % 29;
            reversed[ranks.length - 1 - i] = ranks[i];
        }

        assertThat(Metrics.means(ranks, List.of(20, 7))).isEqualTo(Metrics.means(reversed, List.of(20, 7)));
    }

    @Test
    void farRanksGiveNothing() {
        assertThat(Metrics.means(new int[] {21, Integer.MAX_VALUE}, List.of(20)).values())
                .containsExactly(0.0, 0.0, 0.0);
    }

    // errors

    @Test
    void refusesWhatIsNoRankOrCutoff() {
        assertThatThrownBy(() -> Metrics.ndcg(0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Metrics: rank is 0; ranks count from 1");
        assertThatThrownBy(() -> Metrics.means(new int[] {4, -1}, List.of(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Metrics: rank is -1; ranks count from 1");
        assertThatThrownBy(() -> Metrics.hitRate(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Metrics: cutoff K is 0; it must be at least 1");
        assertThatThrownBy(() -> Metrics.means(new int[0], List.of(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Metrics: there are no ranks, so there is no mean; give at least one");
    }
}
