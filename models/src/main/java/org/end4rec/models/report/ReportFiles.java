package org.end4rec.models.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;

/**
 * The files of a report in a folder, named by its kind: {@code .json} with everything, {@code .csv} with a line for
 * each row, protocol and metric, {@code -differences.csv}, and {@code .html} with charts, which needs nothing else. The
 * charts are files of their own too, {@code charts/*.svg}.
 */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * Replaces the files of the same report, each wholly or not at all. Files of another report stay: if the folder has
     * another report of this kind, the new files have the kind and a number as name, from 2 on.
     *
     * @return the report as written, its kind the name of its files
     */
    public static Report write(Path folder, Report report) throws IOException {
        Objects.requireNonNull(folder, "folder");
        Report named = report;
        for (int number = 2; hasAnother(folder.resolve(named.kind() + ".json"), report); number++) {
            named = report.named(report.kind() + "-" + number);
        }
        replace(folder, named);
        return named;
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.at(file).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void replace(Path folder, Report report) throws IOException {
        write(folder.resolve(report.kind() + ".json"), ReportJson.text(report));
        write(folder.resolve(report.kind() + ".csv"), figures(report));
        Path differences = folder.resolve(report.kind() + "-differences.csv");
        if (report.differences().isEmpty()) {
            Files.deleteIfExists(differences);
        } else {
            write(differences, differences(report));
        }
        List<NamedChart> charts = ReportCharts.of(report);
        write(folder.resolve(report.kind() + ".html"), new ReportPage(report).html(charts));
        Path drawn = Files.createDirectories(folder.resolve("charts"));
        for (NamedChart each : charts) {
            write(drawn.resolve(each.name() + ".svg"), each.chart().file());
        }
    }

    /**
     * Whether the file is another report, with other trials or other names of rows, or another report has one of the
     * files beside it.
     */
    private static boolean hasAnother(Path file, Report report) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            // without this file the others belong to somebody else
            String name = String.valueOf(file.getFileName()).replaceFirst("[.]json$", "");
            return Stream.of(".csv", ".html", "-differences.csv")
                    .anyMatch(ending -> Files.exists(file.resolveSibling(name + ending), LinkOption.NOFOLLOW_LINKS));
        }
        if (!Files.isRegularFile(file)) {
            return true;
        }
        try {
            JsonValue there = Json.tree(Files.readString(file));
            return !identity(there).equals(identity(Json.tree(ReportJson.text(report))));
        } catch (JsonProcessingException | CharacterCodingException e) {
            return true;
        }
    }

    private static List<JsonValue> identity(JsonValue report) {
        List<JsonValue> identity = new ArrayList<>(List.of(report.path("title"), report.path("protocols")));
        for (JsonValue row : report.path("rows").elements()) {
            identity.add(row.path("name"));
            identity.add(row.path("trials"));
        }
        return identity;
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
        for (ReportRow row : report.rows()) {
            line(csv, row, "validation", "NDCG@10", row.validation());
            row.metrics().forEach((protocol, metrics) -> lines(csv, row, protocol, metrics));
            lines(csv, row, "probe", row.answers());
        }
        csv.close();
        return text.toString();
    }

    private static void lines(CsvWriter csv, ReportRow row, String protocol, Map<String, MeanAndDeviation> figures) {
        figures.forEach((metric, figure) -> line(csv, row, protocol, metric, figure));
    }

    private static void line(CsvWriter csv, ReportRow row, String protocol, String metric, MeanAndDeviation figure) {
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
