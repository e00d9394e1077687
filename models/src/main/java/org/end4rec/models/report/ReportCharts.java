package org.end4rec.models.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.end4rec.models.page.BarChart;
import org.end4rec.models.page.Chart;
import org.end4rec.models.page.LineChart;
import org.end4rec.models.trial.Measurements;
import org.end4rec.models.trial.TrialResult;

/** The charts of a report: quality under each protocol, costs, and the curves of the validation. */
final class ReportCharts {
    private final Report report;
    private final List<NamedChart> charts = new ArrayList<>();

    private ReportCharts(Report report) {
        this.report = report;
    }

    static List<NamedChart> of(Report report) {
        ReportCharts made = new ReportCharts(report);
        for (String protocol : report.protocols()) {
            for (String metric : Measurements.MAIN_METRICS) {
                made.addQuality(protocol, metric);
            }
        }
        if (!made.trained().isEmpty()) {
            made.addCosts("parameters", "Parameters", ReportRow::parameters, "%,.0f");
            made.addCosts("time", "Milliseconds per training step", row -> 1e3 * row.secondsPerStep(), "%.1f");
            made.addCosts("memory", "Megabytes on the tapes of a training step", row -> 1e-6 * row.stepBytes(), "%.1f");
            made.addCurves();
        }
        return made.charts;
    }

    private void addQuality(String protocol, String metric) {
        String title = metric + ", ranking " + protocol;
        BarChart chart = BarChart.linear(title);
        for (ReportRow row : report.rows()) {
            MeanAndDeviation figure = row.metric(protocol, metric);
            chart.add(row.name(), figure.mean(), figure.deviation(), figure.toString());
        }
        add(metric + "-" + protocol, title, chart);
    }

    private void addCosts(String name, String title, ToDoubleFunction<ReportRow> cost, String format) {
        BarChart chart = BarChart.linear(title);
        for (ReportRow row : trained()) {
            double value = cost.applyAsDouble(row);
            chart.add(row.name(), value, String.format(Locale.ROOT, format, value));
        }
        add(name, title, chart);
    }

    /** The rows without count-based baselines, which have no parameters, steps and epochs. */
    private List<ReportRow> trained() {
        return report.rows().stream().filter(row -> row.parameters() > 0).toList();
    }

    private void addCurves() {
        String title = "Validation NDCG@10, epoch by epoch (first seed)";
        LineChart chart = LineChart.linear(title, "epoch", value -> String.format(Locale.ROOT, "%.4f", value));
        for (ReportRow row : trained()) {
            SortedMap<Integer, Double> values = new TreeMap<>();
            for (TrialResult.Epoch epoch : row.curves().get(0)) {
                values.put(values.size() + 1, epoch.ndcg());
            }
            chart.add(row.name(), values);
        }
        add("curves", title, chart);
    }

    private void add(String name, String title, Chart chart) {
        charts.add(new NamedChart(report.kind() + "-" + name.replace("@", "").replace(':', '-'), title, chart));
    }
}
