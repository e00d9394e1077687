package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.EventLog;
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
 * static Recommender train(EventLog log) throws IOException {
 *     try (TrainingRun run = TrainingRun.inMemory(log, TrainingOptions.of("buy"))) {
 *         TrainedRun trained = run.train(TrainingListener.NONE).orElseThrow();
 *         System.out.println(trained.evaluate(RankingProtocol.FULL));
 *         return Recommender.of(trained);
 *     }
 * }
 * }</pre>
 */
public final class TrainingRun implements AutoCloseable {
    private final TrainingConfig config;
    private final RunData data;
    private final int threads;
    private final @Nullable RunFolder folder;
    private final @Nullable RunLock lock;

    /** Null for a count-based baseline, and once the training has begun. */
    private @Nullable SequenceEncoder encoder;

    private boolean started;
    private long stepBytes;
    private @Nullable String saveFailure;
    private volatile @Nullable Trainer training;
    private volatile boolean stopRequested;

    private TrainingRun(
            TrainingConfig config,
            RunData data,
            int threads,
            @Nullable SequenceEncoder encoder,
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
     * As {@link #inMemory(TrainingConfig, RunData, int)}, of a log whose users' last two events of the target behavior
     * are held out.
     *
     * @throws IllegalArgumentException if the log has no event to hold out or to learn from
     */
    public static TrainingRun inMemory(EventLog log, TrainingOptions options) {
        return inMemory(options.data(log), options);
    }

    /** As {@link #inMemory(EventLog, TrainingOptions)}, of data that are split already. */
    public static TrainingRun inMemory(RunData data, TrainingOptions options) {
        options.manifest(data);
        @Nullable SequenceEncoder encoder = newEncoder(options, data);
        return new TrainingRun(options.config(), data, options.threads(), encoder, null, null);
    }

    /**
     * Makes the folder of a new run, as {@link #create(Path, RunData, TrainingOptions)}, of a log whose users' last two
     * events of the target behavior are held out.
     *
     * @throws IllegalArgumentException if the log has no event to hold out or to learn from
     */
    public static TrainingRun create(Path folder, EventLog log, TrainingOptions options) throws IOException {
        return create(folder, options.data(log), options);
    }

    /**
     * Makes the folder of a new run. Settings that need too much memory leave no folder.
     *
     * @throws RunException if no run can be made in the folder
     * @throws org.end4rec.models.training.TrainingException if the training does not fit into memory
     * @throws IllegalArgumentException if the examples of the data are for another target than that of the options
     */
    public static TrainingRun create(Path folder, RunData data, TrainingOptions options) throws IOException {
        Manifest manifest = options.manifest(data);
        @Nullable SequenceEncoder encoder = newEncoder(options, data);
        RunFolder made = NewRun.create(
                folder,
                manifest,
                options.config(),
                data,
                options.beside(),
                encoder == null || options.start() == null
                        ? null
                        : new NewRun.Start(encoder.parameters(), TrainingState.START, Map.of()));
        return new TrainingRun(options.config(), data, options.threads(), encoder, made, made.lock());
    }

    private static @Nullable SequenceEncoder newEncoder(TrainingOptions options, RunData data) {
        @Nullable SequenceEncoder encoder = newEncoder(options.config(), data, options.threads());
        Consumer<SequenceEncoder> start = options.start();
        if (start != null && encoder == null) {
            throw new IllegalArgumentException(
                    "TrainingOptions: start is given; " + options.config().model() + " has no encoder to start");
        }
        if (start != null && encoder != null) {
            start.accept(encoder);
        }
        return encoder;
    }

    /** As {@link #resume(RunFolder, int)}, with a thread for each processor. */
    public static TrainingRun resume(Path folder) throws IOException {
        return resume(RunFolder.open(folder), Runtime.getRuntime().availableProcessors());
    }

    /**
     * The training of an existing run, from its last checkpoint on.
     *
     * @param threads as in {@link #inMemory(TrainingConfig, RunData, int)}
     * @throws RunException if another training writes to the folder
     * @throws org.end4rec.models.training.TrainingException if the training does not fit into memory
     */
    public static TrainingRun resume(RunFolder run, int threads) throws IOException {
        @Nullable SequenceEncoder encoder = newEncoder(run.config(), run.data(), threads);
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
     * @param threads as in {@link #inMemory(TrainingConfig, RunData, int)}
     * @throws RunException if the other run has no trained model or is damaged, or no run can be made in the folder
     * @throws org.end4rec.models.training.TrainingException if the training does not fit into memory
     */
    public static TrainingRun continueFrom(WarmStart start, Path folder, String events, boolean beside, int threads)
            throws IOException {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(events, "events");
        SequenceEncoder encoder =
                Objects.requireNonNull(newEncoder(start.config(), start.data(), threads), "a model that is trained");
        RunFolder made = start.create(folder, events, encoder, beside);
        return new TrainingRun(start.config(), start.data(), threads, encoder, made, made.lock());
    }

    private static @Nullable SequenceEncoder newEncoder(TrainingConfig config, RunData data, int threads) {
        Objects.requireNonNull(data, "data");
        if (config.model().isCounted()) {
            return null;
        }
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

    /**
     * Asks {@link #train} to return soon; from any thread. The last checkpoint stays. An interrupt of the thread that
     * trains, such as the interrupt of {@code Future.cancel(true)}, does the same.
     */
    public void stop() {
        stopRequested = true;
        Trainer running = training;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Trains to the end, or until {@link #stop} or an interrupt; to be called once. After an interrupt the thread is
     * still marked as interrupted.
     *
     * @return the model at its best epoch, with its votes; empty if the training was stopped
     * @throws RunException if the folder is damaged, or the end of the training could not be saved
     * @throws org.end4rec.models.training.TrainingException if the loss or a gradient is no longer finite
     */
    public Optional<TrainedRun> train(TrainingListener listener) throws IOException {
        Objects.requireNonNull(listener, "listener");
        if (started) {
            throw new IllegalStateException("TrainingRun: the training was started before; make another one");
        }
        started = true;
        if (lock != null && !lock.isHeld()) {
            listener.warning("the file system of " + folder().path()
                    + " has no locks; make sure that no other training writes to this folder");
        }
        SequenceEncoder trained = encoder;
        if (trained == null) {
            return count(listener);
        }
        encoder = null;
        data.trainingMemory(config, threads).check(Runtime.getRuntime().maxMemory(), listener::warning);
        Stage stage = trainStages(trained, listener);
        if (stage == null) {
            return Optional.empty();
        }
        // a large catalogue has no room for gradients beside votes
        trained.parameters().releaseGradients();
        try {
            TrainedModel model = VoteTraining.search(config, data, trained, stage, threads, listener, this::isStopped);
            Uninterrupted.run(() -> save(model.votes()));
            return Optional.of(new TrainedRun(config, data, model));
        } catch (CancellationException stopped) {
            return Optional.empty();
        }
    }

    /** Counts a count-based baseline. */
    private Optional<TrainedRun> count(TrainingListener listener) throws IOException {
        if (isStopped()) {
            return Optional.empty();
        }
        try {
            VoteTraining progress = new VoteTraining(config, data, listener, this::isStopped);
            CountedModel model = CountedModel.count(config, data, progress::counted);
            NeighborVotes neighbors = model.neighbors();
            RunFolder saving = folder;
            if (saving != null && neighbors != null) {
                Uninterrupted.run(() -> saving.saveNeighbors(neighbors));
            }
            return Optional.of(new TrainedRun(config, data, model));
        } catch (CancellationException stopped) {
            return Optional.empty();
        }
    }

    private boolean isStopped() {
        return stopRequested || Thread.currentThread().isInterrupted();
    }

    /** The stage whose best parameters the encoder has afterwards; null if the training was stopped. */
    private @Nullable Stage trainStages(SequenceEncoder trained, TrainingListener listener) throws IOException {
        try (Workers workers = new Workers(threads)) {
            RunStore store = folder == null ? RunStore.NONE : new Uninterrupted(folder);
            Trainer trainer = new Trainer(trained, config, data.histories(), data.split(), workers, store, listener);
            if (folder != null) {
                Uninterrupted.run(() -> resume(folder, trainer, trained, listener));
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
        }
        // the start of a run may be saved as a checkpoint
        if (checkpoint != null && checkpoint.progress().step() > 0) {
            TrainingState state = checkpoint.progress();
            listener.resumed(encoder.stages().get(state.stage()).name(), state.epoch());
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
