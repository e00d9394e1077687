package org.end4rec.models.training;

import java.io.IOException;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.models.encoder.Stage;

/** Where a run keeps what it must not lose. Each method writes wholly or not at all. */
public interface RunStore {
    /** Keeps nothing: for tests and for runs that are thrown away. */
    RunStore NONE = new RunStore() {
        @Override
        public void saveBest(int index, Stage stage, Parameters parameters) {}

        @Override
        public void saveCheckpoint(TrainingState progress, Parameters parameters, AdamW optimizer) {}

        @Override
        public void append(EpochReport report) {}
    };

    /** The best parameters of a stage so far. */
    void saveBest(int index, Stage stage, Parameters parameters) throws IOException;

    /** All that is needed to go on from here. */
    void saveCheckpoint(TrainingState progress, Parameters parameters, AdamW optimizer) throws IOException;

    /** One line of the log. */
    void append(EpochReport report) throws IOException;
}
