package org.end4rec.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBarConsumer;

/** A line of a terminal that is drawn again in its place. */
record OneLine(PrintWriter err) implements ProgressBarConsumer {
    /** Below the 80 columns of the smallest usual terminal: a line that wraps could not be overwritten. */
    private static final int COLUMNS = 79;

    @Override
    public int getMaxRenderedLength() {
        return COLUMNS;
    }

    /** Shows a text, cut to the width of the line. */
    @Override
    public void accept(String text) {
        err.print('\r' + (text.length() <= COLUMNS ? text : text.substring(0, COLUMNS)));
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
