package org.end4rec.models.votes;

import static org.assertj.core.api.Assertions.assertThat;

import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.counting.TinyLogs;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.training.TwoStepScorer;
import org.junit.jupiter.api.Test;

class VotesTest {
    private static final VoteWeights WEIGHTS = new VoteWeights(2, 0.03, 0.9, 1);
    private static final TwoStepScorer ENCODER = new TwoStepScorer() {
        @Override
        public EncodedHistories read(Batch histories) {
            return new EncodedHistories(new float[histories.size()]);
        }

        @Override
        public void score(EncodedHistories reading, float[] scores) {}
    };

    @Test
    void noVotesLeaveTheEncoderAlone() {
        assertThat(Votes.NONE.neighbors()).isNull();
        assertThat(Votes.NONE.weights()).isNull();
        assertThat(Votes.NONE.beside(ENCODER)).isSameAs(ENCODER);
    }

    /** The weights are kept, so that a saved run says that the votes were searched. */
    @Test
    void worthlessVotesHaveWeightsAndNoNeighbors() {
        Votes votes = Votes.worthless(WEIGHTS);
        assertThat(votes.weights()).isEqualTo(WEIGHTS);
        assertThat(votes.neighbors()).isNull();
        assertThat(votes.beside(ENCODER)).isSameAs(ENCODER);
    }

    @Test
    void votesOfNeighborsStandBesideTheEncoder() {
        Histories histories = TinyLogs.of(4, new int[] {1, 2, 3, 4}, new int[] {2, 3, 1, 4}, new int[] {4, 3, 1, 2});
        NeighborVotes neighbors = NeighborVotes.of(histories, Split.leaveLastOut(histories, "buy", false), 2, 1);
        Votes votes = Votes.of(neighbors, WEIGHTS);
        assertThat(votes.neighbors()).isSameAs(neighbors);
        assertThat(votes.weights()).isEqualTo(WEIGHTS);
        assertThat(votes.beside(ENCODER)).isInstanceOf(VotingScorer.class);
    }
}
