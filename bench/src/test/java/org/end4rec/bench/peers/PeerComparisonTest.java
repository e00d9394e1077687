package org.end4rec.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.bench.peers.PeerComparison.Mean;
import org.end4rec.bench.peers.PeerComparison.Result;
import org.end4rec.bench.peers.PeerComparison.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerComparisonTest {
    @TempDir
    Path folder;

    private static Timing timing(String peer, double quiet) {
        return new Timing(peer, quiet, 1.5 * quiet, 2 * quiet, 40, 7);
    }

    private static PeerComparison report() {
        Map<String, Map<String, String>> peers = new LinkedHashMap<>();
        peers.put("ours", Map.of("kernels", "scalar"));
        peers.put("A", Map.of("version", "1 \"α\""));
        peers.put("B", Map.of());
        List<Result> results = List.of(
                new Result(
                        "products",
                        "8x8x8 NN",
                        1,
                        1024,
                        0,
                        List.of(timing("ours", 0.004), timing("A", 0.002), timing("B", 0.008)),
                        List.of()),
                new Result(
                        "products",
                        "9x9x9 NN",
                        1,
                        1458,
                        16.5,
                        List.of(timing("ours", 0.001), timing("A", 0.008)),
                        List.of("B differs from ours by 0.5")),
                new Result("products", "8x8x8 NN", 2, 1024, 0, List.of(timing("ours", 0.002)), List.of()));
        return new PeerComparison(Map.of("processor", "abacus"), peers, results);
    }

    // values

    @Test
    void aRatioAboveOneIsASlowerPeer() {
        Result first = report().results().get(0);
        assertThat(first.ratio("A")).contains(0.5);
        assertThat(first.ratio("B")).contains(2.0);
        assertThat(first.ratio("C")).isEmpty();
        assertThat(first.strongest()).contains(timing("A", 0.002));
        assertThat(report().results().get(2).strongest()).isEmpty();
    }

    @Test
    void theChartHasABarForEachCaseThatHasAPeer() throws IOException {
        RatioChart.write(report(), folder.resolve("chart.svg"));
        assertThat(Files.readString(folder.resolve("chart.svg")))
                .startsWith("<svg xmlns=")
                .contains("right of 1 ours is faster", ">products, 1 thread: geometric mean 2.00<")
                .contains(">8x8x8 NN<", ">0.50 × A<", ">9x9x9 NN<", ">8.00 × A<")
                .doesNotContain("2 threads");
    }

    @Test
    void meansAreByGroupThreadsAndPeer() {
        Map<String, Map<String, Mean>> means = report().means();
        assertThat(means).containsOnlyKeys("products, 1 thread");
        Map<String, Mean> byPeer = means.getOrDefault("products, 1 thread", Map.of());
        assertThat(byPeer).containsOnlyKeys("strongest", "A", "B");
        // 0.5 and 8 have the mean 2
        Mean a = byPeer.getOrDefault("A", new Mean(0, 1));
        assertThat(a.ratio()).isCloseTo(2, within(1e-12));
        assertThat(a.cases()).isEqualTo(2);
        assertThat(byPeer.get("B")).isEqualTo(new Mean(1, 2.0));
        assertThat(byPeer.get(PeerComparison.STRONGEST)).isEqualTo(byPeer.get("A"));
    }

    @Test
    void theTableHasARatioForEachPeer() {
        PeerComparisonTable table = new PeerComparisonTable(List.of("A", "B"));
        assertThat(table.heading().split(" +")).containsExactly("case", "ours", "ms", "bytes/call", "speed", "A", "B");
        assertThat(table.row(report().results().get(0)).strip().split(" +"))
                .containsExactly("8x8x8", "NN", "4.000", "0", "0.0", "GF/s", "0.50", "2.00");
        assertThat(table.row(report().results().get(1)))
                .contains(" 8.00 ", "\n  NOT MEASURED: B differs from ours by 0.5");
        assertThat(table.means(report())).contains("2.00 (2)", "2.00 (1)");
    }

    // oracle

    @Test
    void readsWhatItWrote() throws IOException {
        Path file = folder.resolve("new/report.json");
        report().write(file);
        assertThat(PeerComparison.read(file)).isEqualTo(report());
        assertThat(Files.readString(file)).contains("\"quiet\" : 0.004").endsWith("}\n");
    }

    // errors

    @Test
    void refusesWhatIsNoReport() throws IOException {
        Path file = folder.resolve("other.json");
        Files.writeString(file, "{\"results\": []}");
        assertThatThrownBy(() -> PeerComparison.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not a report: ");
    }
}
