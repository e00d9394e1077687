package org.end4rec.models.training;

import java.util.Map;

/**
 * Observes a run; called on the training thread.
 *
 * <pre>{@code
 * TrainingListener listener = new TrainingListener() {
 *     @Override
 *     public void epochDone(EpochReport report) {
 *         System.out.println(report.stage() + " " + report.epoch() + " " + report.validation());
 *     }
 * };
 * }</pre>
 */
public interface TrainingListener {
    /** Ignores all events. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * A training begins or is resumed.
     *
     * @param mostEpochs the stages to come, in order, each with the most epochs that it may have
     */
    default void trainingStarted(Map<String, Integer> mostEpochs) {}

    /** A training is resumed after an epoch of a stage; called before {@link #trainingStarted}. */
    default void resumed(String stage, int epoch) {}

    /** A problem that the user should know, but that does not stop the training, such as memory that may be short. */
    default void warning(String message) {}

    /** An epoch of so many steps begins. */
    default void epochStarted(String stage, int epoch, int mostEpochs, int steps) {}

    /** A step is done. */
    default void stepDone(double loss) {}

    /** An epoch and its validation are done, and its checkpoint is written. */
    default void epochDone(EpochReport report) {}

    /** A stage has ended and the model is back at its best epoch. */
    default void stageDone(String stage, int bestEpoch, double bestNdcg) {}

    /**
     * Work beside the steps makes progress, such as a validation or a search.
     *
     * @param what a few words that may follow each other in one line, such as "validating"
     * @param done parts that are done, from 0 on; the last call has {@code done = total}
     * @param total parts in all, of any kind
     */
    default void working(String what, long done, long total) {}

    /** A checkpoint could not be written; training continues, and the old checkpoint stays. */
    default void saveFailed(String message) {}
}
