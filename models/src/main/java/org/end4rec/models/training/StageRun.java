package org.end4rec.models.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.autograd.optim.GradientClipping;
import org.end4rec.autograd.optim.LearningRate;
import org.end4rec.models.data.Batches;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EliminationThreshold;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.EvaluationResult;
import org.jspecify.annotations.Nullable;

/** One stage of a training, from the best epoch of the stage before. Not thread-safe. */
final class StageRun {
    private static final PairedNdcg JUDGE = new PairedNdcg();

    /** The factor of the learning rate when the validation has not risen for {@code patience} epochs. */
    private static final double RATE_DECAY = 0.3;

    /**
     * The model counts as learning once its validation NDCG beats the popularity baseline by this many standard errors.
     * With one standard error, one epoch in six would pass by luck.
     */
    private static final double LEARNED = 2;

    private final TrainingParts parts;
    private final SequenceEncoder encoder;
    private final TrainingConfig config;
    private final Stage stage;
    private final int most;
    private final BooleanSupplier stopped;
    private TrainingState state;
    private AdamW optimizer;

    /**
     * A stage that has not begun, or that continues.
     *
     * @param stopped whether the run is to end after the step under way
     */
    StageRun(TrainingParts parts, Stage stage, TrainingState state, AdamW optimizer, BooleanSupplier stopped) {
        this.parts = parts;
        this.encoder = parts.encoder();
        this.config = parts.config();
        this.stage = stage;
        this.most = parts.data().epochs(stage);
        this.state = state;
        this.optimizer = optimizer;
        this.stopped = stopped;
    }

    /** Where the run stands. */
    TrainingState state() {
        return state;
    }

    /** The optimizer at the current learning rate. */
    AdamW optimizer() {
        return optimizer;
    }

    /** Whether the configuration gives the stage any epochs. */
    boolean hasEpochs() {
        return most > 0;
    }

    /** Whether there is another epoch. */
    boolean hasNextEpoch() {
        return !state.finished() && state.epoch() < most && !stopped.getAsBoolean();
    }

    /** Chooses the parameters that move. The parameters at the start are the best ones until an epoch is better. */
    void start() {
        encoder.parameters().train(stage::trains);
        if (most == 0 || !state.isStartOfLaterStage()) {
            return;
        }
        EliminationRateSearch rate = rateSearch();
        // a model that another run has trained has its share already
        EvaluationResult start = rate != null && isFirstToEliminate() && !isFirst()
                ? rate.search(new ShareValidation(" of " + EliminationRateSearch.TRIED), JUDGE)
                : validate("validating");
        state = state.startingAt(JUDGE.figure(start));
        parts.best().keep();
        parts.saves().best(state, stage);
    }

    /** The encoder gets the parameters of the best epoch. */
    void finish() {
        if (most > 0) {
            parts.saves().again(state, stage, optimizer);
            parts.best().restore();
            parts.listener().stageDone(stage.name(), state.bestEpoch(), state.best());
        }
    }

    /** Whether no stage before this one has epochs. */
    private boolean isFirst() {
        return encoder.stages().subList(0, state.stage()).stream().allMatch(before -> config.epochs(before) == 0);
    }

    /** Whether no stage before this one eliminates and has epochs. */
    private boolean isFirstToEliminate() {
        return encoder.stages().subList(0, state.stage()).stream()
                .noneMatch(before -> threshold(before) != null && config.epochs(before) > 0);
    }

    /** The search for the share of events that the stage eliminates, if the validation decides it. */
    private @Nullable EliminationRateSearch rateSearch() {
        EliminationThreshold threshold = threshold(stage);
        return threshold == null
                ? null
                : EliminationRateSearch.of(
                        threshold, parts.split().train(), parts.assembler(), config.seed(), parts.workers());
    }

    private @Nullable EliminationThreshold threshold(Stage of) {
        return encoder instanceof DenoisingEncoder denoising ? denoising.threshold(of) : null;
    }

    /** Trains an epoch, validates it and saves it; if the run is stopped, the epoch ends in the middle. */
    void epoch() {
        Batches batches = parts.data().of(stage, state.totalEpochs());
        LearningRate schedule =
                LearningRate.warmUp(learningRate(), config.optimizer().warmupSteps());
        EliminationRateSearch rateSearch = rateSearch();
        double eliminated = rateSearch == null ? 0 : rateSearch.measure();
        parts.listener().epochStarted(stage.name(), state.epoch() + 1, most, batches.count());
        long started = System.nanoTime();
        double loss = 0;
        Map<String, Double> terms = new LinkedHashMap<>();
        for (int i = 0; i < batches.count(); i++) {
            StepLoss done = runStep(batches, i, schedule);
            if (stopped.getAsBoolean()) {
                catchUp();
                return;
            }
            loss += done.total() / batches.count();
            done.parts().forEach((name, value) -> terms.merge(name, value / batches.count(), Double::sum));
            parts.listener().stepDone(done.total());
        }
        catchUp();
        if (loss == 0) {
            throw new TrainingException(String.format(
                    "stage %s, epoch %d: the loss is exactly 0 in each of %d steps, so nothing is learned; check"
                            + " that the log has more than one item",
                    stage.name(), state.epoch() + 1, batches.count()));
        }
        double seconds = seconds(started);
        started = System.nanoTime();
        EvaluationResult result = rateSearch == null
                ? validate("validating")
                : rateSearch.follow(eliminated, new ShareValidation(""), JUDGE);
        close(batches.count(), result, loss, terms, seconds, seconds(started));
    }

