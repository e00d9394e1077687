package org.end4rec.models.trial;

import org.end4rec.models.training.TrainingListener;

/** Watches an experiment; called on its own thread. */
public interface ExperimentListener {
    /** Watches nothing. */
    ExperimentListener NONE = new ExperimentListener() {};

    /** A trial begins. */
    default void trialStarted(Trial trial, TrialPlan agenda) {}

    /** A trial is done, or was in the store already. */
    default void trialDone(FinishedTrial trial, TrialPlan agenda) {}

    /** A tuning trial came to nothing, and why; the experiment goes on without it. */
    default void trialFailed(Trial trial, String cause, TrialPlan agenda) {}

    /** What watches the training of a trial. */
    default TrainingListener training() {
        return TrainingListener.NONE;
    }
}
