package org.end4rec.models.run;

import java.util.Objects;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.training.EncoderScorer;
import org.end4rec.models.votes.Votes;

/**
 * A trained encoder, with the votes beside its scores.
 *
 * @param stage the stage whose best parameters the encoder has
 * @param votes what votes beside the encoder
 */
public record TrainedModel(SequenceEncoder encoder, Stage stage, Votes votes) implements RankingModel {
    /** No reference is null. */
    public TrainedModel {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(votes, "votes");
    }

    /** A model without votes. */
    public TrainedModel(SequenceEncoder encoder, Stage stage) {
        this(encoder, stage, Votes.NONE);
    }

    @Override
    public String name() {
        return encoder.name();
    }

    /** Scores the catalogue. Thread-safe while the encoder's parameters do not change. */
    @Override
    public Scorer scorer() {
        return votes.beside(new EncoderScorer(encoder, stage));
    }

    @Override
    public String stageName() {
        return stage.name();
    }
}
