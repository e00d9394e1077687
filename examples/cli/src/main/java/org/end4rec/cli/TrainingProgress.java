package org.end4rec.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows a training run: a line per epoch, and on a terminal a bar while the epoch lasts. Other work says after two
 * seconds how far it has come, and then every ten, on a terminal in one line.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private static final int REFRESH_MILLISECONDS = 250;
    private static final long MILLISECOND = 1_000_000;

    /** Work that is done by then is not spoken of. */
    private static final long PATIENCE_NANOSECONDS = 2_000 * MILLISECOND;

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier clock;
    private final OneLine line;
    private @Nullable ProgressBar bar;
    private int mostEpochs;
    private int epochs;
    private String work = "";
    private long nextWord;

    /** @param terminal whether a line can be overwritten */
    TrainingProgress(PrintWriter err, boolean terminal) {
        this(err, terminal, System::nanoTime);
    }

    /** @param clock nanoseconds */
    TrainingProgress(PrintWriter err, boolean terminal, LongSupplier clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
        this.line = new OneLine(err);
    }

    /** Whether the launcher saw the standard error on a terminal. */
    static boolean isTerminal() {
        return Boolean.getBoolean("end4rec.terminal");
    }

    /** Number of epochs shown so far. */
    int epochs() {
        return epochs;
    }

    @Override
    public void epochStarted(String stage, int epoch, int mostEpochs, int steps) {
        this.mostEpochs = mostEpochs;
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(String.format(Locale.ROOT, "%-7s epoch %2d/%d", stage, epoch, mostEpochs))
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                    .setConsumer(line)
                    .build();
        }
    }

    @Override
    public void stepDone(double loss) {
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(String.format(Locale.ROOT, " loss %.3f", loss));
        }
    }

    @Override
    public void epochDone(EpochReport report) {
        clear();
        epochs++;
        print(
                "%-7s epoch %2d/%-2d  loss %7.4f  NDCG@10 %.4f%s  HR@10 %.4f  %.1f s + %.1f s validation",
                report.stage(),
                report.epoch(),
                mostEpochs,
                report.loss(),
                report.validation().getOrDefault("NDCG@10", Double.NaN),
                report.improved() ? "*" : " ",
                report.validation().getOrDefault("HR@10", Double.NaN),
                report.seconds(),
                report.validationSeconds());
    }

    @Override
    public void stageDone(String stage, int bestEpoch, double bestNdcg) {
        print("%-7s done: best epoch %d, validation NDCG@10 %.4f", stage, bestEpoch, bestNdcg);
    }

    @Override
    public void saveFailed(String message) {
        print("end4rec: a checkpoint could not be saved, training goes on: %s", message);
    }

    @Override
    public void working(String what, long done, long total) {
        long now = clock.getAsLong();
        if (!what.equals(work) || done == 0) {
            work = what;
            nextWord = now + PATIENCE_NANOSECONDS;
        }
        if (terminal && done == total) {
            line.clear();
        } else if (done < total && now - nextWord >= 0) {
            String text = String.format(Locale.ROOT, "%s: %,d of %,d", what, done, total);
            if (terminal) {
                line.accept(text);
            } else {
                print("%s", text);
            }
            nextWord = now + (terminal ? REFRESH_MILLISECONDS * MILLISECOND : 5 * PATIENCE_NANOSECONDS);
        }
    }

    @Override
    public void close() {
        clear();
    }

    /** Takes the bar away, if there is one. */
    void clear() {
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

    /** Draws the bar over itself. */
    private record OneLine(PrintWriter err) implements ProgressBarConsumer {
        /** Below the 80 columns of the smallest usual terminal: a bar that wraps could not be overwritten. */
        private static final int COLUMNS = 79;

        @Override
        public int getMaxRenderedLength() {
            return COLUMNS;
        }

        @Override
        public void accept(String text) {
            err.print('\r' + text);
            err.flush();
        }

        @Override
        public void clear() {
            err.print('\r' + " ".repeat(COLUMNS) + '\r');
            err.flush();
        }

        @Override
        public void close() {
            err.flush();
        }
    }
}
