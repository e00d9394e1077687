package org.end4rec.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows a training run: a line per epoch. During an epoch a terminal shows a bar with the time that all stages still
 * take; elsewhere a line every ten seconds has the number of the step, and a line in each stage has the time. Other
 * work shows its progress after two seconds and then every ten seconds, on a terminal in one line.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private static final int REFRESH_MILLISECONDS = 250;

    private final PrintWriter err;
    private final boolean terminal;
    private final WorkProgress work;
    private final OneLine line;
    private final TimeLeft timeLeft;
    private @Nullable ProgressBar bar;
    private String epoch = "";
    private int nameWidth;
    private boolean isFirstOfStage;
    private int step;
    private int steps;
    private int mostEpochs;
    private int epochs;
    private boolean resumed;
    private String protocol = "";

    /** @param terminal whether a line can be overwritten */
    TrainingProgress(PrintWriter err, boolean terminal) {
        this(err, terminal, System::nanoTime);
    }

    /** @param clock nanoseconds */
    TrainingProgress(PrintWriter err, boolean terminal, LongSupplier clock) {
        this.err = err;
        this.terminal = terminal;
        this.work = new WorkProgress(err, terminal, clock);
        this.line = new OneLine(err);
        this.timeLeft = new TimeLeft(clock);
    }

    /** Whether the launcher saw the standard error on a terminal. */
    static boolean isTerminal() {
        return Boolean.getBoolean("end4rec.terminal");
    }

    /** Number of epochs shown so far. */
    int epochs() {
        return epochs;
    }

    /** Whether the training was resumed from a checkpoint. */
    boolean isResumed() {
        return resumed;
    }

    @Override
    public void resumed(String stage, int epoch) {
        resumed = true;
        print("resuming after epoch %d of stage %s", epoch, stage);
    }

    @Override
    public void warning(String message) {
        clear();
        print("%s", message);
    }

    @Override
    public void trainingStarted(Map<String, Integer> mostEpochs) {
        nameWidth = mostEpochs.keySet().stream().mapToInt(String::length).max().orElse(0);
        isFirstOfStage = true;
        timeLeft.trainingStarted(mostEpochs);
    }

    /** The names of all stages are as wide as the longest. */
    private String padded(String stage) {
        return stage + " ".repeat(Math.max(0, nameWidth - stage.length()));
    }

    @Override
    public void epochStarted(String stage, int epoch, int mostEpochs, int steps) {
        this.mostEpochs = mostEpochs;
        this.epoch = String.format(Locale.ROOT, "%s epoch %2d/%d", padded(stage), epoch, mostEpochs);
        timeLeft.epochStarted(stage, epoch, mostEpochs);
        this.steps = steps;
        step = 0;
        work.rest();
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(this.epoch)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                    .setConsumer(line)
                    .build();
        }
    }

    @Override
    public void stepDone(double loss) {
        step++;
        if (bar != null) {
            bar.step();
            String left = timeLeft.text();
            bar.setExtraMessage(String.format(Locale.ROOT, " loss %.3f", loss) + (left.isEmpty() ? "" : ", " + left));
            return;
        }
        if (work.isDue()) {
            print("%s  step %,d of %,d  loss %.3f", epoch, step, steps, loss);
        }
    }

    @Override
    public void epochDone(EpochReport report) {
        clear();
        epochs++;
        protocol = report.protocol();
        timeLeft.epochDone();
        print(
                "%s epoch %2d/%-2d  loss %7.4f  NDCG@10 %.4f%s  HR@10 %.4f (validation, ranking %s)"
                        + "  %.1f s + %.1f s validation",
                padded(report.stage()),
                report.epoch(),
                mostEpochs,
                report.loss(),
                report.validation().getOrDefault("NDCG@10", Double.NaN),
                report.improved() ? "*" : " ",
                report.validation().getOrDefault("HR@10", Double.NaN),
                report.protocol(),
                report.seconds(),
                report.validationSeconds());
        if (!terminal && isFirstOfStage && !timeLeft.text().isEmpty()) {
            print("%s", timeLeft.text());
        }
        isFirstOfStage = false;
    }

    @Override
    public void stageDone(String stage, int bestEpoch, double bestNdcg) {
        isFirstOfStage = true;
        timeLeft.stageDone(stage);
        print(
                "%s done: best epoch %d, validation NDCG@10 %.4f%s",
                padded(stage), bestEpoch, bestNdcg, protocol.isEmpty() ? "" : " (ranking " + protocol + ")");
    }

    @Override
    public void saveFailed(String message) {
        print("end4rec: a checkpoint could not be saved, training continues: %s", message);
    }

    @Override
    public void working(String what, long done, long total) {
        work.at(what, done, total);
    }

    @Override
    public void close() {
        clear();
    }

    /** Removes the bar and the line of other work, if there are any. */
    void clear() {
        work.clear();
        if (bar != null) {
            bar.close();
            bar = null;
            line.clear();
        }
    }

    private void print(String format, Object... values) {
        err.println(String.format(Locale.ROOT, format, values));
        err.flush();
    }
}
