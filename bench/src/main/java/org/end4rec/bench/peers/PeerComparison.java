package org.end4rec.bench.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of all cases, as it is stored.
 *
 * @param machine facts about the machine, the JVM and the run
 * @param peers facts about each peer, by name; the first is ours
 * @param results the cases, in order
 */
public record PeerComparison(
        Map<String, String> machine, Map<String, Map<String, String>> peers, List<Result> results) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * One contender of a case; seconds of one call.
     *
     * @param peer name
     * @param quiet 15th percentile over the slices
     * @param median median over the slices
     * @param p99 99th percentile over the slices
     * @param slices slices measured
     * @param calls calls in each slice
     */
    public record Timing(String peer, double quiet, double median, double p99, int slices, int calls) {}

    /**
     * One case.
     *
     * @param group what the case is counted with in the means
     * @param name name within the group
     * @param threads threads of each contender
     * @param work floating-point operations or elements of a call
     * @param bytes bytes that a call of ours allocates, the median
     * @param timings the contenders; the first is ours
     * @param wrong peers that were left out because their answer was not ours
     */
    public record Result(
            String group,
            String name,
            int threads,
            double work,
            double bytes,
            List<Timing> timings,
            List<String> wrong) {
        /** Ours. */
        public Timing ours() {
            return timings.get(0);
        }

        /** Time of a peer by ours, 15th percentiles: above 1 ours is faster. Empty if it took no part. */
        public Optional<Double> ratio(String peer) {
            return others().stream()
                    .filter(timing -> timing.peer().equals(peer))
                    .map(timing -> timing.quiet() / ours().quiet())
                    .findFirst();
        }

        /** The fastest peer, if there was one. */
        public Optional<Timing> strongest() {
            return others().stream().min(java.util.Comparator.comparingDouble(Timing::quiet));
        }

        private List<Timing> others() {
            return timings.subList(1, timings.size());
        }
    }

    /** Ratios to one peer, or to the strongest of each case, in one group: their number and geometric mean. */
    public record Mean(int cases, double ratio) {}

    /** Name under which the strongest peer of each case is counted. */
    public static final String STRONGEST = "strongest";

    /** Geometric means by group with its number of threads, then by peer, {@link #STRONGEST} first. */
    public Map<String, Map<String, Mean>> means() {
        Map<String, Map<String, List<Double>>> ratios = new LinkedHashMap<>();
        for (Result result : results) {
            Map<String, List<Double>> group = ratios.computeIfAbsent(groupOf(result), ignored -> new LinkedHashMap<>());
            result.strongest()
                    .ifPresent(timing -> group.computeIfAbsent(STRONGEST, ignored -> new ArrayList<>())
                            .add(timing.quiet() / result.ours().quiet()));
            for (String peer : peers.keySet()) {
                result.ratio(peer)
                        .ifPresent(ratio -> group.computeIfAbsent(peer, ignored -> new ArrayList<>())
                                .add(ratio));
            }
        }
        Map<String, Map<String, Mean>> means = new LinkedHashMap<>();
        ratios.forEach((group, byPeer) ->
                byPeer.forEach((peer, list) -> means.computeIfAbsent(group, ignored -> new LinkedHashMap<>())
                        .put(peer, new Mean(list.size(), Statistics.geometricMean(list)))));
        return means;
    }

    /** The group of a result with its number of threads: {@code products, 2 threads}. */
    public static String groupOf(Result result) {
        return result.group() + ", " + result.threads() + (result.threads() == 1 ? " thread" : " threads");
    }

    /** Writes the report as JSON, in folders that are made if absent. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    /**
     * Reads a report.
     *
     * @throws IOException naming the file if it is not one
     */
    public static PeerComparison read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), PeerComparison.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a report: " + e.getOriginalMessage(), e);
        }
    }
}
