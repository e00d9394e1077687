package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.RunStore;
import org.end4rec.models.training.Trainer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.training.TrainingState;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;
import org.jspecify.annotations.Nullable;

/**
 * One training of a model, in memory or in the folder of a run: the stages of the encoder, then the votes. In a folder
 * it resumes from the last checkpoint, and holds the lock of the folder until it is closed. Not thread-safe, but for
 * {@link #stop}.
 *
 * <pre>{@code
 * try (TrainingRun run = TrainingRun.inMemory(TrainingConfig.DEFAULTS, data, 2)) {
 *     TrainedModel model = run.train(TrainingListener.NONE);
 * }
 * }</pre>
 */
public final class TrainingRun implements AutoCloseable {
    private final TrainingConfig config;
    private final RunData data;
    private final int threads;
    private final @Nullable RunFolder folder;
    private final @Nullable RunLock lock;
    private @Nullable SequenceEncoder encoder;
    private long stepBytes;
    private @Nullable String saveFailure;
    private volatile @Nullable Trainer training;
    private volatile boolean stopRequested;

    private TrainingRun(
            TrainingConfig config,
            RunData data,
            int threads,
            SequenceEncoder encoder,
            @Nullable RunFolder folder,
            @Nullable RunLock lock) {
        this.config = config;
        this.data = data;
        this.threads = threads;
        this.encoder = encoder;
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * A training that writes no file.
     *
     * @param threads threads to use; they do not change the result's bits
     * @throws org.end4rec.models.training.TrainingException if the training does not fit into memory
     */
    public static TrainingRun inMemory(TrainingConfig config, RunData data, int threads) {
        return new TrainingRun(config, data, threads, newEncoder(config, data, threads), null, null);
    }

    /**
     * Makes the folder of a new run. Settings that need too much memory leave no folder.
     *
     * @param beside as in {@link RunFolder#checkNew}
     * @param threads as in {@link #inMemory}
     * @throws RunException if no run can be made in the folder
     * @throws org.end4rec.models.training.TrainingException if the training does not fit into memory
     */
    public static TrainingRun create(
            Path folder, Manifest manifest, TrainingConfig config, RunData data, boolean beside, int threads)
            throws IOException {
        SequenceEncoder encoder = newEncoder(config, data, threads);
        RunFolder made = RunFolder.create(folder, manifest, config, data, beside);
        return new TrainingRun(config, data, threads, encoder, made, made.lock());
    }

    /**
     * The training of an existing run, from its last checkpoint on.
     *
     * @param threads as in {@link #inMemory}
     * @throws RunException if another training writes to the folder
     * @throws org.end4rec.models.training.TrainingException if the training does not fit into memory
     */
    public static TrainingRun resume(RunFolder run, int threads) throws IOException {
        SequenceEncoder encoder = newEncoder(run.config(), run.data(), threads);
        return new TrainingRun(run.config(), run.data(), threads, encoder, run, run.lock());
    }

    /** As {@link #continueFrom(WarmStart, Path, String, boolean, int)}, in a folder that is absent or empty. */
    public static TrainingRun continueFrom(WarmStart start, Path folder, int threads) throws IOException {
        return continueFrom(start, folder, "events after " + start.from().path(), false, threads);
    }

    /**
     * Makes the folder of a run that begins with the model of another run.
     *
     * @param events where the new events came from
     * @param beside as in {@link RunFolder#checkNew}
     * @param threads as in {@link #inMemory}
     * @throws RunException if the other run has no trained model or is damaged, or no run can be made in the folder
     * @throws org.end4rec.models.training.TrainingException if the training does not fit into memory
     */
    public static TrainingRun continueFrom(WarmStart start, Path folder, String events, boolean beside, int threads)
            throws IOException {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(events, "events");
        SequenceEncoder encoder = newEncoder(start.config(), start.data(), threads);
        RunFolder made = start.create(folder, events, encoder, beside);
        return new TrainingRun(start.config(), start.data(), threads, encoder, made, made.lock());
    }

    private static SequenceEncoder newEncoder(TrainingConfig config, RunData data, int threads) {
        Objects.requireNonNull(config, "config");
        data.trainingMemory(config, threads).check(Runtime.getRuntime().maxMemory(), warning -> {});
        return Encoders.create(config, data);
    }

    /** @throws IllegalStateException if the training is in memory */
    public RunFolder folder() {
        if (folder == null) {
            throw new IllegalStateException("TrainingRun: a training in memory has no folder");
        }
        return folder;
    }

    /** Asks {@link #train} to return soon; from any thread. The last checkpoint stays. */
    public void stop() {
        stopRequested = true;
        Trainer running = training;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Trains to the end, or until {@link #stop}; to be called once.
     *
     * @return the model at its best epoch, with its votes; null if the training was stopped
     * @throws RunException if the folder is damaged, or the end of the training could not be saved
     * @throws org.end4rec.models.training.TrainingException if the loss or a gradient is no longer finite
     */
    public @Nullable TrainedModel train(TrainingListener listener) throws IOException {
        Objects.requireNonNull(listener, "listener");
        SequenceEncoder trained = encoder;
        if (trained == null) {
            throw new IllegalStateException("TrainingRun: the training was started before; make another one");
        }
        encoder = null;
        data.trainingMemory(config, threads).check(Runtime.getRuntime().maxMemory(), listener::warning);
        if (lock != null && !lock.isHeld()) {
            listener.warning("the file system of " + folder().path()
                    + " has no locks; make sure that no other training writes to this folder");
        }
        Stage stage = trainStages(trained, listener);
        if (stage == null) {
            return null;
        }
        // a large catalogue has no room for gradients beside votes
        trained.parameters().releaseGradients();
        try {
            TrainedModel model =
                    VoteTraining.search(config, data, trained, stage, threads, listener, () -> stopRequested);
            save(model.votes());
            return model;
        } catch (CancellationException stopped) {
            return null;
        }
    }

    /** The stage whose best parameters the encoder has afterwards; null if the training was stopped. */
    private @Nullable Stage trainStages(SequenceEncoder trained, TrainingListener listener) throws IOException {
        try (Workers workers = new Workers(threads)) {
            RunStore store = folder == null ? RunStore.NONE : folder;
            Trainer trainer = new Trainer(trained, config, data.histories(), data.split(), workers, store, listener);
            if (folder != null) {
                resume(folder, trainer, trained, listener);
            }
            training = trainer;
            if (stopRequested) {
                trainer.stop();
            }
            boolean finished = trainer.train();
            stepBytes = trainer.stepBytes();
            saveFailure = trainer.saveFailure();
            if (finished && saveFailure != null) {
                throw new RunException("the training is done but not saved: " + saveFailure
                        + ". Resume the run when the folder can be written again");
            }
            return finished ? trainer.trainedStage() : null;
        } finally {
            training = null;
        }
    }

    private static void resume(RunFolder folder, Trainer trainer, SequenceEncoder encoder, TrainingListener listener)
            throws IOException {
        Checkpoint checkpoint = folder.loadCheckpoint(
                encoder,
                damage -> listener.warning(
                        "the last checkpoint cannot be read, so the checkpoint before it is used: " + damage));
        if (checkpoint != null) {
            TrainingState state = checkpoint.progress();
            trainer.resume(state, checkpoint.optimizer(), folder.bestOf(state.stage(), encoder));
            if (!state.equals(TrainingState.OF_ANOTHER_RUN)) {
                listener.resumed(encoder.stages().get(state.stage()).name(), state.epoch());
            }
        }
    }

    private void save(Votes votes) throws IOException {
        VoteWeights weights = votes.weights();
        if (folder == null || weights == null) {
            return;
        }
        NeighborVotes neighbors = votes.neighbors();
        if (neighbors != null) {
            folder.saveNeighbors(neighbors);
        }
        folder.saveVotes(weights);
    }

    /** Why the folder does not have the end of the training; null if it has. */
    public @Nullable String saveFailure() {
        return saveFailure;
    }

    /** Bytes of intermediate values that the largest step needed; 0 before {@link #train}. */
    public long stepBytes() {
        return stepBytes;
    }

    /** Releases the lock of the folder. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
