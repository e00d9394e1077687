package org.end4rec.models.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.end4rec.models.baseline.NeighborVotes;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.training.EncoderScorer;
import org.end4rec.models.training.ReadingScorer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.Validation;
import org.end4rec.models.voting.VoteSearch;
import org.end4rec.models.voting.VoteWeights;
import org.end4rec.models.voting.VotingScorer;
import org.jspecify.annotations.Nullable;

/**
 * An encoder at the end of its training, with the votes that stand beside its scores.
 *
 * @param stage the stage whose best parameters the encoder has
 * @param votes null if the configuration asks for none, or their worth has not been searched
 * @param weights what the votes are worth; null with them
 */
public record TrainedModel(
        SequenceEncoder encoder,
        Stage stage,
        @Nullable NeighborVotes votes,
        @Nullable VoteWeights weights) {
    /** Neither encoder nor stage is null. */
    public TrainedModel {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(stage, "stage");
    }

    /**
     * Counts the votes, if the configuration asks for any, and searches their worth on the validation examples: by NDCG@10 among all items,
     * or in a novel split among all that the user has not had.
     *
     * @param threads threads to use; they do not change the result
     */
    public static TrainedModel search(
            TrainingConfig config, RunData data, SequenceEncoder encoder, Stage stage, int threads) {
        Objects.requireNonNull(data, "data");
        if (config.votes() == 0) {
            return new TrainedModel(encoder, stage, null, null);
        }
        Histories histories = data.histories();
        Map<Double, NeighborVotes> votes = new HashMap<>();
        Function<VoteWeights, TrainedModel> voting = weights -> new TrainedModel(
                encoder,
                stage,
                votes.computeIfAbsent(
                        weights.shrinkage(), h -> NeighborVotes.of(histories, data.split(), config.votes(), h)),
                weights);
        Validation validation = new Validation(config, histories, data.split(), threads);
        // the weights change, what the encoder reads does not
        ReadingScorer remembering = new RememberingScorer(new EncoderScorer(encoder, stage));
        VoteWeights best = VoteSearch.run(weights ->
                validation.evaluate(voting.apply(weights).scorer(remembering)).metric(Validation.DECIDES));
        return voting.apply(best);
    }

    /** Scores the catalogue. Thread-safe while the encoder's parameters stand still. */
    public Scorer scorer() {
        return scorer(new EncoderScorer(encoder, stage));
    }

    private Scorer scorer(ReadingScorer alone) {
        return votes == null || weights == null ? alone : new VotingScorer(alone, votes, weights);
    }
}
