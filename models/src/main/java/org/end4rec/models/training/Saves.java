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
 * What a training keeps in its store. Where that fails training goes on, since the next time may succeed; what is still
 * not saved at the end is told by {@link #failure}. Not thread-safe.
 */
final class Saves {
    private final RunStore store;
    private final Parameters parameters;
    private final BestParameters best;
    private final TrainingListener listener;

    /** Lines that the log still lacks. */
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

    /** The best parameters, between epochs, where no checkpoint follows. */
    void best(TrainingState progress, Stage stage) {
        try {
            best.save(store, progress.stage(), stage);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Once more at the end of a stage, with the parameters of its last epoch, if the last time has failed. */
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

    /** Why the newest best parameters, checkpoint or log are not in the store; null if they are. */
    @Nullable
    String failure() {
        return failure;
    }

    private void all(TrainingState progress, Stage stage, AdamW optimizer) throws IOException {
        // an epoch whose checkpoint is lost is trained again, its line replaced; a line cannot be made again
        while (!unlogged.isEmpty()) {
            store.append(unlogged.element());
            unlogged.remove();
        }
        // a checkpoint knows what was best, so that has to be there first
        best.save(store, progress.stage(), stage);
        store.saveCheckpoint(progress, parameters, optimizer);
        failure = null;
    }

    private void fail(IOException cause) {
        failure = String.valueOf(cause.getMessage());
        listener.saveFailed(failure);
    }
}
