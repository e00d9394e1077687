package org.end4rec.bench.peers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.end4rec.bench.peers.PeerComparison.Mean;
import org.end4rec.bench.peers.PeerComparison.Result;
import org.end4rec.bench.peers.PeerComparison.Timing;

/** A report as text: one row for each case, then the means. */
public final class PeerComparisonTable {
    private static final int NAME = 42;
    private static final int NUMBER = 12;

    private final List<String> peers;

    /** @param peers names of the peers, without ours, in the order of the columns */
    public PeerComparisonTable(List<String> peers) {
        this.peers = peers;
    }

    /** The heading. */
    public String heading() {
        StringBuilder text = new StringBuilder(pad("case", NAME));
        for (String column : List.of("ours ms", "bytes/call", "speed")) {
            text.append(padLeft(column, NUMBER));
        }
        for (String peer : peers) {
            text.append(padLeft(peer, NUMBER));
        }
        return text.toString();
    }

    /** A case: our time, what a call allocates, our speed, and each peer's time by ours. */
    public String row(Result result) {
        StringBuilder text = new StringBuilder(pad(result.name() + threads(result), NAME));
        text.append(padLeft(format("%.4g", 1e3 * result.ours().quiet()), NUMBER));
        text.append(padLeft(format("%.0f", result.bytes()), NUMBER));
        text.append(padLeft(speed(result), NUMBER));
        for (String peer : peers) {
            text.append(padLeft(
                    result.ratio(peer).map(ratio -> format("%.2f", ratio)).orElse("-"), NUMBER));
        }
        for (String wrong : result.wrong()) {
            text.append("\n  NOT MEASURED: ").append(wrong);
        }
        if (result.group().equals(BenchmarkCase.ANSWERS)) {
            for (Timing timing : result.timings()) {
                text.append(format(
                        "%n  %-12s median %.3f ms, 99th percentile %.3f ms",
                        timing.peer(), 1e3 * timing.median(), 1e3 * timing.p99()));
            }
        }
        return text.toString();
    }

    private static String threads(Result result) {
        return result.threads() == 1 ? "" : ", " + result.threads() + " threads";
    }

    private static String speed(Result result) {
        double seconds = result.ours().quiet();
        if (result.group().equals(BenchmarkCase.PRODUCTS)) {
            return format("%.1f GF/s", result.work() / seconds * 1e-9);
        }
        return result.work() < 1000
                ? format("%.0f /s", result.work() / seconds)
                : format("%.2f ns/el", seconds / result.work() * 1e9);
    }

    /** The geometric means of the ratios, by group and peer. */
    public String means(PeerComparison report) {
        StringBuilder text = new StringBuilder(
                "geometric means of the ratios (above 1: ours is faster), with the number of cases\n");
        text.append(pad("group", NAME)).append(padLeft(PeerComparison.STRONGEST, NUMBER));
        peers.forEach(peer -> text.append(padLeft(peer, NUMBER)));
        for (Map.Entry<String, Map<String, Mean>> group : report.means().entrySet()) {
            text.append('\n').append(pad(group.getKey(), NAME));
            text.append(mean(group.getValue(), PeerComparison.STRONGEST));
            peers.forEach(peer -> text.append(mean(group.getValue(), peer)));
        }
        return text.toString();
    }

    private static String mean(Map<String, Mean> means, String peer) {
        return padLeft(
                Optional.ofNullable(means.get(peer))
                        .map(mean -> format("%.2f (%d)", mean.ratio(), mean.cases()))
                        .orElse("-"),
                NUMBER);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String pad(String text, int width) {
        return format("%-" + width + "s", text);
    }

    private static String padLeft(String text, int width) {
        return format("%" + width + "s", text);
    }
}
