package org.end4rec.bench.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.end4rec.bench.peers.PeerComparison.Result;
import org.end4rec.core.kernel.Kernels;

/**
 * Runs the report: {@code PeersReport [--quick] [--threads 1,2] [--cases PATTERN] [--out DIR]}. The launcher
 * bench/peers/run starts it and explains the options.
 */
public final class PeersReport {
    private static final PrintStream SCREEN = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private boolean quick;
    private List<Integer> threads = List.of(1, 2);
    private Pattern cases = Pattern.compile("");
    private Path out = Path.of("bench/results");
    private Path chartOf = Path.of("");

    private PeersReport() {}

    /** Ends with 1 if a peer's answer was wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PeersReport report = new PeersReport();
        report.read(arguments);
        if (!report.chartOf.toString().isEmpty()) {
            RatioChart.write(PeerComparison.read(report.chartOf), svg(report.chartOf));
            return;
        }
        boolean right = report.run();
        // native pools may keep threads of their own alive
        System.exit(right ? 0 : 1);
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--quick")) {
                quick = true;
                continue;
            }
            String option = arguments[i];
            if (++i == arguments.length) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            String value = arguments[i];
            switch (option) {
                case "--threads" ->
                    threads = Pattern.compile(",")
                            .splitAsStream(value)
                            .map(Integer::valueOf)
                            .toList();
                case "--cases" -> cases = Pattern.compile(value);
                case "--out" -> out = Path.of(value);
                case "--chart" -> chartOf = Path.of(value);
                default -> throw new IllegalArgumentException(option + " is not known");
            }
        }
    }

    private boolean run() throws IOException, InterruptedException {
        List<Peer> peers = new ArrayList<>();
        peers.add(new Engine());
        addIfPresent(peers, "OpenBLAS", OpenBlas::new);
        addIfPresent(peers, "libtorch", Libtorch::new);
        Path script = Path.of(System.getProperty("end4rec.peers.script", "bench/peers/peers.py"));
        try (Python python = new Python(System.getProperty("end4rec.peers.python", "python3"), script)) {
            try {
                peers.addAll(python.peers());
            } catch (RuntimeException e) {
                SCREEN.println("No Python peers: " + e.getMessage());
            }
            peers.add(new Ejml());
            peers.add(new JTransforms());
            return measure(peers);
        }
    }

    /** A peer whose native part does not load is left out. */
    private static void addIfPresent(List<Peer> peers, String name, Supplier<Peer> maker) {
        try {
            Peer peer = maker.get();
            peer.facts();
            peers.add(peer);
        } catch (RuntimeException | LinkageError e) {
            SCREEN.println("No " + name + ": " + e);
        }
    }

    private boolean measure(List<Peer> peers) throws IOException, InterruptedException {
        Map<String, Map<String, String>> facts = new LinkedHashMap<>();
        for (Peer peer : peers) {
            facts.put(peer.name(), peer.facts());
        }
        Map<String, String> machine = Machine.facts();
        machine.put("mode", quick ? "quick" : "full");
        machine.forEach((key, value) -> SCREEN.println(key + ": " + value));
        facts.forEach((peer, about) -> SCREEN.println(peer + ": " + about));
        List<String> names = new ArrayList<>(facts.keySet());
        PeerComparisonTable table = new PeerComparisonTable(names.subList(1, names.size()));
        warmUp(peers.get(0));
        List<Result> results = new ArrayList<>();
        for (int count : threads) {
            SCREEN.printf("%n%s%n", table.heading());
            for (BenchmarkCase each : BenchmarkCase.all()) {
                if (isWanted(each, count)) {
                    one(each, count, peers, table).ifPresent(results::add);
                }
            }
        }
        PeerComparison report = new PeerComparison(machine, facts, results);
        SCREEN.printf("%n%s%n", table.means(report));
        Path file = out.resolve(fileName(machine) + ".json");
        report.write(file);
        RatioChart.write(report, svg(file));
        SCREEN.printf("%nWritten: %s and %s%n", file, svg(file).getFileName());
        return results.stream().allMatch(result -> result.wrong().isEmpty());
    }

    /** Vector code is slow until it is compiled, and the first case would show it. */
    private static void warmUp(Peer ours) {
        for (Workload.Form form : Workload.Form.values()) {
            try (Contender contender =
                    ours.product(new Workload.Product(form, 64, 64, 64), 1).orElseThrow()) {
                for (double seconds = 0; seconds < 0.7; ) {
                    seconds += contender.seconds(20);
                }
            }
        }
    }

    private boolean isWanted(BenchmarkCase each, int count) {
        return (!quick || each.quick() && (count == 1 || isSharedInQuick(each)))
                && (count == 1 || each.shared())
                && cases.matcher(each.title()).find();
    }

    /** On several threads a quick run looks at the steps and at one product and transform only. */
    private static boolean isSharedInQuick(BenchmarkCase each) {
        return each.group().equals(BenchmarkCase.STEPS)
                || each.workload().name().equals("512x512x512 NN")
                || each.workload().name().startsWith("rfft 64x50x");
    }

    private Optional<Result> one(BenchmarkCase each, int count, List<Peer> peers, PeerComparisonTable table)
            throws InterruptedException {
        Optional<Result> result = new InterleavedRun(each.workload(), count, MeasurementPlan.of(each.workload(), quick))
                .measure(each.group(), peers);
        SCREEN.println(result.map(table::row).orElse(each.workload().name() + ": not part of this build, left out"));
        return result;
    }

    private String fileName(Map<String, String> machine) {
        boolean confined = machine.getOrDefault("OPENBLAS_CORETYPE", "").equals("Haswell");
        return "peers-jdk" + Runtime.version().feature() + "-" + Kernels.get().name() + (confined ? "-avx2" : "")
                + (quick ? "-quick" : "");
    }

    private static Path svg(Path json) {
        return json.resolveSibling(json.getFileName().toString().replaceAll("\\.json$", "") + ".svg");
    }
}
