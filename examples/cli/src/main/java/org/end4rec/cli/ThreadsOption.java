package org.end4rec.cli;

import picocli.CommandLine.Option;

/** {@code --threads}; the number never changes a result. */
final class ThreadsOption {
    @Option(names = "--threads", paramLabel = "n", description = "Number of threads. Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /**
     * The number of threads.
     *
     * @throws picocli.CommandLine.ParameterException if it is below 1
     */
    int value(BaseCommand command) {
        if (threads < 1) {
            throw command.usage("--threads is " + threads + "; it must be at least 1");
        }
        return threads;
    }
}
