package org.end4rec.cli;

/** The standard input in place of a file. */
final class StandardInput {
    /** The name of the file. */
    static final String NAME = "-";

    /** Set by the launcher if there is no standard input; Java would read another file in its place. */
    private static final String CLOSED = "end4rec.stdin.closed";

    private StandardInput() {}

    /**
     * Refuses a closed standard input.
     *
     * @param what the option reads from {@code file}
     */
    static void check(BaseCommand command, String option, String file, String what) {
        if (NAME.equals(file) && Boolean.getBoolean(CLOSED)) {
            throw command.usage(option + " - reads the standard input, but the standard input is closed; name a file,"
                    + " or write " + what + " to the standard input");
        }
    }
}
