package org.end4rec.models.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.autograd.optim.GradientClipping;
import org.end4rec.autograd.optim.LearningRate;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Batches;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ItemCounts;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.TrainingConfig.Loss;
import org.jspecify.annotations.Nullable;

/**
 * Guided training: the stages of the encoder one after the other, each from the best epoch of the one before, each
 * until its validation NDCG@10 has not risen for {@code patience} epochs, which count once it is better than by
 * popularity. After every epoch a checkpoint is stored, from which {@link #train} goes on with the same bits as if it
 * had not stopped. Not thread-safe.
 */
public final class Trainer {
    /** What a learning rate is multiplied with where the validation has not risen for {@code patience} epochs. */
    private static final double RATE_DECAY = 0.3;

    /**
     * Standard errors by which a validation is better than popularity's where something is learned. One would be luck
     * in every sixth epoch.
     */
    private static final double LEARNED = 2;

    private final SequenceEncoder encoder;
    private final TrainingConfig config;
    private final StageBatches data;
    private final Workers workers;
    private final StageValidation validation;
    private final TrainingStep step;
    private final TrainingListener listener;
    private final BestParameters best;
    private final Saves saves;

    private TrainingState progress = TrainingState.START;
    private AdamW optimizer;
    private volatile boolean stopRequested;

    /** @param workers threads to use; they do not change the result's bits */
    public Trainer(
            SequenceEncoder encoder,
            TrainingConfig config,
            Histories histories,
            Split split,
            Workers workers,
            RunStore store,
            TrainingListener listener) {
        this.encoder = encoder;
        this.config = config;
        this.listener = Objects.requireNonNull(listener, "listener");
        this.workers = workers;
        BatchAssembler assembler = new BatchAssembler(histories, config.length(), split.novel());
        this.data = new StageBatches(encoder, config, histories, split, assembler);
        this.validation = new StageValidation(
                encoder,
                config,
                split,
                assembler,
                workers,
                new Validation(config, histories, split, workers.threads()),
                listener);
        this.best = new BestParameters(encoder.parameters());
        this.saves = new Saves(store, encoder.parameters(), best, listener);
        this.step =
                new TrainingStep(encoder, workers, config.shardSize(), sampledLoss(encoder, config, histories, split));
        this.optimizer = newOptimizer();
    }

    private AdamW newOptimizer() {
        AdamW made = new AdamW(config.weightDecay());
        if (config.loss() != Loss.SOFTMAX) {
            made.defer(encoder.itemEmbedding());
        }
        return made;
    }

    private static @Nullable SampledLoss sampledLoss(
            SequenceEncoder encoder, TrainingConfig config, Histories histories, Split split) {
        if (config.loss() == Loss.SOFTMAX) {
            return null;
        }
        NegativeSampler sampler =
                NegativeSampler.byPopularity(ItemCounts.visible(histories, split), config.negativePower());
        return new SampledLoss(config.loss(), encoder.itemEmbedding(), sampler, config.negatives());
    }

