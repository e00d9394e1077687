package org.end4rec.bench.stability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.end4rec.bench.peers.Statistics;

/**
 * Starts a Java several times, {@code StabilityRun PROCESSES PATTERN [OPTION …]}. For each kernel it prints the median
 * of its times, the worst and the best process beside it, and the most bytes of objects that a call made. A process
 * begins with kernels in an order of its own. Options go to each Java. The exit code is 1 if a call made objects.
 */
public final class StabilityRun {
    private StabilityRun() {}

    /** What the processes said of one kernel. */
    record Outcomes(List<Double> nanoseconds, List<Long> bytes) {
        Outcomes() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        double quantile(double p) {
            return Statistics.quantile(
                    nanoseconds.stream().mapToDouble(Double::doubleValue).toArray(), p);
        }

        long mostBytes() {
            return bytes.stream().mapToLong(Long::longValue).max().orElse(0);
        }

        long processesWithObjects() {
            return bytes.stream().filter(count -> count > 0).count();
        }
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int processes = Integer.parseInt(arguments[0]);
        List<String> options = Arrays.asList(arguments).subList(2, arguments.length);
        Map<String, Outcomes> kernels = new LinkedHashMap<>();
        for (int process = 1; process <= processes; process++) {
            System.err.printf("process %d of %d%n", process, processes);
            add(output(process, arguments[1], options), kernels);
        }
        System.out.print(table(kernels, processes));
        System.exit(kernels.values().stream().anyMatch(outcomes -> outcomes.mostBytes() > 0) ? 1 : 0);
    }

    private static String output(int seed, String pattern, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Xmx1g"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StabilityProbe.class.getName()));
        command.addAll(List.of(String.valueOf(seed), pattern));
        Path errors = Files.createTempFile("stability", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("process " + seed + " ended with code " + code + ": "
                        + Files.readString(errors).strip());
            }
            return text;
        } finally {
            Files.delete(errors);
        }
    }

    /** Lines {@code NANOSECONDS BYTES NAME}; other lines, such as the JVM's own, are passed over. */
    static void add(String output, Map<String, Outcomes> kernels) {
        for (String line : output.lines().toList()) {
            if (line.matches("\\d+ \\d+ .+")) {
                String[] parts = line.split(" ", 3);
                Outcomes outcomes = kernels.computeIfAbsent(parts[2], name -> new Outcomes());
                outcomes.nanoseconds().add(Double.valueOf(parts[0]));
                outcomes.bytes().add(Long.valueOf(parts[1]));
            }
        }
    }

    static String table(Map<String, Outcomes> kernels, int processes) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-32s %12s %12s %12s %14s %10s%n",
                processes + " processes",
                "median, ns",
                "worst/median",
                "median/best",
                "bytes a call",
                "processes"));
        kernels.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(kernel -> {
            Outcomes outcomes = kernel.getValue();
            double median = outcomes.quantile(0.5);
            table.append(String.format(
                    Locale.ROOT,
                    "%-32s %12.0f %12.2f %12.2f %14d %10d%n",
                    kernel.getKey(),
                    median,
                    outcomes.quantile(1) / median,
                    median / outcomes.quantile(0),
                    outcomes.mostBytes(),
                    outcomes.processesWithObjects()));
        });
        return table.toString();
    }
}
