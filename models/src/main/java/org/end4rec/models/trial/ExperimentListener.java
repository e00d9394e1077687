package org.end4rec.models.trial;

import org.end4rec.models.training.TrainingListener;

/** Observes an experiment; called on the thread of the experiment. */
public interface ExperimentListener {
    /** Ignores all events. */
    ExperimentListener NONE = new ExperimentListener() {};

    /** A trial begins. */
    default void trialStarted(Trial trial, TrialPlan plan) {}

    /** A trial is done, or was in the store already. */
    default void trialDone(FinishedTrial trial, TrialPlan plan) {}

    /** A tuning trial failed, with the reason; the experiment continues without it. */
    default void trialFailed(Trial trial, String cause, TrialPlan plan) {}

    /** The listener of a trial's training. */
    default TrainingListener training() {
        return TrainingListener.NONE;
    }
}
