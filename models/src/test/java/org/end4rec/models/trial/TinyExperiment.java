package org.end4rec.models.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.TrainingConfig;

/** Trials of a fraction of a second. */
public final class TinyExperiment {
    public static final TrainingConfig BASE = TinyRuns.with(
            "dim=8", "chunks=2", "length=7", "miningEpochs=1", "hardEpochs=1", "softEpochs=1", "jointEpochs=1");

    public static final Measurements MEASUREMENTS = Measurements.of(List.of("full", "sampled:9"), 3);

    private TinyExperiment() {}

    /** A shop whose events have labels. */
    public static ExperimentData data() {
        Histories histories =
                Histories.of(new SyntheticShop(new SyntheticShop.Config(60, 70, 10, 0.2, 0.1, 12, 5)).log());
        return ExperimentData.of("tiny", RunData.leaveLastOut(histories, "click", true));
    }

    public static TrialRunner runner(Path folder, ExperimentListener listener) throws IOException {
        return new TrialRunner(data(), MEASUREMENTS, new TrialStore(folder), 1, new TrialPlan(), listener);
    }

    /** Notes each trial that is done, and which of them were trained. */
    public static class Notes implements ExperimentListener {
        public final List<FinishedTrial> done = new ArrayList<>();

        public long trained() {
            return done.stream().filter(trial -> !trial.stored()).count();
        }

        @Override
        public void trialDone(FinishedTrial trial, TrialPlan plan) {
            done.add(trial);
        }
    }
}
