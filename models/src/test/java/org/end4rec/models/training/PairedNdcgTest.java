package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairedNdcgTest {
    @Test
    void equalRanksAreNotClearlyBetter() {
        assertThat(PairedNdcg.isClearlyBetter(new int[] {1, 2, 11}, new int[] {1, 2, 11}))
                .isFalse();
        assertThat(PairedNdcg.isClearlyBetter(new int[0], new int[0])).isFalse();
        // beyond the cutoff all ranks are worth nothing
        assertThat(PairedNdcg.isClearlyBetter(new int[] {11, 12, 13}, new int[] {99, 98, 97}))
                .isFalse();
    }

    @Test
    void theSameGainEverywhereIs() {
        assertThat(PairedNdcg.isClearlyBetter(new int[] {1, 1, 1}, new int[] {2, 2, 2}))
                .isTrue();
        assertThat(PairedNdcg.isClearlyBetter(new int[] {2, 2, 2}, new int[] {1, 1, 1}))
                .isFalse();
    }

    @Test
    void twoStandardErrorsDecide() {
        // of 100 examples g gain 1 and the others lose nothing: mean g/100, standard error √(g/100·(1 − g/100)/99)
        for (int gaining = 0; gaining < 12; gaining++) {
            int[] better = ranks(100, gaining);
            double share = gaining / 100.0;
            boolean expected = share > 2 * Math.sqrt(share * (1 - share) / 99);
            assertThat(PairedNdcg.isClearlyBetter(better, ranks(100, 0)))
                    .as("%d gaining", gaining)
                    .isEqualTo(expected);
        }
        assertThat(PairedNdcg.isClearlyBetter(ranks(100, 3), ranks(100, 0))).isFalse();
        assertThat(PairedNdcg.isClearlyBetter(ranks(100, 5), ranks(100, 0))).isTrue();
    }

    /** So many first ranks, and ranks beyond the cutoff. */
    private static int[] ranks(int n, int first) {
        int[] ranks = new int[n];
        Arrays.fill(ranks, 50);
        Arrays.fill(ranks, 0, first, 1);
        return ranks;
    }
}
