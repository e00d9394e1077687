package org.end4rec.models.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Guided training: the stages of the encoder one after the other, each from the best epoch of the stage before. A stage
 * ends when its validation NDCG@10 has not risen for {@code patience} epochs; these count once the validation beats
 * popularity. After every epoch a checkpoint is stored, from which {@link #train} resumes with the same bits as if it
 * had not stopped. Not thread-safe.
 */
public final class Trainer {
    private final TrainingParts parts;
    private final List<Stage> stages;
    private TrainingState state = TrainingState.START;
    private AdamW optimizer;
    private Stage trained;
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
        Objects.requireNonNull(listener, "listener");
        this.parts = TrainingParts.of(encoder, config, histories, split, workers, store, listener);
        this.stages = encoder.stages();
        this.optimizer = parts.newOptimizer();
        this.trained = stages.get(0);
    }

    /**
     * Resumes from a checkpoint whose parameters are already in the encoder.
     *
     * @param bestOfStage the best parameters of the checkpoint's stage, by name
     * @throws TrainingException if they are missing, though the checkpoint names a best epoch
     */
    public void resume(TrainingState from, AdamW.State checkpoint, Map<String, float[]> bestOfStage) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(checkpoint, "checkpoint");
        if (bestOfStage.isEmpty() && from.best() >= 0) {
            throw new TrainingException(String.format(
                    "the checkpoint says that stage %s was best after epoch %d, but the parameters of that epoch"
                            + " are missing; restore the file of the stage from a copy, or start another run",
                    stages.get(from.stage()).name(), from.bestEpoch()));
        }
        state = from;
        parts.best().resume(bestOfStage);
        optimizer = parts.newOptimizer();
        optimizer.restore(parts.encoder().parameters(), checkpoint);
    }

    /**
     * Asks {@link #train} to return after the current step; from any thread. The last checkpoint stays. An interrupt of
     * the thread that trains does the same.
     */
    public void stop() {
        stopRequested = true;
    }

    /**
     * Trains to the end, after which the encoder has the parameters of the best epoch, or until {@link #stop} or an
     * interrupt, after which the encoder has the parameters of the current step.
     *
     * @return whether the end was reached
     * @throws TrainingException if the loss or a gradient is no longer finite
     */
    public boolean train() {
        parts.data().check();
        parts.listener().trainingStarted(parts.data().mostEpochs(stages.subList(state.stage(), stages.size())));
        while (state.stage() < stages.size() && !isStopped()) {
            StageRun run = new StageRun(parts, stages.get(state.stage()), state, optimizer, this::isStopped);
            run.start();
            while (run.hasNextEpoch()) {
                run.epoch();
            }
            state = run.state();
            optimizer = run.optimizer();
            if (stopRequested) {
                break;
            }
            run.finish();
            if (run.hasEpochs()) {
                trained = stages.get(state.stage());
            }
            if (state.stage() + 1 == stages.size()) {
                break;
            }
            state = state.nextStage();
            optimizer = parts.newOptimizer();
        }
        parts.encoder().parameters().train(name -> true);
        return !stopRequested;
    }

    private boolean isStopped() {
        if (Thread.currentThread().isInterrupted()) {
            stopRequested = true;
        }
        return stopRequested;
    }

    /** The stage whose best parameters the encoder has after {@link #train}: the last one that has epochs. */
    public Stage trainedStage() {
        return trained;
    }

    /** Why the best parameters or the checkpoint of the last epoch are not in the store; null if they are. */
    public @Nullable String saveFailure() {
        return parts.saves().failure();
    }

    /** Bytes that the tapes of the training steps hold: the intermediate values of the largest step there was. */
    public long stepBytes() {
        return parts.step().bytes();
    }
}
