package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.training.EncoderScorer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.training.Validation;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoders are not trained: their scores are noise, beside which votes are worth something. */
class TrainedModelTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("dim=8", "chunks=2", "length=7", "neighbors=9");

    private static TrainedModel search(TrainingConfig config, RunData data, int threads) {
        SequenceEncoder encoder = Encoders.create(config, data);
        Stage last = encoder.lastStage();
        return VoteTraining.search(config, data, encoder, last, threads, TrainingListener.NONE, () -> false);
    }

    private static RunData data(boolean novel) {
        SyntheticShop shop = new SyntheticShop(new SyntheticShop.Config(60, 70, 10, 0.2, 0.1, 12, 5));
        return RunData.leaveLastOut(Histories.of(shop.log()), "click", novel);
    }

    private static float[] scores(Scorer scorer, RunData data) {
        float[] scores =
                new float[data.split().test().size() * (data.histories().items().size() + 1)];
        scorer.score(
                new BatchAssembler(data.histories(), 7, false)
                        .batch(data.split().test()),
                scores);
        return scores;
    }

    // values

    @ParameterizedTest
    @CsvSource({"end4rec,0,false", "end4rec,9,true", "sasrec,9,false", "sasrec+v,9,true", "sasrec+b+v,0,false"})
    void votesWhereTheConfigurationAsksForThem(String model, int neighbors, boolean expected) {
        RunData data = data(false);
        TrainedModel found = search(TinyRuns.with("model=" + model, "length=7", "neighbors=" + neighbors), data, 1);
        assertThat(found.votes().neighbors() != null).isEqualTo(expected);
        assertThat(found.votes().weights() != null).isEqualTo(expected);
        boolean same = Arrays.equals(
                scores(found.scorer(), data), scores(new EncoderScorer(found.encoder(), found.stage()), data));
        assertThat(same).isEqualTo(!expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBestOfTheValidationIsTaken(boolean novel) {
        RunData data = data(novel);
        TrainedModel found = search(CONFIG, data, 1);
        VoteWeights best = Objects.requireNonNull(found.votes().weights());
        assertThat(best.weight()).isPositive();
        double figure = figure(found, best, data);
        assertThat(figure).isGreaterThan(figure(found, new VoteWeights(0, 0.03, 0.9, best.shrinkage()), data));
        for (double recency : List.of(0.6, 0.8, 0.9, 0.95, 1.0)) {
            assertThat(figure(found, new VoteWeights(best.weight(), best.scale(), recency, best.shrinkage()), data))
                    .isLessThanOrEqualTo(figure);
        }
    }

    /** NDCG@10 on the validation, among all items or, where the split is novel, among those the user has not had. */
    private static double figure(TrainedModel model, VoteWeights weights, RunData data) {
        Histories histories = data.histories();
        RankingProtocol protocol = data.split().novel() ? RankingProtocol.UNSEEN : RankingProtocol.FULL;
        BatchAssembler assembler =
                new BatchAssembler(histories, CONFIG.length(), data.split().novel());
        TrainedModel weighed = new TrainedModel(
                model.encoder(),
                model.stage(),
                Votes.of(Objects.requireNonNull(model.votes().neighbors()), weights));
        return new Evaluator(histories.items().size(), protocol, assembler::batch, histories::items)
                .evaluate(weighed.scorer(), Validation.examples(CONFIG, data.split()))
                .metric("NDCG@10");
    }

    @Test
    void theVotesOfAllItemsAreThoseCountedAlone() {
        RunData data = data(true);
        TrainedModel found = search(CONFIG, data, 1);
        VoteWeights weights = Objects.requireNonNull(found.votes().weights());
        NeighborVotes alone = NeighborVotes.of(data.histories(), data.split(), 9, weights.shrinkage());
        TrainedModel expected = new TrainedModel(found.encoder(), found.stage(), Votes.of(alone, weights));
        assertThat(scores(found.scorer(), data)).isEqualTo(scores(expected.scorer(), data));
    }

    @Test
    void reportsItsProgress() {
        RunData data = data(false);
        SequenceEncoder encoder = Encoders.create(CONFIG, data);
        List<String> reports = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void working(String what, long done, long total) {
                reports.add(what + " " + done + "/" + total);
            }
        };
        VoteTraining.search(CONFIG, data, encoder, encoder.lastStage(), 1, listener, () -> false);
        assertThat(reports)
                .startsWith(
                        "counting neighbors 0/70",
                        "counting neighbors 70/70",
                        "weighing votes 0/61",
                        "weighing votes 1/61")
                .endsWith("weighing votes 61/61", "counting neighbors 0/70", "counting neighbors 70/70")
                .hasSizeGreaterThan(25);
    }

    // edges

    @Test
    void theThreadsDoNotChangeTheWeights() {
        RunData data = data(true);
        VoteWeights one = search(CONFIG, data, 1).votes().weights();
        assertThat(search(CONFIG, data, 2).votes().weights()).isEqualTo(one);
        assertThat(search(CONFIG, data, 3).votes().weights()).isEqualTo(one);
    }

    @Test
    void eliminatedEventsDoNotVote() {
        RunData data = data(false);
        TrainedModel found = search(CONFIG, data, 1);
        // every noise score is above every preference
        found.encoder().parameters().get("hard.score.bias").value().data()[0] = 99f;
        assertThat(scores(found.scorer(), data))
                .isEqualTo(scores(new EncoderScorer(found.encoder(), found.stage()), data));
        TrainedModel mining = new TrainedModel(found.encoder(), GuidedTraining.MINING, found.votes());
        assertThat(scores(mining.scorer(), data))
                .as("mining eliminates nothing")
                .isNotEqualTo(scores(new EncoderScorer(found.encoder(), GuidedTraining.MINING), data));
    }

    // errors

    @Test
    @SuppressWarnings("NullAway") // what it is for
    void neitherEncoderNorStageIsNull() {
        SequenceEncoder encoder = Encoders.create(CONFIG, data(false));
        assertThatNullPointerException()
                .isThrownBy(() -> new TrainedModel(null, GuidedTraining.JOINT))
                .withMessage("encoder");
        assertThatNullPointerException()
                .isThrownBy(() -> new TrainedModel(encoder, null))
                .withMessage("stage");
    }
}
