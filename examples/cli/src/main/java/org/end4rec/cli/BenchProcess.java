package org.end4rec.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A program of {@code bench} in a Java of its own, since its libraries are not on the class path of this Java. The
 * program has the options of this Java. Its standard output is its answer; if it ends with exit code 1, its standard
 * output is the reason.
 */
final class BenchProcess {
    /** A warning of Java about the vector kernels; this Java has printed it already. */
    private static final String WARNING = "WARNING: Using incubator modules: ";

    private final String classPath;
    private final String mainClass;

    BenchProcess(String classPath, String mainClass) {
        this.classPath = classPath;
        this.mainClass = mainClass;
    }

    /**
     * Runs the program until it ends, or until Ctrl-C ends both.
     *
     * @param progress called with each line of the program's standard error
     * @return the answer; empty after Ctrl-C
     * @throws IOException with the program's reason if it gave one
     */
    Optional<String> run(List<String> arguments, Consumer<String> progress) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // a debugger or a profiler is for one Java only
            if (!option.startsWith("-agent") && !option.startsWith("-javaagent")) {
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        AtomicBoolean stopped = new AtomicBoolean();
        Process process = new ProcessBuilder(command).start();
        Interruption interruption = new Interruption(
                () -> {
                    stopped.set(true);
                    stop(process);
                },
                inTime -> {});
        try {
            process.getOutputStream().close();
            Thread reader = new Thread(() -> pass(process.getErrorStream(), progress), "end4rec-bench");
            reader.start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            reader.join();
            // a terminal sends Ctrl-C to both, and the program may end first
            if (stopped.get() || code == Interruption.EXIT_CODE) {
                return Optional.empty();
            }
            if (code == 1 && !answer.isEmpty()) {
                throw new IOException(answer);
            }
            if (code != 0) {
                throw new IOException("the program that measures ended with code " + code
                        + "; it may have used up the memory of the machine: give a smaller --memory");
            }
            return Optional.of(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the measurement was interrupted", e);
        } finally {
            stop(process);
            interruption.close();
        }
    }

    /** Ends the process and those that it has started. */
    private static void stop(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        started.forEach(ProcessHandle::destroy);
    }

    private static void pass(InputStream stream, Consumer<String> progress) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith(WARNING)).forEach(progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
