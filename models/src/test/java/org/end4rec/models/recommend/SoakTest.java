package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trains, loads and answers, over and over: the heap after collection, the open files and the latency stay what they
 * are. Only with {@code -Dend4rec.soak=MINUTES}.
 */
@EnabledIfSystemProperty(named = "end4rec.soak", matches = "\\d+")
class SoakTest {
    private static final double MINUTES = Integer.getInteger("end4rec.soak", 10);
    private static final double MOST_BYTES_PER_HOUR = 1 << 20;
    private static final int REQUESTS = 2000;
    private static final double NANOS_PER_MINUTE = 60e9;
    private static final double MINUTES_PER_HOUR = 60;

    @TempDir
    private Path temporary;

    /** State after a round. */
    private record Sample(double minutes, double heap, long files, double latency) {}

    @Test
    void nothingGrows() throws IOException {
        List<Sample> samples = new ArrayList<>();
        long start = System.nanoTime();
        double minutes = 0;
        while (minutes < MINUTES) {
            double latency = round();
            System.gc();
            System.gc();
            minutes = (System.nanoTime() - start) / NANOS_PER_MINUTE;
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            samples.add(new Sample(minutes, heap, openFiles(), latency));
        }
        // the first quarter fills caches
        List<Sample> warm = samples.subList(samples.size() / 4, samples.size());
        int third = warm.size() / 3;
        double slope = slopePerHour(warm);
        long[] files = warm.stream().mapToLong(Sample::files).sorted().toArray();
        Figures.print(
                "T3",
                "training and serving for " + Math.round(MINUTES) + " minutes",
                "%d rounds; heap after collection %.1f MB, slope %.2f MB/h; %d to %d open files; p99 of an answer, last"
                        + " third by first third: %.2f",
                samples.size(),
                warm.get(warm.size() - 1).heap() / (1 << 20),
                slope / (1 << 20),
                files[0],
                files[files.length - 1],
                latency(warm.subList(warm.size() - third, warm.size())) / latency(warm.subList(0, third)));
        assertThat(slope).isLessThanOrEqualTo(MOST_BYTES_PER_HOUR);
        assertThat(files[files.length - 1]).isEqualTo(files[0]);
    }

    /** Trains a run, answers from it and removes it. Returns the 99th percentile of the answers' nanoseconds. */
    private double round() throws IOException {
        Path folder = temporary.resolve("run");
        TinyRuns.train(TinyRuns.create(folder, TinyRuns.CONFIG), 2, stop -> TrainingListener.NONE);
        Recommender recommender = Recommender.load(folder);
        List<String> users = List.copyOf(recommender.users());
        double[] nanos = new double[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            List<HistoryEvent> history = recommender.historyOf(users.get(i % users.size()));
            long start = System.nanoTime();
            List<Recommendation> answer = recommender.recommend(history, 5);
            nanos[i] = System.nanoTime() - start;
            assertThat(answer).hasSize(5);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Arrays.sort(nanos);
        return nanos[REQUESTS * 99 / 100];
    }

    /** 0 if the system does not know the number. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    private static double latency(List<Sample> samples) {
        return samples.stream()
                .mapToDouble(Sample::latency)
                .sorted()
                .skip(samples.size() / 2)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Least squares of bytes against hours. */
    private static double slopePerHour(List<Sample> samples) {
        double meanTime =
                samples.stream().mapToDouble(Sample::minutes).average().orElseThrow();
        double meanHeap = samples.stream().mapToDouble(Sample::heap).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (Sample sample : samples) {
            products += (sample.minutes() - meanTime) * (sample.heap() - meanHeap);
            squares += (sample.minutes() - meanTime) * (sample.minutes() - meanTime);
        }
        return products / squares * MINUTES_PER_HOUR;
    }
}
