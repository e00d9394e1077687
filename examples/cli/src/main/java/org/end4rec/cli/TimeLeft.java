package org.end4rec.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The longest that the rest of a training takes, judged by the epochs that are done. A stage without one takes the mean
 * of all epochs. A stage may end before its last epoch, so the time left may turn out shorter.
 */
final class TimeLeft {
    private static final double NANOSECOND = 1e-9;

    private final LongSupplier clock;
    private final Map<String, Integer> left = new LinkedHashMap<>();
    private final Map<String, Epochs> done = new LinkedHashMap<>();
    private String stage = "";
    private long started;

    private record Epochs(int number, double seconds) {
        static final Epochs NONE = new Epochs(0, 0);

        Epochs plus(Epochs other) {
            return new Epochs(number + other.number, seconds + other.seconds);
        }

        double mean() {
            return seconds / number;
        }
    }

    /** @param clock nanoseconds */
    TimeLeft(LongSupplier clock) {
        this.clock = clock;
    }

    /** @param mostEpochs the stages to come, in order */
    void trainingStarted(Map<String, Integer> mostEpochs) {
        left.clear();
        left.putAll(mostEpochs);
        done.clear();
    }

    /** @param epoch number of the epoch, from 1 */
    void epochStarted(String name, int epoch, int mostEpochs) {
        stage = name;
        left.put(name, mostEpochs - epoch + 1);
        started = clock.getAsLong();
    }

    void epochDone() {
        left.merge(stage, -1, Integer::sum);
        done.merge(stage, new Epochs(1, sinceStart()), Epochs::plus);
        started = clock.getAsLong();
    }

    /** The rest of the stage's epochs is not needed. */
    void stageDone(String name) {
        left.put(name, 0);
    }

    private double sinceStart() {
        return (clock.getAsLong() - started) * NANOSECOND;
    }

    /** Seconds from now; NaN before the first epoch is done. */
    double seconds() {
        Epochs all = done.values().stream().reduce(Epochs.NONE, Epochs::plus);
        double sum = 0;
        for (Map.Entry<String, Integer> each : left.entrySet()) {
            double mean = done.getOrDefault(each.getKey(), all).mean();
            boolean runs = each.getKey().equals(stage) && each.getValue() > 0;
            sum += each.getValue() * mean - (runs ? Math.min(mean, sinceStart()) : 0);
        }
        return sum;
    }

    /** {@code up to 3 min left}; empty before the first epoch is done, and where less than a second is left. */
    String text() {
        double seconds = seconds();
        return seconds >= 1 ? "up to " + ExperimentProgress.time(seconds) + " left" : "";
    }
}
