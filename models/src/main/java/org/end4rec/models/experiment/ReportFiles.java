package org.end4rec.models.experiment;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.models.json.Json;

/**
 * The files of a report in a folder, named by its kind: {@code .json} with everything, {@code .csv} with a line for each
 * row, protocol and metric, {@code -differences.csv}, and {@code .html} with charts, which needs nothing else. The charts
 * are files of their own too, {@code charts/*.svg}.
 */
public final class ReportFiles {
    private ReportFiles() {}

    /** Replaces the files, each wholly or not at all. */
    public static void write(Path folder, Report report) throws IOException {
        TrialStore.write(
                Objects.requireNonNull(folder, "folder").resolve(report.kind() + ".json"),
                Json.indented().writeValueAsString(report) + "\n");
        TrialStore.write(folder.resolve(report.kind() + ".csv"), figures(report));
        if (!report.differences().isEmpty()) {
            TrialStore.write(folder.resolve(report.kind() + "-differences.csv"), differences(report));
        }
        List<ReportCharts.Chart> charts = ReportCharts.of(report);
        TrialStore.write(folder.resolve(report.kind() + ".html"), new ReportPage(report, charts).html());
        Path drawn = Files.createDirectories(folder.resolve("charts"));
        for (ReportCharts.Chart chart : charts) {
            TrialStore.write(drawn.resolve(chart.name() + ".svg"), chart.file());
        }
    }

    private static String figures(Report report) throws IOException {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().build(text);
        csv.writeRecord(
                "name",
                "model",
                "protocol",
                "metric",
                "mean",
                "deviation",
                "seeds",
                "parameters",
                "epochs",
                "seconds_per_step",
                "step_bytes");
        for (Row row : report.rows()) {
            line(csv, row, "validation", "NDCG@10", row.validation());
            row.metrics().forEach((protocol, metrics) -> lines(csv, row, protocol, metrics));
            lines(csv, row, "probe", row.answers());
        }
        csv.close();
        return text.toString();
    }

    private static void lines(CsvWriter csv, Row row, String protocol, Map<String, Figure> figures) {
        figures.forEach((metric, figure) -> line(csv, row, protocol, metric, figure));
    }

    private static void line(CsvWriter csv, Row row, String protocol, String metric, Figure figure) {
        csv.writeRecord(
                row.name(),
                row.model(),
                protocol,
                metric,
                Double.toString(figure.mean()),
                Double.toString(figure.deviation()),
                Integer.toString(row.seeds()),
                Long.toString(row.parameters()),
                Double.toString(row.epochs()),
                Double.toString(row.secondsPerStep()),
                Long.toString(row.stepBytes()));
    }

    private static String differences(Report report) throws IOException {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().build(text);
        csv.writeRecord("protocol", "metric", "reference", "other", "difference", "low", "high", "gain", "p", "p_holm");
        for (Difference each : report.differences()) {
            csv.writeRecord(
                    each.protocol(),
                    each.metric(),
                    each.reference(),
                    each.other(),
                    Double.toString(each.mean()),
                    Double.toString(each.low()),
                    Double.toString(each.high()),
                    Double.toString(each.gain()),
                    Double.toString(each.p()),
                    Double.toString(each.corrected()));
        }
        csv.close();
        return text.toString();
    }
}
