package org.end4rec.models.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as one HTML file: charts as inline SVG, then the tables they are made from. */
final class ReportPage {
    private static final String STYLE = """
            body { font-family: sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
            .wide { overflow-x: auto }
            table { border-collapse: collapse; margin: 1rem 0; font-size: 0.9rem }
            th, td { padding: 0.25rem 0.7rem; border-bottom: 1px solid #ccc; text-align: right }
            th:first-child, td:first-child { text-align: left }
            svg { width: 100%; height: auto }
            @media (prefers-color-scheme: dark) { body { color: #ddd; background: #1b1b1b } th, td { border-color: #444 } }
            """ + ReportCharts.STYLE;

    private final Report report;
    private final List<ReportCharts.Chart> charts;

    ReportPage(Report report, List<ReportCharts.Chart> charts) {
        this.report = report;
        this.charts = charts;
    }

    String html() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(escape(report.title()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escape(report.title()))
                .append("</h1>\n<p>")
                .append(escape(report.data()))
                .append("</p>\n");
        for (ReportCharts.Chart chart : charts) {
            page.append("<h2>").append(escape(chart.title())).append("</h2>\n").append(chart.svg());
        }
        page.append("<h2>Figures</h2>\n");
        figures(page);
        differences(page);
        return page.append("</body></html>\n").toString();
    }

    private void figures(StringBuilder page) {
        List<String> heads =
                new ArrayList<>(List.of("", "seeds", "parameters", "epochs", "ms/step", "MB/step", "validation"));
        ReportRow first = report.rows().get(0);
        first.metrics()
                .forEach((protocol, metrics) -> metrics.keySet().forEach(metric -> heads.add(metric + " " + protocol)));
        heads.addAll(report.answers());
        page.append("<div class=\"wide\"><table>\n");
        line(page, "th", heads);
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
            line(page, "td", cells);
        }
        page.append("</table></div>\n");
    }

    private void differences(StringBuilder page) {
        if (report.differences().isEmpty()) {
            return;
        }
        page.append("<h2>Differences</h2>\n<p>Paired by test example; 95 % bootstrap interval; p of the paired")
                .append(" randomization test, and after Holm's correction.</p>\n<div class=\"wide\"><table>\n");
        line(page, "th", List.of("", "protocol", "metric", "difference", "low", "high", "gain", "p", "p (Holm)"));
        for (Difference each : report.differences()) {
            line(
                    page,
                    "td",
                    List.of(
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
        page.append("</table></div>\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static void line(StringBuilder page, String tag, List<String> cells) {
        page.append("<tr>");
        cells.forEach(cell -> page.append('<')
                .append(tag)
                .append('>')
                .append(escape(cell))
                .append("</")
                .append(tag)
                .append('>'));
        page.append("</tr>\n");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
