package org.end4rec.models.training;

/**
 * The state of a run after an epoch.
 *
 * @param stage index of the stage
 * @param epoch epochs of the stage done
 * @param totalEpochs epochs of all stages done
 * @param stageStep steps of the stage done at its current learning rate
 * @param step steps of all stages done
 * @param best the stage's best validation metric so far; negative before the first
 * @param bestEpoch the epoch of the stage that reached the best metric
 * @param learned whether a validation was clearly better than popularity; until then patience does not count
 * @param decays how often the stage's learning rate has been lowered
 * @param patienceFrom the epoch of the stage from which patience counts, unless the best one is later
 * @param finished whether the stage has ended
 */
public record TrainingState(
        int stage,
        int epoch,
        int totalEpochs,
        long stageStep,
        long step,
        double best,
        int bestEpoch,
        boolean learned,
        int decays,
        int patienceFrom,
        boolean finished) {
    /** Before the first epoch. */
    public static final TrainingState START = new TrainingState(0, 0, 0, 0, 0, -1, 0, false, 0, 0, false);

    /** Before the first epoch of a run that begins with the model of another run, whose epochs count as one. */
    public static final TrainingState OF_ANOTHER_RUN = new TrainingState(0, 0, 1, 0, 0, -1, 0, false, 0, 0, false);

    /** Whether the stage has not begun, and a stage before it, or another run, had epochs. */
    boolean isStartOfLaterStage() {
        return totalEpochs > 0 && epoch == 0 && best < 0;
    }

    /** The start of the stage, with its validation metric. */
    TrainingState startingAt(double metric) {
        return new TrainingState(stage, 0, totalEpochs, 0, step, metric, 0, learned, 0, 0, false);
    }

    /** The start of the next stage. */
    TrainingState nextStage() {
        return new TrainingState(stage + 1, 0, totalEpochs, 0, step, -1, 0, learned, 0, 0, false);
    }

    /**
     * After an epoch.
     *
     * @param learning whether the validation of the epoch was clearly better than popularity
     * @param last whether the stage may have no more epochs
     */
    TrainingState afterEpoch(int steps, double metric, boolean learning, boolean last, TrainingConfig config) {
        int done = epoch + 1;
        int reached = metric > best ? done : bestEpoch;
        boolean patient = !learned
                || done - Math.max(reached, patienceFrom) < config.schedule().patience();
        boolean lower = !patient && !last && decays < config.schedule().rateDecays();
        return new TrainingState(
                stage,
                done,
                totalEpochs + 1,
                lower ? 0 : stageStep + steps,
                step + steps,
                Math.max(metric, best),
                reached,
                learned || learning,
                lower ? decays + 1 : decays,
                lower || !learned ? done : patienceFrom,
                last || !patient && !lower);
    }
}
