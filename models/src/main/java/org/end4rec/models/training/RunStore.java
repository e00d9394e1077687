package org.end4rec.models.training;

import java.io.IOException;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.models.encoder.Stage;

/** Stores the parts of a run that must not be lost. Each method writes wholly or not at all. */
public interface RunStore {
    /** Stores nothing: for tests and for runs that nobody keeps. */
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

    /** Everything that is needed to resume from here. */
    void saveCheckpoint(TrainingState progress, Parameters parameters, AdamW optimizer) throws IOException;

    /** One line of the log. */
    void append(EpochReport report) throws IOException;
}
