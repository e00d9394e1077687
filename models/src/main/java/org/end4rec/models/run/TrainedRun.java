package org.end4rec.models.run;

import java.io.IOException;
import java.util.Objects;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.training.TrainingConfig;

/**
 * A trained model with the data that it was trained on: the result of a {@link TrainingRun}, or a run folder that was
 * loaded. {@link org.end4rec.models.recommend.Recommender#of} makes a recommender of it.
 *
 * <pre>{@code
 * static double hitRate(TrainedRun trained) {
 *     return trained.evaluate(RankingProtocol.FULL).metric("HR@10");
 * }
 * }</pre>
 *
 * @param config the configuration of the training
 * @param data events, ids and examples
 * @param model the model
 */
public record TrainedRun(TrainingConfig config, RunData data, RankingModel model) {
    /** No reference is null. */
    public TrainedRun {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(model, "model");
    }

    /**
     * Loads the best model of a run.
     *
     * @param counting as for {@link RunFolder#loadModel(ProgressListener)}
     * @throws RunException as for {@link RunFolder#loadModel()}
     */
    public static TrainedRun load(RunFolder run, ProgressListener counting) throws IOException {
        Objects.requireNonNull(counting, "counting");
        return new TrainedRun(
                run.config(),
                run.data(),
                run.config().model().isCounted() ? CountedModel.load(run, counting) : run.loadModel(counting));
    }

    /** Ranks the test events of the data, with the default cutoffs, on all processors. */
    public EvaluationResult evaluate(RankingProtocol protocol) {
        return evaluator(protocol)
                .withThreads(Runtime.getRuntime().availableProcessors())
                .evaluate(model.scorer(), data.split().test());
    }

    /** An evaluator for examples of the data, as the model sees them. */
    public Evaluator evaluator(RankingProtocol protocol) {
        BatchAssembler assembler = new BatchAssembler(
                data.histories(), config.length(), data.split().novel());
        return new Evaluator(data.histories().items().size(), protocol, assembler::batch, data.histories()::items);
    }
}
