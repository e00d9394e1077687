package org.end4rec.models.training;

import java.util.List;
import java.util.function.Function;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Batches;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.Popularity;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;

/** The validation of a training: the same examples after every epoch. Not thread-safe. */
public final class Validation {
    /** The metric that decides. */
    public static final String DECIDES = PairedNdcg.NAME;

    private final SequenceEncoder encoder;
    private final Split split;
    private final int items;
    private final Evaluator evaluator;
    private final List<Example> examples;

    Validation(
            SequenceEncoder encoder,
            TrainingConfig config,
            Histories histories,
            Split split,
            Function<List<Example>, Batch> assembler,
            int threads) {
        this.encoder = encoder;
        this.split = split;
        this.items = histories.items().size();
        this.evaluator = new Evaluator(items, RankingProtocol.validation(split.novel()), assembler, histories::items)
                .withThreads(threads);
        this.examples = examples(config, split);
    }

    /** The examples that decide. */
    public static List<Example> examples(TrainingConfig config, Split split) {
        return Batches.sample(
                split.validation(), config.validationUsers(), RandomStream.of(config.seed(), "validation", 0));
    }

    /** @throws IllegalStateException if the encoder's scores are not numbers */
    EvaluationResult of(Stage stage) {
        return evaluate(new EncoderScorer(encoder, stage));
    }

    /** Of the ranking that looks at no history. */
    EvaluationResult ofPopularity() {
        return evaluate(Popularity.of(split.train(), items));
    }

    private EvaluationResult evaluate(Scorer scorer) {
        return evaluator.evaluate(scorer, examples);
    }
}
