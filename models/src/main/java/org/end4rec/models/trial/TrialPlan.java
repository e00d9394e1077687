package org.end4rec.models.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The number of trials, and an estimate of the remaining time from the finished ones. */
public final class TrialPlan {
    private final Map<String, Integer> left = new LinkedHashMap<>();
    private final Map<String, Integer> timed = new LinkedHashMap<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private int all;
    private int done;

    /** A plan without trials. */
    public TrialPlan() {}

    /** Adds so many trials of a model. */
    public void expect(String model, int trials) {
        if (trials < 0) {
            throw new IllegalArgumentException("Agenda: trials is " + trials + "; it must be at least 0");
        }
        left.merge(Objects.requireNonNull(model, "model"), trials, Integer::sum);
        all += trials;
    }

    /** A trial is done. */
    void done(FinishedTrial trial) {
        String model = trial.trial().model();
        done++;
        left.merge(model, -1, Integer::sum);
        timed.merge(model, 1, Integer::sum);
        seconds.merge(model, trial.result().seconds(), Double::sum);
    }

    /** A trial failed. */
    void failed(Trial trial) {
        done++;
        left.merge(trial.model(), -1, Integer::sum);
    }

    /** Number of all trials. */
    public int all() {
        return all;
    }

    /** Number of finished or failed trials. */
    public int done() {
        return done;
    }

    /**
     * Estimated seconds of the remaining trials; a model without a finished trial counts as the mean of the others. NaN
     * at first.
     */
    public double secondsLeft() {
        double total = 0;
        int trained = 0;
        for (Map.Entry<String, Double> each : seconds.entrySet()) {
            if (!Trial.isCounting(each.getKey())) {
                total += each.getValue();
                trained += timed.getOrDefault(each.getKey(), 0);
            }
        }
        double sum = 0;
        for (Map.Entry<String, Integer> each : left.entrySet()) {
            if (each.getValue() > 0 && !Trial.isCounting(each.getKey())) {
                int count = timed.getOrDefault(each.getKey(), 0);
                double mean = count > 0 ? seconds.getOrDefault(each.getKey(), 0.0) / count : total / trained;
                sum += each.getValue() * mean;
            }
        }
        return sum;
    }
}
