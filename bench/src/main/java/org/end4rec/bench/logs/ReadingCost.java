package org.end4rec.bench.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.data.LogPreparation;
import org.end4rec.models.data.PreparedLog;

/**
 * Prints the rows a second of a log's file: {@code ReadingCost FILE FOLDER [ROUNDS]}. The file's lines are counted as
 * {@code wc -l} counts them, byte by byte, and with a string for each line; then the log is read into memory, prepared
 * in a new folder inside {@code FOLDER}, and opened. Ratios are to the reading of strings in the same round.
 */
public final class ReadingCost {
    private static final int BUFFER = 1 << 18;

    private ReadingCost() {}

    private interface Work {
        long rows() throws IOException;
    }

    /** Prints a line for each case and round. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("ReadingCost FILE FOLDER [ROUNDS]");
            System.exit(2);
        }
        Path file = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        for (int round = 1; round <= rounds; round++) {
            double strings = measured("lines as strings", 0, () -> strings(file));
            measured("line breaks", strings, () -> breaks(file));
            if (Files.size(file) < Runtime.getRuntime().maxMemory() / 2) {
                measured(
                        "read into memory",
                        strings,
                        () -> new EventLogReader().read(file).size());
            }
            Path prepared = Files.createTempDirectory(folder, "prepared");
            try {
                measured(
                        "prepared",
                        strings,
                        () -> new LogPreparation(new EventLogReader())
                                .write(List.of(file), prepared)
                                .log()
                                .histories()
                                .events());
                measured(
                        "opened",
                        strings,
                        () -> PreparedLog.open(prepared).histories().events());
            } finally {
                delete(prepared);
            }
        }
    }

    private static double measured(String what, double strings, Work work) throws IOException {
        long start = System.nanoTime();
        double processor = processorSeconds();
        long rows = work.rows();
        double seconds = (System.nanoTime() - start) * 1e-9;
        double rate = rows / seconds;
        System.out.println(String.format(
                Locale.ROOT,
                "%-18s %,12d rows %7.2f s %6.2f processor s %6.2f M rows a second%s",
                what,
                rows,
                seconds,
                processorSeconds() - processor,
                rate * 1e-6,
                strings == 0 ? "" : String.format(Locale.ROOT, ", ratio %.2f", rate / strings)));
        return rate;
    }

    private static double processorSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() * 1e-9
                : Double.NaN;
    }

    private static long strings(Path file) throws IOException {
        long lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            while (reader.readLine() != null) {
                lines++;
            }
        }
        return lines;
    }

    private static long breaks(Path file) throws IOException {
        long lines = 0;
        byte[] bytes = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                for (int i = 0; i < count; i++) {
                    lines += bytes[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
