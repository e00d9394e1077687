package org.end4rec.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.end4rec.bench.peers.PeerComparison.Mean;
import org.end4rec.bench.peers.PeerComparison.Result;
import org.end4rec.bench.peers.PeerComparison.Timing;
import org.end4rec.models.page.BarChart;

/** A comparison as a picture: a bar for each case, from 1 to the ratio to the strongest peer, group by group. */
final class RatioChart {
    private RatioChart() {}

    /** Writes the picture as SVG. */
    static void write(PeerComparison comparison, Path file) throws IOException {
        Files.writeString(file, chart(comparison).file());
    }

    private static BarChart chart(PeerComparison comparison) {
        Map<String, List<Result>> groups = new LinkedHashMap<>();
        for (Result result : comparison.results()) {
            if (result.strongest().isPresent()) {
                groups.computeIfAbsent(PeerComparison.groupOf(result), ignored -> new ArrayList<>())
                        .add(result);
            }
        }
        String title = String.format(
                "Time of the strongest peer by ours, right of 1 ours is faster (%s, JDK %s)",
                comparison.machine().get("vectors"), comparison.machine().get("javaVersion"));
        BarChart chart = BarChart.ratios(title).note(title);
        groups.forEach((group, results) -> {
            Mean mean = comparison.means().getOrDefault(group, Map.of()).get(PeerComparison.STRONGEST);
            chart.group(String.format(
                    Locale.ROOT, "%s: geometric mean %.2f", group, mean == null ? Double.NaN : mean.ratio()));
            results.forEach(result -> add(chart, result));
        });
        return chart;
    }

    private static void add(BarChart chart, Result result) {
        Timing strongest = result.strongest().orElseThrow();
        double ratio = strongest.quiet() / result.ours().quiet();
        chart.add(result.name(), ratio, String.format(Locale.ROOT, "%.2f × %s", ratio, strongest.peer()));
    }
}
