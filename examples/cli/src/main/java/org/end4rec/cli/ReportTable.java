package org.end4rec.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.end4rec.models.report.Difference;
import org.end4rec.models.report.MeanAndDeviation;
import org.end4rec.models.report.Report;
import org.end4rec.models.report.ReportRow;

/** A report as tables on the screen: the main metrics of each protocol, then the differences. */
final class ReportTable {
    private static final List<String> METRICS = List.of("HR@10", "NDCG@10");

    private final Report report;

    ReportTable(Report report) {
        this.report = report;
    }

    void print(PrintWriter writer) {
        writer.println(report.title() + " (" + report.data() + ")");
        List<String> heads = new ArrayList<>(List.of("", "seeds"));
        for (String protocol : report.protocols()) {
            METRICS.forEach(metric -> heads.add(metric + " " + protocol));
        }
        List<String> answers = report.answers();
        heads.addAll(answers);
        heads.addAll(List.of("parameters", "ms/step", "MB/step", "epochs"));
        Table table = new Table(heads.toArray(String[]::new));
        for (ReportRow row : report.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.name(), Integer.toString(row.seeds())));
            for (String protocol : report.protocols()) {
                METRICS.forEach(metric -> cells.add(row.metric(protocol, metric).toString()));
            }
            for (String answer : answers) {
                MeanAndDeviation figure = row.answers().get(answer);
                cells.add(figure == null || Double.isNaN(figure.mean()) ? "" : figure.toString());
            }
            cells.add(String.format(Locale.ROOT, "%,d", row.parameters()));
            cells.add(String.format(Locale.ROOT, "%.1f", 1e3 * row.secondsPerStep()));
            cells.add(String.format(Locale.ROOT, "%.1f", 1e-6 * row.stepBytes()));
            cells.add(String.format(Locale.ROOT, "%.1f", row.epochs()));
            table.add(cells.toArray(String[]::new));
        }
        table.print(writer);
        if (!report.differences().isEmpty()) {
            printDifferences(writer);
        }
        writer.flush();
    }

    private void printDifferences(PrintWriter writer) {
        String reference = report.differences().get(0).reference();
        writer.println();
        writer.println(
                reference + " minus the others, paired by test example (95 % interval; p after Holm's correction):");
        Table table = new Table("protocol", "metric", "other", "difference", "interval", "gain", "p");
        for (Difference each : report.differences()) {
            table.add(
                    each.protocol(),
                    each.metric(),
                    each.other(),
                    String.format(Locale.ROOT, "%.4f", each.mean()),
                    String.format(Locale.ROOT, "%.4f to %.4f", each.low(), each.high()),
                    Double.isNaN(each.gain()) ? "" : String.format(Locale.ROOT, "%+.1f %%", 100 * each.gain()),
                    String.format(Locale.ROOT, "%.4f", each.corrected()));
        }
        table.print(writer);
        report.rows().stream()
                .filter(row -> !row.name().equals(reference))
                .max((a, b) -> Double.compare(main(a), main(b)))
                .ifPresent(best -> writer.println(String.format(
                        Locale.ROOT,
                        "%s against the best of the others, %s: NDCG@10 %+.1f %%, ranking %s.",
                        reference,
                        best.name(),
                        100 * (reference(reference) / main(best) - 1),
                        report.protocols().get(0))));
    }

    private double reference(String name) {
        return report.rows().stream()
                .filter(row -> row.name().equals(name))
                .mapToDouble(this::main)
                .findFirst()
                .orElse(Double.NaN);
    }

    private double main(ReportRow row) {
        return row.metric(report.protocols().get(0), "NDCG@10").mean();
    }
}
