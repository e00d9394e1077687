package org.end4rec.models.run;

import org.end4rec.models.evaluation.Scorer;

/** What a training leaves behind: a model that ranks the catalogue. */
public sealed interface RankingModel permits TrainedModel, CountedModel {
    /** Name of the model, without its settings. */
    String name();

    /** Scores the catalogue. Thread-safe while the model does not change. */
    Scorer scorer();

    /** Name of the stage of training that made the model. */
    String stageName();
}