    /**
     * Goes on from a checkpoint whose parameters are already in the encoder.
     *
     * @param bestOfStage the best parameters of the checkpoint's stage, by name
     * @throws TrainingException if there are none, though the checkpoint knows of a best epoch
     */
    public void resume(TrainingState from, AdamW.State state, Map<String, float[]> bestOfStage) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(state, "state");
        if (bestOfStage.isEmpty() && from.best() >= 0) {
            throw new TrainingException(String.format(
                    "the checkpoint says that stage %s was best after epoch %d, but the parameters of that epoch"
                            + " are missing;"
                            + " put the stage's file back, or start another run",
                    encoder.stages().get(from.stage()).name(), from.bestEpoch()));
        }
        progress = from;
        best.resume(bestOfStage);
        optimizer = newOptimizer();
        optimizer.restore(encoder.parameters(), state);
    }

    /** Asks {@link #train} to return after the step under way; from any thread. The last checkpoint stays. */
    public void stop() {
        stopRequested = true;
    }

    /**
     * Trains to the end, after which the encoder has the parameters of the best epoch, or until {@link #stop}, after
     * which it has those of the step under way.
     *
     * @return whether the end was reached
     * @throws TrainingException if the loss or a gradient is no longer finite
     */
    public boolean train() {
        data.check();
        List<Stage> stages = encoder.stages();
        listener.trainingStarted(data.mostEpochs(stages.subList(progress.stage(), stages.size())));
        while (progress.stage() < stages.size() && !stopRequested) {
            Stage stage = stages.get(progress.stage());
            int most = data.epochs(stage);
            encoder.parameters().train(stage::trains);
            if (most > 0 && progress.isStartOfLaterStage()) {
                begin(stage);
            }
            while (!progress.finished() && progress.epoch() < most && !stopRequested) {
                runEpoch(stage, most);
            }
            if (stopRequested) {
                break;
            }
            if (most > 0) {
                saves.again(progress, stage, optimizer);
                best.restore();
                listener.stageDone(stage.name(), progress.bestEpoch(), progress.best());
            }
            if (progress.stage() + 1 == stages.size()) {
                break;
            }
            progress = progress.nextStage();
            optimizer = newOptimizer();
        }
        encoder.parameters().train(name -> true);
        return !stopRequested;
    }

    /** What a stage starts from is the best there is until an epoch is better. */
    private void begin(Stage stage) {
        EvaluationResult start = validated(stage, () -> validation.beforeStage(progress.stage()));
        progress = progress.startingAt(StageValidation.JUDGE.figure(start));
        best.keep();
        saves.best(progress, stage);
    }

    private void runEpoch(Stage stage, int most) {
        Batches batches = data.of(stage, progress.totalEpochs());
        LearningRate rate = LearningRate.warmUp(learningRate(stage), config.warmupSteps());
        EliminationRateSearch share = validation.search(stage);
        double eliminated = share == null ? 0 : share.measure();
        listener.epochStarted(stage.name(), progress.epoch() + 1, most, batches.count());
        long started = System.nanoTime();
        double loss = 0;
        Map<String, Double> parts = new LinkedHashMap<>();
        for (int i = 0; i < batches.count(); i++) {
            StepLoss done = runStep(stage, batches, i, rate);
            if (stopRequested) {
                catchUp();
                return;
            }
            loss += done.total() / batches.count();
            done.parts().forEach((name, value) -> parts.merge(name, value / batches.count(), Double::sum));
            listener.stepDone(done.total());
        }
        catchUp();
        if (loss == 0) {
            throw new TrainingException(String.format(
                    "stage %s, epoch %d: the loss is exactly 0 in each of %d steps, so nothing is learned; is there"
                            + " more than"
                            + " one item in the log?",
                    stage.name(), progress.epoch() + 1, batches.count()));
        }
        double seconds = seconds(started);
        started = System.nanoTime();
        EvaluationResult result = validated(stage, () -> validation.afterEpoch(stage, share, eliminated));
        close(stage, most, batches.count(), result, loss, parts, seconds, seconds(started));
    }

    private double learningRate(Stage stage) {
        return config.learningRate(stage) * Math.pow(RATE_DECAY, progress.decays());
    }

    /**
     * Where numbers are no longer finite. Ranges keep other keys from it, so that the advice is on the learning rate.
     *
     * @param index of the step, or −1 after the last
     */
    private TrainingException stopped(Stage stage, int index, String what, String more) {
        String key = TrainingConfig.learningRateKey(stage);
        return new TrainingException(String.format(
                "stage %s, epoch %d%s: %s training stopped and the last checkpoint stays; try a smaller %s than %s%s%s",
                stage.name(),
                progress.epoch() + 1,
                index < 0 ? "" : ", step " + (index + 1),
                what,
                key,
                learningRate(stage),
                config.clipNorm() > 0 ? "" : ", or clipNorm above 0",
                more));
    }

    /** Before anything reads the whole item table. */
    private void catchUp() {
        AdamW.Step work = optimizer.beginCatchUp(encoder.parameters());
        workers.run(work.slices(), (slice, worker) -> work.run(slice));
    }

    private StepLoss computeLoss(Stage stage, Batches batches, int index) {
        try {
            return step.run(batches.batch(index), stage, config.seed(), progress.step() + index, optimizer);
        } catch (ArithmeticException e) {
            throw stopped(stage, index, e.getMessage() + ";", ". Run again: " + anomaly(stage, batches, index));
        }
    }

    private String anomaly(Stage stage, Batches batches, int index) {
        return step.findAnomaly(batches.batch(index), stage, config.seed(), progress.step() + index);
    }

    private EvaluationResult validated(Stage stage, Supplier<EvaluationResult> by) {
        try {
            return by.get();
        } catch (IllegalStateException e) {
            throw stopped(stage, -1, "the validation failed, so", "; " + e.getMessage());
        }
    }

    private StepLoss runStep(Stage stage, Batches batches, int index, LearningRate rate) {
        encoder.parameters().clearGradients();
        StepLoss loss = computeLoss(stage, batches, index);
        double norm = config.clipNorm() > 0
                ? GradientClipping.clip(encoder.parameters(), config.clipNorm())
                : GradientClipping.globalNorm(encoder.parameters());
        if (!Double.isFinite(loss.total()) || !Double.isFinite(norm)) {
            String what = "the loss is " + loss.total() + " and the gradient's norm " + norm + ", so";
            throw stopped(stage, index, what, ". Run again: " + anomaly(stage, batches, index));
        }
        AdamW.Step move = optimizer.begin(encoder.parameters(), rate.at(progress.stageStep() + index));
        workers.run(move.slices(), (slice, worker) -> move.run(slice));
        return loss;
    }

    private void close(
            Stage stage,
            int most,
            int steps,
            EvaluationResult result,
            double loss,
            Map<String, Double> parts,
            double seconds,
            double validationSeconds) {
        TrainingState before = progress;
        double metric = StageValidation.JUDGE.figure(result);
        boolean improved = metric > before.best();
        int epoch = before.epoch() + 1;
        boolean learning = before.learned() || PairedNdcg.isBetterBy(LEARNED, result, validation.ofPopularity());
        progress = before.afterEpoch(steps, metric, learning, epoch >= most, config);
        if (improved) {
            best.keep();
        }
        if (progress.decays() > before.decays()) {
            best.restore();
            optimizer = newOptimizer();
        }
        EpochReport report = new EpochReport(
                stage.name(), epoch, loss, parts, result.metrics(), improved, seconds, validationSeconds);
        saves.epoch(progress, stage, optimizer, report);
        listener.epochDone(report);
    }

    /** Why the best parameters or the checkpoint of the last epoch are not in the store; null if they are. */
    public @Nullable String saveFailure() {
        return saves.failure();
    }

    /** Bytes that the tapes of the training steps hold: the intermediate values of the largest step there was. */
    public long stepBytes() {
        return step.bytes();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }
}
