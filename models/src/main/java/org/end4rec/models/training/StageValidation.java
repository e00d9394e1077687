package org.end4rec.models.training;

import java.util.function.Supplier;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EliminationThreshold;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.parallel.Workers;
import org.jspecify.annotations.Nullable;

/** Validates stages. Where a stage eliminates events, the validation decides which share of them, too. */
final class StageValidation {
    static final PairedNdcg JUDGE = new PairedNdcg();

    private final SequenceEncoder encoder;
    private final TrainingConfig config;
    private final Split split;
    private final BatchAssembler assembler;
    private final Workers workers;
    private final Validation validation;
    private final TrainingListener listener;

    StageValidation(
            SequenceEncoder encoder,
            TrainingConfig config,
            Split split,
            BatchAssembler assembler,
            Workers workers,
            Validation validation,
            TrainingListener listener) {
        this.encoder = encoder;
        this.config = config;
        this.split = split;
        this.assembler = assembler;
        this.workers = workers;
        this.validation = validation;
        this.listener = listener;
    }

    /** Validates what the stage of that number starts from. The first stage that eliminates tries all shares. */
    EvaluationResult beforeStage(int number) {
        Stage stage = encoder.stages().get(number);
        EliminationRateSearch share = search(stage);
        return share != null && isFirstToEliminate(number)
                ? share.search(new ShareValidation(stage, " of " + EliminationRateSearch.TRIED), JUDGE)
                : validate(stage, "validating");
    }

    /**
     * Validates a stage after an epoch.
     *
     * @param share searches the share of events that the stage eliminates; null for a stage that does not
     * @param eliminated the share before the epoch
     */
    EvaluationResult afterEpoch(Stage stage, @Nullable EliminationRateSearch share, double eliminated) {
        return share == null
                ? validate(stage, "validating")
                : share.follow(eliminated, new ShareValidation(stage, ""), JUDGE);
    }

    /** Searches the share of events that a stage eliminates; null if the stage does not leave it to the validation. */
    @Nullable
    EliminationRateSearch search(Stage stage) {
        EliminationThreshold threshold = threshold(stage);
        return threshold == null
                ? null
                : EliminationRateSearch.of(threshold, split.train(), assembler, config.seed(), workers);
    }

    private boolean isFirstToEliminate(int number) {
        return encoder.stages().subList(0, number).stream()
                .noneMatch(before -> threshold(before) != null && config.epochs(before) > 0);
    }

    private @Nullable EliminationThreshold threshold(Stage stage) {
        return encoder instanceof DenoisingEncoder denoising ? denoising.threshold(stage) : null;
    }

    /** The same validation by popularity. */
    EvaluationResult ofPopularity() {
        return validation.ofPopularity();
    }

    private EvaluationResult validate(Stage stage, String what) {
        return validation.evaluate(
                new EncoderScorer(encoder, stage), (done, total) -> listener.working(what, done, total));
    }

    /** Validates a stage with one share of eliminated events after the other, and says with which. */
    private final class ShareValidation implements Supplier<EvaluationResult> {
        private final Stage stage;
        private final String all;
        private int number;

        ShareValidation(Stage stage, String all) {
            this.stage = stage;
            this.all = all;
        }

        @Override
        public EvaluationResult get() {
            number++;
            return validate(stage, "validating share " + number + all + " of events to eliminate");
        }
    }
}
