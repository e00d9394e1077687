package org.end4rec.models.training;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.models.encoder.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Saves a training to its store. If saving fails, training continues, since the next time may succeed. {@link #failure}
 * says what is still not saved at the end. Not thread-safe.
 */
final class Saves {
    private final RunStore store;
    private final Parameters parameters;
    private final BestParameters best;
    private final TrainingListener listener;

    /** Lines that are not in the log yet. */
    private final Deque<EpochReport> unlogged = new ArrayDeque<>();

    private @Nullable String failure;

    Saves(RunStore store, Parameters parameters, BestParameters best, TrainingListener listener) {
        this.store = Objects.requireNonNull(store, "store");
        this.parameters = parameters;
        this.best = best;
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /** After an epoch: the epoch's line of the log, the best parameters if they are new, and the checkpoint. */
    void epoch(TrainingState progress, Stage stage, AdamW optimizer, EpochReport report) {
        unlogged.add(report);
        try {
            all(progress, stage, optimizer);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Saves the best parameters between epochs, when no checkpoint follows. */
    void best(TrainingState progress, Stage stage) {
        try {
            best.save(store, progress.stage(), stage);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Tries again at the end of a stage, with the parameters of its last epoch, if the last time failed. */
    void again(TrainingState progress, Stage stage, AdamW optimizer) {
        if (failure == null) {
            return;
        }
        try {
            all(progress, stage, optimizer);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Why the last best parameters, checkpoint or log are not in the store; null if they are. */
    @Nullable
    String failure() {
        return failure;
    }

    private void all(TrainingState progress, Stage stage, AdamW optimizer) throws IOException {
        // an epoch without a checkpoint is trained again and its line replaced, but a lost line cannot be made again
        while (!unlogged.isEmpty()) {
            store.append(unlogged.element());
            unlogged.remove();
        }
        // a checkpoint names the best epoch, so the best parameters must be saved first
        best.save(store, progress.stage(), stage);
        store.saveCheckpoint(progress, parameters, optimizer);
        failure = null;
    }

    private void fail(IOException cause) {
        failure = String.valueOf(cause.getMessage());
        listener.saveFailed(failure);
    }
}