    private double learningRate() {
        return config.learningRate(stage) * Math.pow(RATE_DECAY, state.decays());
    }

    /**
     * The error for numbers that are not finite. The ranges of the other keys rule them out as a cause, so the advice
     * is about the learning rate.
     *
     * @param index of the step, or −1 after the last
     */
    private TrainingException failed(int index, String what, String more) {
        String key = TrainingConfig.learningRateKey(stage);
        return new TrainingException(String.format(
                "stage %s, epoch %d%s: %s training stopped and the last checkpoint is kept; try a smaller %s than"
                        + " %s%s%s",
                stage.name(),
                state.epoch() + 1,
                index < 0 ? "" : ", step " + (index + 1),
                what,
                key,
                learningRate(),
                config.optimizer().clipNorm() > 0 ? "" : ", or clipNorm above 0",
                more));
    }

    /** Must be called before anything reads the whole item table. */
    private void catchUp() {
        AdamW.Step work = optimizer.beginCatchUp(encoder.parameters());
        parts.workers().run(work.slices(), (slice, worker) -> work.run(slice));
    }

    private StepLoss computeLoss(Batches batches, int index) {
        try {
            return parts.step().run(batches.batch(index), stage, config.seed(), state.step() + index, optimizer);
        } catch (ArithmeticException e) {
            throw failed(index, e.getMessage() + ";", ". A second run of the step found: " + anomaly(batches, index));
        }
    }

    private String anomaly(Batches batches, int index) {
        return parts.step().findAnomaly(batches.batch(index), stage, config.seed(), state.step() + index);
    }

    /** Validates a stage with one share of eliminated events after the other, and reports the share. */
    private final class ShareValidation implements Supplier<EvaluationResult> {
        private final String all;
        private int number;

        ShareValidation(String all) {
            this.all = all;
        }

        @Override
        public EvaluationResult get() {
            number++;
            return validate("validating share " + number + all + " of eliminated events");
        }
    }

    private EvaluationResult validate(String what) {
        try {
            return parts.validation()
                    .evaluate(
                            new EncoderScorer(encoder, stage),
                            (done, total) -> parts.listener().working(what, done, total));
        } catch (IllegalStateException e) {
            throw failed(-1, "the validation failed, so", "; " + e.getMessage());
        }
    }

    private StepLoss runStep(Batches batches, int index, LearningRate schedule) {
        encoder.parameters().clearGradients();
        StepLoss loss = computeLoss(batches, index);
        double norm = config.optimizer().clipNorm() > 0
                ? GradientClipping.clip(encoder.parameters(), config.optimizer().clipNorm())
                : GradientClipping.globalNorm(encoder.parameters());
        if (!Double.isFinite(loss.total()) || !Double.isFinite(norm)) {
            String what = "the loss is " + loss.total() + " and the norm of the gradient is " + norm + ", so";
            throw failed(index, what, ". A second run of the step found: " + anomaly(batches, index));
        }
        AdamW.Step move = optimizer.begin(encoder.parameters(), schedule.at(state.stageStep() + index));
        parts.workers().run(move.slices(), (slice, worker) -> move.run(slice));
        return loss;
    }

    private void close(
            int steps,
            EvaluationResult result,
            double loss,
            Map<String, Double> terms,
            double seconds,
            double validationSeconds) {
        TrainingState before = state;
        double metric = JUDGE.figure(result);
        boolean improved = metric > before.best();
        int epoch = before.epoch() + 1;
        boolean learning = before.learned()
                || PairedNdcg.isBetterBy(LEARNED, result, parts.validation().ofPopularity());
        state = before.afterEpoch(steps, metric, learning, epoch >= most, config);
        if (improved) {
            parts.best().keep();
        }
        if (state.decays() > before.decays()) {
            parts.best().restore();
            optimizer = parts.newOptimizer();
        }
        EpochReport report = new EpochReport(
                stage.name(),
                epoch,
                loss,
                terms,
                result.protocol(),
                result.metrics(),
                improved,
                seconds,
                validationSeconds);
        parts.saves().epoch(state, stage, optimizer, report);
        parts.listener().epochDone(report);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }
}
