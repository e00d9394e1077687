package org.end4rec.models.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.end4rec.models.page.HtmlPage;

/** A report as one HTML file: charts, then the tables they are made from. */
final class ReportPage {
    private final Report report;

    ReportPage(Report report) {
        this.report = report;
    }

    String html(List<NamedChart> charts) {
        HtmlPage page = new HtmlPage(report.title()).paragraph(report.data());
        charts.forEach(each -> page.chart(each.name(), each.title(), each.chart()));
        addFigures(page);
        addDifferences(page);
        return page.html();
    }

    private void addFigures(HtmlPage page) {
        List<String> heads =
                new ArrayList<>(List.of("", "seeds", "parameters", "epochs", "ms/step", "MB/step", "validation"));
        ReportRow first = report.rows().get(0);
        first.metrics()
                .forEach((protocol, metrics) -> metrics.keySet().forEach(metric -> heads.add(metric + " " + protocol)));
        heads.addAll(report.answers());
        List<List<String>> rows = new ArrayList<>();
        for (ReportRow row : report.rows()) {
            List<String> cells = new ArrayList<>(List.of(
                    row.name(),
                    Integer.toString(row.seeds()),
                    Long.toString(row.parameters()),
                    String.format(Locale.ROOT, "%.1f", row.epochs()),
                    String.format(Locale.ROOT, "%.1f", 1e3 * row.secondsPerStep()),
                    String.format(Locale.ROOT, "%.1f", 1e-6 * row.stepBytes()),
                    row.validation().toString()));
            row.metrics().values().forEach(metrics -> metrics.values().forEach(figure -> cells.add(figure.toString())));
            for (String answer : report.answers()) {
                MeanAndDeviation figure = row.answers().get(answer);
                cells.add(figure == null || Double.isNaN(figure.mean()) ? "" : figure.toString());
            }
            rows.add(cells);
        }
        page.table("Figures", "Mean over the seeds ± standard deviation.", heads, rows);
    }

    private void addDifferences(HtmlPage page) {
        if (report.differences().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Difference each : report.differences()) {
            rows.add(List.of(
                    each.reference() + " − " + each.other(),
                    each.protocol(),
                    each.metric(),
                    number(each.mean()),
                    number(each.low()),
                    number(each.high()),
                    String.format(Locale.ROOT, "%+.1f %%", 100 * each.gain()),
                    number(each.p()),
                    number(each.corrected())));
        }
        page.table(
                "Differences",
                "Paired by test example; 95 % bootstrap interval; p of the paired randomization test, and after Holm's"
                        + " correction.",
                List.of("", "protocol", "metric", "difference", "low", "high", "gain", "p", "p (Holm)"),
                rows);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
