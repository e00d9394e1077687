package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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

    /** First ranks in that range, and ranks beyond the cutoff. */
    private static int[] ranks(int n, int from, int to) {
        int[] ranks = new int[n];
        Arrays.fill(ranks, 50);
        Arrays.fill(ranks, from, to, 1);
        return ranks;
    }
}
