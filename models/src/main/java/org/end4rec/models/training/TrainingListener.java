package org.end4rec.models.training;

/** Watches a run; called on the training thread. */
public interface TrainingListener {
    /** Watches nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** An epoch of so many steps begins. */
    default void epochStarted(String stage, int epoch, int mostEpochs, int steps) {}

    /** A step is done. */
    default void stepDone(double loss) {}

    /** An epoch and its validation are done, and its checkpoint is written. */
    default void epochDone(EpochReport report) {}

    /** A stage has ended and the model is back at its best epoch. */
    default void stageDone(String stage, int bestEpoch, double bestNdcg) {}

    /** Work beside the epochs, such as counting neighbors, has come so far; {@code done} = {@code total} at its end. */
    default void working(String what, long done, long total) {}

    /** A checkpoint could not be written; training goes on with the old one in place. */
    default void saveFailed(String message) {}
}
