package org.end4rec.models.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.json.Json;
import org.end4rec.models.trial.TrialResult;

/** A report as JSON: every component under its name, without the metrics of single examples. */
final class ReportJson {
    private ReportJson() {}

    static String text(Report report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", report.kind());
        object.put("title", report.title());
        object.put("data", report.data());
        object.put("protocols", report.protocols());
        object.put("rows", report.rows().stream().map(ReportJson::row).toList());
        object.put(
                "differences",
                report.differences().stream().map(ReportJson::difference).toList());
        return Json.indented(object) + "\n";
    }

    private static Map<String, Object> row(ReportRow row) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        row.metrics().forEach((protocol, figures) -> metrics.put(protocol, figures(figures)));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", row.name());
        object.put("model", row.model());
        object.put("settings", row.settings());
        object.put("seeds", row.seeds());
        object.put("validation", figure(row.validation()));
        object.put("metrics", metrics);
        object.put("answers", figures(row.answers()));
        object.put("parameters", row.parameters());
        object.put("epochs", row.epochs());
        object.put("secondsPerStep", row.secondsPerStep());
        object.put("stepBytes", row.stepBytes());
        object.put("seconds", row.seconds());
        object.put("curves", row.curves().stream().map(ReportJson::curve).toList());
        object.put("trials", row.trials());
        return object;
    }

    private static List<Map<String, Object>> curve(List<TrialResult.Epoch> epochs) {
        return epochs.stream().map(TrialResult.Epoch::values).toList();
    }

    private static Map<String, Object> figures(Map<String, MeanAndDeviation> figures) {
        Map<String, Object> object = new LinkedHashMap<>();
        figures.forEach((name, figure) -> object.put(name, figure(figure)));
        return object;
    }

    private static Map<String, Object> figure(MeanAndDeviation figure) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("mean", figure.mean());
        object.put("deviation", figure.deviation());
        return object;
    }

    private static Map<String, Object> difference(Difference difference) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("protocol", difference.protocol());
        object.put("metric", difference.metric());
        object.put("reference", difference.reference());
        object.put("other", difference.other());
        object.put("mean", difference.mean());
        object.put("low", difference.low());
        object.put("high", difference.high());
        object.put("gain", difference.gain());
        object.put("p", difference.p());
        object.put("corrected", difference.corrected());
        return object;
    }
}
