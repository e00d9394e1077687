package org.end4rec.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.trial.ExperimentListener;
import org.end4rec.models.trial.FinishedTrial;
import org.end4rec.models.trial.Trial;
import org.end4rec.models.trial.TrialPlan;

/**
 * Shows what is done and what remains: a line before and after each trial, and during a long trial at most one line a
 * minute.
 */
final class ExperimentProgress implements ExperimentListener {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private static final double NANOSECOND = 1e-9;

    private final BaseCommand command;
    private final LongSupplier clock;
    private long lastLine;

    ExperimentProgress(BaseCommand command) {
        this(command, System::nanoTime);
    }

    /** @param clock nanoseconds */
    ExperimentProgress(BaseCommand command, LongSupplier clock) {
        this.command = command;
        this.clock = clock;
    }

    @Override
    public void trialStarted(Trial trial, TrialPlan plan) {
        lastLine = clock.getAsLong();
        command.say("trial %d of %d: %s", plan.done() + 1, plan.all(), describe(trial));
    }

    @Override
    public void trialDone(FinishedTrial trial, TrialPlan plan) {
        String left = left(trial, plan);
        if (trial.stored()) {
            command.say(
                    "trial %d of %d was finished before: %s%s", plan.done(), plan.all(), describe(trial.trial()), left);
        } else {
            command.say(
                    "  validation NDCG@10 %.4f, %d epochs, %s%s",
                    trial.result().validation(),
                    trial.result().epochs(),
                    time(trial.result().seconds()),
                    left);
        }
    }

    /**
     * The remaining time after a trial; unknown while finished trials are found, since the next trial may be finished
     * too.
     */
    private static String left(FinishedTrial last, TrialPlan plan) {
        if (plan.done() == plan.all()) {
            return "; all done";
        }
        return last.stored() ? "" : "; about " + time(plan.secondsLeft()) + " left";
    }

    @Override
    public void trialFailed(Trial trial, String cause, TrialPlan plan) {
        command.say("  this trial failed: %s", cause);
    }

    @Override
    public TrainingListener training() {
        return new TrainingListener() {
            private int mostEpochs;

            @Override
            public void epochStarted(String stage, int epoch, int most, int steps) {
                mostEpochs = most;
            }

            @Override
            public void warning(String message) {
                command.say("  %s", message);
            }

            @Override
            public void working(String what, long done, long total) {
                if (isDue()) {
                    command.say("  %s %d/%d", what, done, total);
                }
            }

            @Override
            public void epochDone(EpochReport report) {
                if (isDue()) {
                    command.say(
                            "  %s epoch %d/%d: validation NDCG@10 %.4f (ranking %s)",
                            report.stage(),
                            report.epoch(),
                            mostEpochs,
                            report.validation().getOrDefault("NDCG@10", Double.NaN),
                            report.protocol());
                }
            }
        };
    }

    /** Whether a minute has passed since the last line; whoever asks shows a line then. */
    private boolean isDue() {
        long now = clock.getAsLong();
        boolean due = (now - lastLine) * NANOSECOND >= MINUTE;
        if (due) {
            lastLine = now;
        }
        return due;
    }

    /** Model, seed and what differs from the defaults. */
    private static String describe(Trial trial) {
        if (Trial.isCounting(trial.model())) {
            return trial.model()
                    + new TreeMap<>(trial.counting())
                            .entrySet().stream()
                                    .map(each -> " " + each.getKey() + "=" + each.getValue())
                                    .collect(Collectors.joining());
        }
        Map<String, String> defaults = ConfigFile.texts(TrainingConfig.DEFAULTS);
        return trial.model()
                + ConfigFile.texts(trial.config()).entrySet().stream()
                        .filter(each ->
                                !each.getKey().equals("model") && !each.getKey().equals("seed"))
                        .filter(each -> !each.getValue().equals(defaults.get(each.getKey())))
                        .map(each -> " " + each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining())
                + " seed=" + trial.config().seed();
    }

    /** Seconds in words. */
    static String time(double seconds) {
        if (Double.isNaN(seconds)) {
            return "an unknown time";
        }
        if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 2 * HOUR
                ? String.format(Locale.ROOT, "%.0f min", seconds / MINUTE)
                : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
    }
}
