package org.end4rec.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.end4rec.models.data.ProgressListener;

/**
 * Shows the progress of long work: nothing in the first two seconds, then a line every ten seconds. A terminal has one
 * line, which is overwritten four times a second and removed at the end.
 */
final class WorkProgress {
    private static final long MILLISECOND = 1_000_000;
    private static final long PATIENCE_NANOSECONDS = 2_000 * MILLISECOND;
    private static final long SILENCE_NANOSECONDS = 10_000 * MILLISECOND;
    private static final long REFRESH_NANOSECONDS = 250 * MILLISECOND;
    private static final double MEGABYTE = 1e6;
    private static final double NANOSECOND = 1e-9;

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier clock;
    private final OneLine line;
    private String work = "";
    private long nextLine;
    private boolean isShown;

    /**
     * @param terminal whether a line can be overwritten
     * @param clock nanoseconds
     */
    WorkProgress(PrintWriter err, boolean terminal, LongSupplier clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
        this.line = new OneLine(err);
    }

    /** The progress on the screen of a command. */
    static WorkProgress of(BaseCommand command) {
        return new WorkProgress(command.err(), TrainingProgress.isTerminal(), System::nanoTime);
    }

    /** Other lines were shown, so the next line of this progress can wait. */
    void rest() {
        work = "";
        nextLine = clock.getAsLong() + SILENCE_NANOSECONDS;
    }

    /** Parts of the named work are done; the last call has {@code done = total}. */
    void at(String what, long done, long total) {
        begin(what, done);
        if (done == total) {
            clear();
        } else if (isDue()) {
            show(String.format(Locale.ROOT, "%s: %,d of %,d", what, done, total));
        }
    }

    /** A listener for the parts of the named work. */
    ProgressListener named(String what) {
        return (done, total) -> at(what, done, total);
    }

    /**
     * As {@link #named}, with the number of parts a second and the time left.
     *
     * @param before parts that were done earlier
     * @param all parts that are to be done, those done earlier included
     */
    ProgressListener rate(String what, long before, long all) {
        long start = clock.getAsLong();
        return (done, total) -> {
            begin(what, done);
            if (isDue()) {
                show(rated(what, before + done, all, done, start));
            }
        };
    }

    /** As {@link #named}, with the number of parts a second and the time left. */
    ProgressListener rate(String what) {
        long start = clock.getAsLong();
        return (done, total) -> {
            begin(what, done);
            if (done == total) {
                clear();
            } else if (isDue()) {
                show(rated(what, done, total, done, start));
            }
        };
    }

    private String rated(String what, long done, long all, long doneSince, long start) {
        double rate = doneSince / Math.max(NANOSECOND, (clock.getAsLong() - start) * NANOSECOND);
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d, %,.0f a second, %s left",
                what,
                done,
                all,
                rate,
                ExperimentProgress.time((all - done) / Math.max(NANOSECOND, rate)));
    }

    /** A listener for the bytes of files, one after the other; a file's size may be unknown. */
    ProgressListener bytes(String what) {
        long[] start = {clock.getAsLong()};
        long[] before = {0};
        return (done, total) -> {
            begin(what, done);
            if (done < before[0]) {
                start[0] = clock.getAsLong();
            }
            before[0] = done;
            if (isDue()) {
                double rate = done / Math.max(NANOSECOND, (clock.getAsLong() - start[0]) * NANOSECOND);
                String all = total == 0 ? "" : String.format(Locale.ROOT, " of %,.0f", total / MEGABYTE);
                String left = total == 0
                        ? ""
                        : ", " + ExperimentProgress.time((total - done) / Math.max(NANOSECOND, rate)) + " left";
                show(String.format(
                        Locale.ROOT,
                        "%s: %,.0f%s MB, %,.0f MB a second%s",
                        what,
                        done / MEGABYTE,
                        all,
                        rate / MEGABYTE,
                        left));
            }
        };
    }

    private void begin(String what, long done) {
        if (!what.equals(work) || done == 0) {
            work = what;
            nextLine = clock.getAsLong() + PATIENCE_NANOSECONDS;
        }
    }

    /** Whether it is time for a line; if so, the caller shows one. */
    boolean isDue() {
        long now = clock.getAsLong();
        boolean due = now - nextLine >= 0;
        if (due) {
            nextLine = now + (terminal ? REFRESH_NANOSECONDS : SILENCE_NANOSECONDS);
        }
        return due;
    }

    private void show(String text) {
        if (terminal) {
            line.accept(text);
            isShown = true;
        } else {
            err.println(text);
            err.flush();
        }
    }

    /** Removes the line from a terminal. */
    void clear() {
        if (isShown) {
            line.clear();
            isShown = false;
        }
    }
}
