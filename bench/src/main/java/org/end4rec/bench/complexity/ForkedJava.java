package org.end4rec.bench.complexity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A program of this class path in a Java of its own. */
final class ForkedJava {
    /** Begins a line of progress on the standard output of a program. */
    static final String PROGRESS = "# ";

    private ForkedJava() {}

    /**
     * Runs a program until it ends.
     *
     * @param task what it does, for the message of a failure
     * @param progress is told each line of progress
     * @return the other lines of its standard output
     * @throws IOException if its exit code is not 0
     */
    static List<String> run(
            List<String> options, Class<?> program, List<String> arguments, String task, Consumer<String> progress)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(PROGRESS)) {
                    progress.accept(line.substring(PROGRESS.length()));
                } else {
                    lines.add(line);
                }
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(task + " ended with code " + code + "; the memory may be too small");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + task, e);
        } finally {
            process.destroy();
        }
        return lines;
    }
}
