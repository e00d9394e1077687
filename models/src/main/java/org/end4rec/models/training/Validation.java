package org.end4rec.models.training;

import java.util.List;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Batches;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.data.Split;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.Popularity;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.jspecify.annotations.Nullable;

/** The validation of a training: the same examples every time. Not thread-safe. */
public final class Validation {
    /** The metric that decides. */
    public static final String DECIDES = PairedNdcg.NAME;

    private final Split split;
    private final int items;
    private final Evaluator evaluator;
    private final List<Example> examples;
    private @Nullable EvaluationResult ofPopularity;

    /** @param threads threads to use; they do not change the result */
    public Validation(TrainingConfig config, Histories histories, Split split, int threads) {
        BatchAssembler assembler = new BatchAssembler(histories, config.length(), split.novel());
        this.split = split;
        this.items = histories.items().size();
        this.evaluator = new Evaluator(
                        items, RankingProtocol.validation(split.novel()), assembler::batch, histories::items)
                .withThreads(threads);
        this.examples = examples(config, split);
    }

    /** The examples that decide. */
    public static List<Example> examples(TrainingConfig config, Split split) {
        return Batches.sample(
                split.validation(), config.limits().validationUsers(), RandomStream.of(config.seed(), "validation", 0));
    }

    /**
     * Ranks the examples' targets among all items or, in a novel split, among the items that the user has not had.
     *
     * @throws IllegalStateException if the scorer leaves a NaN
     */
    public EvaluationResult evaluate(Scorer scorer) {
        return evaluator.evaluate(scorer, examples);
    }

    /** As {@link #evaluate(Scorer)}; {@code progress} is called with the number of ranked examples. */
    public EvaluationResult evaluate(Scorer scorer, ProgressListener progress) {
        return evaluator.evaluate(scorer, examples, progress);
    }

    /** The result of the ranking by popularity. */
    EvaluationResult ofPopularity() {
        if (ofPopularity == null) {
            ofPopularity = evaluate(Popularity.of(split.train(), items));
        }
        return ofPopularity;
    }
}
