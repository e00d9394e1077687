package org.end4rec.models.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.end4rec.models.trial.Measurements;

/** The charts of a report: quality under each protocol, costs, and the curves of the validation. */
final class ReportCharts {
    /** What the marks of all charts look like, on white and on black. */
    static final String STYLE = """
            svg text { fill: #222; font-family: sans-serif }
            .grid { stroke: #ccc } .bar { fill: #3f6fb5 } .whisker { stroke: #222; stroke-width: 2 }
            @media (prefers-color-scheme: dark) {
              svg text { fill: #ddd } .grid { stroke: #444 } .whisker { stroke: #eee } .bar { fill: #6f9bdd } }
            """;

    private static final int EAST_ASIAN = 0x1100;

    private final Report report;
    private final List<Chart> charts = new ArrayList<>();

    private ReportCharts(Report report) {
        this.report = report;
    }

    /**
     * A chart.
     *
     * @param name a name for a file
     * @param svg to stand in a page that has the {@link #STYLE}
     */
    record Chart(String name, String title, String svg) {
        /** The chart as a file of its own. */
        String file() {
            int end = svg.indexOf('>') + 1;
            String head = svg.substring(0, end).replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
            return head + "\n<style>\n" + STYLE + "</style>" + svg.substring(end);
        }
    }

    static List<Chart> of(Report report) {
        ReportCharts made = new ReportCharts(report);
        for (String protocol : report.protocols()) {
            for (String metric : Measurements.MAIN_METRICS) {
                made.quality(protocol, metric);
            }
        }
        if (!made.trained().isEmpty()) {
            made.costs("parameters", "Parameters", ReportRow::parameters, "%,.0f");
            made.costs("time", "Milliseconds per training step", row -> 1e3 * row.secondsPerStep(), "%.1f");
            made.costs("memory", "Megabytes on the tapes of a training step", row -> 1e-6 * row.stepBytes(), "%.1f");
            made.curves();
        }
        return made.charts;
    }

    private void quality(String protocol, String metric) {
        String title = metric + ", ranking " + protocol;
        BarChart chart = new BarChart(title);
        for (ReportRow row : report.rows()) {
            chart.add(row.name(), row.metric(protocol, metric));
        }
        add(metric + "-" + protocol, title, chart.svg());
    }

    private void costs(String name, String title, ToDoubleFunction<ReportRow> cost, String format) {
        BarChart chart = new BarChart(title);
        for (ReportRow row : trained()) {
            double value = cost.applyAsDouble(row);
            chart.add(row.name(), value, String.format(Locale.ROOT, format, value));
        }
        add(name, title, chart.svg());
    }

    /** The rows that are not of counting models, which have no parameters, steps and epochs. */
    private List<ReportRow> trained() {
        return report.rows().stream().filter(row -> row.parameters() > 0).toList();
    }

    private void curves() {
        String title = "Validation NDCG@10, epoch by epoch (first seed)";
        LineChart chart = new LineChart(title);
        for (ReportRow row : trained()) {
            List<Double> values = new ArrayList<>();
            row.curves().get(0).forEach(epoch -> values.add(epoch.ndcg()));
            chart.add(row.name(), values);
        }
        add("curves", title, chart.svg());
    }

    /** Room for a text in a font of that size, whatever the font: letters of East Asian scripts are as wide as high. */
    static int width(String text, int size) {
        return (int) text.codePoints()
                .mapToDouble(letter -> letter < EAST_ASIAN ? 0.6 * size : size)
                .sum();
    }

    private void add(String name, String title, String svg) {
        charts.add(new Chart(report.kind() + "-" + name.replace("@", "").replace(':', '-'), title, svg));
    }
}
