package org.end4rec.bench.complexity;

import java.util.List;
import java.util.Locale;
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
        for (Conclusion c : report.conclusions()) {
            conclude(csv, c);
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
        for (Timing t : report.timings()) {
            String key = key("time", t.mixer(), t.pass(), t.length());
            csv.append(key).append("batch_us,").append(t.batchMicroseconds()).append('\n');
            csv.append(key)
                    .append("sequence_us,")
                    .append(t.sequenceMicroseconds())
                    .append('\n');
            csv.append(key).append("wall_us,").append(t.wallMicroseconds()).append('\n');
            csv.append(key)
                    .append("allocated_bytes,")
                    .append(t.allocatedBytes())
                    .append('\n');
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

    /** The line of a growth is that of its longest length. */
    private static void conclude(StringBuilder csv, Conclusion c) {
        if (c.counted() != null) {
            csv.append(key("growth", c.mixer(), c.pass(), c.counted().fit().to()))
                    .append("counted,")
                    .append(c.growth() == null ? "undecided" : c.growth())
                    .append('\n');
        }
        if (c.clocked() != null) {
            String key = key("growth", c.mixer(), c.pass(), c.clocked().to());
            csv.append(key)
                    .append("clock,")
                    .append(
                            c.outcome() == null
                                    ? "undecided"
                                    : c.outcome().name().toLowerCase(Locale.ROOT))
                    .append('\n');
            csv.append(key).append("clock_slope,").append(c.clocked().slope()).append('\n');
            csv.append(key)
                    .append("clock_slope_error,")
                    .append(c.clocked().slopeError())
                    .append('\n');
        }
    }

    private static String key(String what, MeasuredMixer mixer, MeasuredPass pass, int length) {
        return what + "," + mixer + "," + pass + "," + length + ",";
    }

    /** What there is to say, for a terminal: first the counts, which are exact, then the clock. */
    public static String summary(ComplexityReport report) {
        StringBuilder text = new StringBuilder();
        add(text, GrowthText.COUNTED, GrowthText.counted(report));
        for (MeasuredPass pass : MeasuredPass.values()) {
            report.clock(pass)
                    .ifPresent(clock -> add(text, GrowthText.method(clock), GrowthText.clocked(report, clock)));
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

    private static void add(StringBuilder text, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(heading).append(":\n");
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
    }
}
