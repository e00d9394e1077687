package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Example;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedNdcgTest {
    @Test
    void equalRanksAreNotClearlyBetter() {
        assertThat(PairedNdcg.isBetterBy(1, new int[] {1, 2, 11}, new int[] {1, 2, 11}))
                .isFalse();
        assertThat(PairedNdcg.isBetterBy(1, new int[0], new int[0])).isFalse();
        // beyond the cutoff all ranks are worth nothing
        assertThat(PairedNdcg.isBetterBy(1, new int[] {11, 12, 13}, new int[] {99, 98, 97}))
                .isFalse();
    }

    @Test
    void theSameGainEverywhereIs() {
        assertThat(PairedNdcg.isBetterBy(1, new int[] {1, 1, 1}, new int[] {2, 2, 2}))
                .isTrue();
        assertThat(PairedNdcg.isBetterBy(1, new int[] {2, 2, 2}, new int[] {1, 1, 1}))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 13", "2, 19"})
    void standardErrorsDecide(int errors, int least) {
        // of 100 examples g gain 1 and 8 lose 1: the sum is g − 8, the squares are g + 8
        int[] other = ranks(100, 0, 8);
        for (int gaining = 8; gaining < 25; gaining++) {
            double sum = gaining - 8;
            double error = Math.sqrt(100 * (gaining + 8 - sum * sum / 100) / 99);
            assertThat(PairedNdcg.isBetterBy(errors, ranks(100, 8, 8 + gaining), other))
                    .as("%d gaining", gaining)
                    .isEqualTo(sum > errors * error)
                    .isEqualTo(gaining >= least);
        }
    }

    /**
     * Two of three gain 1 and one loses 1: the sum is 1, and the variance by n − 1 is 4/3, so that the standard error
     * of the sum is 2. By n it would be 1.63.
     */
    @Test
    void theVarianceIsThatOfASample() {
        int[] better = {1, 1, 50};
        int[] other = {50, 50, 1};
        assertThat(PairedNdcg.isBetterBy(0.49, better, other)).isTrue();
        assertThat(PairedNdcg.isBetterBy(0.51, better, other)).isFalse();
    }

    /** Two of four gain 1: the sum is 2, 1.73 standard errors. */
    @Test
    void oneStandardErrorIsClear() {
        EvaluationResult better = result(1, 1, 50, 50);
        EvaluationResult other = result(50, 50, 50, 50);
        PairedNdcg judge = new PairedNdcg();
        assertThat(judge.isClearlyBetter(better, other)).isTrue();
        assertThat(judge.isClearlyBetter(other, better)).isFalse();
        assertThat(PairedNdcg.isBetterBy(1.7, better, other)).isTrue();
        assertThat(PairedNdcg.isBetterBy(1.8, better, other)).isFalse();
        // one of four is one standard error, and not more
        assertThat(judge.isClearlyBetter(result(1, 50, 50, 50), other)).isFalse();
        assertThat(judge.figure(better)).isEqualTo(0.5);
        assertThat(judge.figure(result(11, 11, 11, 11))).isZero();
        assertThat(judge.figure(result(10, 10, 10, 10))).isCloseTo(Math.log(2) / Math.log(11), within(1e-12));
    }

    /** An evaluation that ends in those ranks. */
    private static EvaluationResult result(int... ranks) {
        int items = 60;
        List<Example> examples = new ArrayList<>();
        for (int user = 1; user <= ranks.length; user++) {
            examples.add(new Example(user, 0, 1));
        }
        Scorer scorer = (batch, scores) -> {
            Arrays.fill(scores, 0f);
            for (int row = 0; row < ranks.length; row++) {
                for (int item = 2; item <= items; item++) {
                    scores[row * (items + 1) + item] = item <= ranks[row] ? 1 : -1;
                }
            }
        };
        int n = ranks.length;
        return new Evaluator(
                        items,
                        RankingProtocol.FULL,
                        chosen -> new Batch(n, 1, new int[n], new int[n], new int[n]),
                        user -> new int[0])
                .evaluate(scorer, examples);
    }

    /** First ranks in that range, and ranks beyond the cutoff. */
    private static int[] ranks(int n, int from, int to) {
        int[] ranks = new int[n];
        Arrays.fill(ranks, 50);
        Arrays.fill(ranks, from, to, 1);
        return ranks;
    }
}
