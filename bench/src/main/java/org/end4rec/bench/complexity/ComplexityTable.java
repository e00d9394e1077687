package org.end4rec.bench.complexity;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.end4rec.bench.complexity.ComplexityReport.Skipped;
import org.end4rec.bench.complexity.ComplexityReport.Timing;

/** A report as text: one line a figure for programs, a few lines for people. */
public final class ComplexityTable {
    private ComplexityTable() {}

    /** {@code what,block,pass,length,quantity,value}: every figure on a line of its own. */
    public static String csv(ComplexityReport report) {
        StringBuilder csv = new StringBuilder("what,block,pass,length,quantity,value\n");
        for (Timing t : report.timings()) {
            String key = key("time", t.mixer(), t.pass(), t.length());
            csv.append(key).append("batch_us,").append(t.batchMicroseconds()).append('\n');
            csv.append(key)
                    .append("sequence_us,")
                    .append(t.sequenceMicroseconds())
                    .append('\n');
            csv.append(key)
                    .append("allocated_bytes,")
                    .append(t.allocatedBytes())
                    .append('\n');
        }
        for (Cost c : report.costs()) {
            String key = key("count", c.mixer(), c.pass(), c.length());
            csv.append(key).append("adds,").append(c.adds()).append('\n');
            csv.append(key).append("multiplies,").append(c.multiplies()).append('\n');
            csv.append(key).append("divisions,").append(c.divisions()).append('\n');
            csv.append(key).append("functions,").append(c.functions()).append('\n');
            csv.append(key).append("moved_bytes,").append(c.movedBytes()).append('\n');
            csv.append(key).append("held_bytes,").append(c.heldBytes()).append('\n');
            csv.append(key).append("live_bytes,").append(c.liveBytes()).append('\n');
        }
        for (ModelCost m : report.models()) {
            String key = "model," + m.model() + ",," + m.length() + ",";
            csv.append(key)
                    .append("training_ms,")
                    .append(m.trainingMilliseconds())
                    .append('\n');
            csv.append(key).append("answer_ms,").append(m.answerMilliseconds()).append('\n');
            csv.append(key).append("live_bytes,").append(m.liveBytes()).append('\n');
        }
        for (Skipped s : report.skipped()) {
            csv.append(key("skipped", s.mixer(), s.pass(), s.length()))
                    .append("reason,\"")
                    .append(s.reason().replace("\"", "\"\""))
                    .append("\"\n");
        }
        return csv.toString();
    }

    private static String key(String what, MeasuredMixer mixer, MeasuredPass pass, int length) {
        return what + "," + mixer + "," + pass + "," + length + ",";
    }

    /** What there is to say, for a terminal. */
    public static String summary(ComplexityReport report) {
        StringBuilder text = new StringBuilder();
        for (MeasuredPass pass : MeasuredPass.values()) {
            for (MeasuredMixer mixer : MeasuredMixer.values()) {
                fit(text, mixer.title() + ", " + pass.title(), report.times(mixer, pass));
            }
        }
        for (MeasuredPass pass : MeasuredPass.values()) {
            for (MeasuredMixer mixer : MeasuredMixer.values()) {
                if (mixer.attends() && !report.speedUps(mixer, pass).isEmpty()) {
                    text.append(comparison(report, mixer, pass)).append('\n');
                }
            }
        }
        for (ModelCost m : report.models()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s, N %d: training step %.2f ms, answer %.3f ms, %.1f MB%n",
                    m.model().title(),
                    m.length(),
                    m.trainingMilliseconds(),
                    m.answerMilliseconds(),
                    m.liveBytes() / 1e6));
        }
        for (Skipped s : report.skipped()) {
            text.append(skipped(s)).append('\n');
        }
        return text.toString();
    }

    /** Why something is missing, in a sentence. */
    static String skipped(Skipped s) {
        return "Left out: " + s.mixer().title() + ", " + s.pass().title() + ", N " + s.length() + ": " + s.reason();
    }

    private static void fit(StringBuilder text, String title, SortedMap<Integer, Double> times) {
        ComplexityReport.fit(times)
                .ifPresent(fit ->
                        text.append(title).append(": ").append(describe(fit)).append('\n'));
    }

    /** {@code best N log N (residual 2.1 %), slope 1.08 ± 0.03 from N 1024 to 16384}. */
    static String describe(ComplexityFit fit) {
        return String.format(
                Locale.ROOT,
                "best %s (residual %.1f %%), slope %s from N %.0f to %.0f",
                fit.best().growth().title(),
                100 * fit.best().residual(),
                slope(fit),
                fit.from(),
                fit.to());
    }

    /** {@code 1.08 ± 0.03}. */
    static String slope(ComplexityFit fit) {
        String error = fit.slopeError() == Double.POSITIVE_INFINITY
                ? ""
                : String.format(Locale.ROOT, " ± %.2f", fit.slopeError());
        return String.format(Locale.ROOT, "%.2f", fit.slope()) + error;
    }

    /** {@code EBM layer against plain attention, forward: faster from N 16 on; at 1024 7.5×}. */
    static String comparison(ComplexityReport report, MeasuredMixer mixer, MeasuredPass pass) {
        Optional<Integer> crossover = report.crossover(mixer, pass);
        StringBuilder text =
                new StringBuilder(MeasuredMixer.EBM.title() + " against " + mixer.title() + ", " + pass.title() + ": "
                        + crossover.map(n -> "faster from N " + n + " on").orElse("not faster at the longest length"));
        SortedMap<Integer, Double> ratios = report.speedUps(mixer, pass);
        for (int n : ComplexityReport.TOLD) {
            Double ratio = ratios.get(n);
            if (ratio != null) {
                text.append(String.format(Locale.ROOT, "; at N %d %.1f×", n, ratio));
            }
        }
        return text.toString();
    }
}
