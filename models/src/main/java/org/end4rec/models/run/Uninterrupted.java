package org.end4rec.models.run;

import java.io.IOException;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.RunStore;
import org.end4rec.models.training.TrainingState;

/**
 * A store that an interrupt of the thread does not disturb. Java closes a file whose thread is interrupted, so the
 * interrupt waits until the file is done; a file that was closed is written again.
 */
record Uninterrupted(RunStore store) implements RunStore {
    /** Work with files that may be done twice. */
    interface FileWork {
        void run() throws IOException;
    }

    /** Does the work; if the thread was interrupted before or meanwhile, it is interrupted afterwards. */
    static void run(FileWork work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            boolean done = false;
            while (!done) {
                try {
                    work.run();
                    done = true;
                } catch (IOException e) {
                    if (!Thread.interrupted()) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void saveBest(int index, Stage stage, Parameters parameters) throws IOException {
        run(() -> store.saveBest(index, stage, parameters));
    }

    @Override
    public void saveCheckpoint(TrainingState progress, Parameters parameters, AdamW optimizer) throws IOException {
        run(() -> store.saveCheckpoint(progress, parameters, optimizer));
    }

    @Override
    public void append(EpochReport report) throws IOException {
        run(() -> store.append(report));
    }
}
