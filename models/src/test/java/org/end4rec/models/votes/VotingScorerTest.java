package org.end4rec.models.votes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.end4rec.models.counting.NaiveVotes;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.counting.TinyLogs;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.training.TwoStepScorer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VotingScorerTest {
    private static final int ITEMS = 17;
    private static final int LENGTH = 7;
    private static final int NEIGHBORS = 5;
    private static final Histories HISTORIES = histories();
    private static final Split SPLIT = Split.leaveLastOut(HISTORIES, "buy", false);
    private static final NeighborVotes VOTES = NeighborVotes.of(HISTORIES, SPLIT, NEIGHBORS, 1);
    private static final Batch BATCH = new BatchAssembler(HISTORIES, LENGTH, false).batch(SPLIT.test());

    /** Not the same for two elements, and of both signs. */
    private static final Scorer ENCODER = encoder(null);

    private static TwoStepScorer encoder(float @Nullable [] kept) {
        return new TwoStepScorer() {
            @Override
            public EncodedHistories read(Batch histories) {
                float[] z = new float[histories.size()];
                return kept == null ? new EncodedHistories(z) : new EncodedHistories(z, kept);
            }

            @Override
            public void score(EncodedHistories reading, float[] scores) {
                for (int i = 0; i < reading.z().length * (ITEMS + 1); i++) {
                    scores[i] = (i * 37 % 101 - 50) / 13f;
                }
            }
        };
    }

    private static Histories histories() {
        Random random = new Random(4);
        int[][] rows = new int[23][];
        for (int user = 0; user < rows.length; user++) {
            rows[user] = random.ints(3 + random.nextInt(9), 1, ITEMS + 1).toArray();
        }
        return TinyLogs.of(ITEMS, rows);
    }

    private static float[] scores(Scorer scorer) {
        float[] scores = new float[BATCH.size() * (ITEMS + 1)];
        scorer.score(BATCH, scores);
        return scores;
    }

    private static Scorer scorer(float @Nullable [] kept, VoteWeights weights) {
        return new VotingScorer(encoder(kept), VOTES, weights);
    }

    // oracle

    @ParameterizedTest
    @CsvSource({"0.25,0.003,1,true", "2,0.03,0.6,false", "4,0.3,0.9,true"})
    void addsWhatTheVotesAreWorth(double weight, double scale, double recency, boolean eliminates) {
        float[] kept = eliminates ? kept() : null;
        VoteWeights weights = new VoteWeights(weight, scale, recency, 1);
        NaiveVotes naive = new NaiveVotes(HISTORIES, SPLIT, NEIGHBORS, 1);
        float[] encoder = scores(ENCODER);
        float[] found = scores(scorer(kept, weights));
        int raised = 0;
        for (int row = 0; row < BATCH.size(); row++) {
            double[] votes = naive.of(BATCH, row, kept, recency);
            for (int item = 0; item <= ITEMS; item++) {
                int at = row * (ITEMS + 1) + item;
                double worth = weight * Math.log(1 + votes[item] / scale);
                assertThat((double) found[at]).isCloseTo(encoder[at] + worth, within(1e-4));
                if (votes[item] == 0) {
                    assertThat(found[at]).isEqualTo(encoder[at]);
                } else {
                    raised++;
                }
            }
        }
        assertThat(raised).isBetween(BATCH.size(), BATCH.size() * ITEMS);
    }

    private static float[] kept() {
        float[] kept = new float[BATCH.size() * LENGTH];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = i % 3 == 0 ? 0 : 1;
        }
        return kept;
    }

    // edges

    @Test
    void eliminatedEventsDoNotVote() {
        VoteWeights weights = new VoteWeights(1, 0.03, 0.9, 1);
        assertThat(scores(scorer(new float[BATCH.size() * LENGTH], weights))).isEqualTo(scores(ENCODER));
        assertThat(scores(scorer(kept(), weights))).isNotEqualTo(scores(scorer(null, weights)));
    }

    @Test
    void noWeightChangesNothing() {
        assertThat(scores(scorer(null, new VoteWeights(0, 0.03, 0.9, 1)))).isEqualTo(scores(ENCODER));
    }

    @Test
    void severalThreadsGetTheBitsOfOne() throws Exception {
        Scorer scorer = scorer(kept(), new VoteWeights(1, 0.03, 0.9, 1));
        float[] expected = scores(scorer);
        Callable<Integer> client = () -> {
            for (int i = 0; i < 50; i++) {
                assertThat(scores(scorer)).isEqualTo(expected);
            }
            return 1;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            int done = 0;
            for (Future<Integer> future : threads.invokeAll(Collections.nCopies(4, client))) {
                done += future.get();
            }
            assertThat(done).isEqualTo(4);
        } finally {
            threads.shutdown();
        }
    }
}
