package org.end4rec.cli;

import picocli.CommandLine.Option;

/** Whom {@code recommend} answers: the user or the history of {@link HistoryChoice}, or everybody. */
final class WhoToAnswer extends HistoryChoice {
    @Option(names = "--all", description = "Answer every user of the run, or of --users, into the file --out.")
    private boolean all;

    /** Whether every user is to be answered. */
    boolean isAll() {
        return all;
    }
}
