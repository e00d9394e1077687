package org.end4rec.models.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.models.evaluation.Metrics;
import org.end4rec.models.trial.FinishedTrial;
import org.end4rec.models.trial.Measurements;
import org.end4rec.models.trial.TrialResult;
import org.end4rec.models.trial.TrialRunner;
import org.end4rec.models.trial.Variant;

/**
 * A variant over its seeds.
 *
 * @param name name of the variant
 * @param model name of the model
 * @param settings settings that differ from the base
 * @param seeds number of seeds
 * @param validation NDCG@10 on validation
 * @param metrics test metrics by protocol and name
 * @param answers answers of the probes
 * @param parameters number of trained parameters
 * @param epochs mean epochs trained
 * @param secondsPerStep median time of a training step of the last stage, averaged over the seeds
 * @param stepBytes most bytes that a training step kept on its tapes
 * @param seconds mean time of a trial
 * @param curves every epoch of each seed
 * @param trials keys of the trials in the store
 * @param perExample by {@code protocol metric}: the metric of every test example that the protocol ranks, averaged over
 *     the seeds
 */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
public record ReportRow(
        String name,
        String model,
        Map<String, String> settings,
        int seeds,
        MeanAndDeviation validation,
        Map<String, Map<String, MeanAndDeviation>> metrics,
        Map<String, MeanAndDeviation> answers,
        long parameters,
        double epochs,
        double secondsPerStep,
        long stepBytes,
        double seconds,
        List<List<TrialResult.Epoch>> curves,
        List<String> trials,
        Map<String, double[]> perExample) {
    /** No reference is null. */
    public ReportRow {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(curves, "curves");
        Objects.requireNonNull(trials, "trials");
        Objects.requireNonNull(perExample, "perExample");
    }

    static ReportRow of(Variant variant, List<FinishedTrial> finished, TrialRunner runner) throws IOException {
        List<TrialResult> results = finished.stream().map(FinishedTrial::result).toList();
        TrialResult first = results.get(0);
        Map<String, Map<String, MeanAndDeviation>> metrics = new LinkedHashMap<>();
        Map<String, double[]> perExample = new LinkedHashMap<>();
        for (String protocol : runner.measurements().protocols()) {
            List<Map<String, Double>> bySeed = new ArrayList<>();
            for (FinishedTrial each : finished) {
                bySeed.add(each.result().metrics().getOrDefault(protocol, Map.of()));
                addPerExample(runner.ranks(each, protocol), protocol, finished.size(), perExample);
            }
            metrics.put(protocol, figures(bySeed));
        }
        return new ReportRow(
                variant.name(),
                variant.model(),
                variant.settings(),
                finished.size(),
                MeanAndDeviation.of(
                        results.stream().map(TrialResult::validation).toList()),
                metrics,
                figures(results.stream().map(TrialResult::answers).toList()),
                first.parameters(),
                results.stream().mapToInt(TrialResult::epochs).average().orElse(0),
                results.stream()
                        .mapToDouble(TrialResult::secondsPerStep)
                        .average()
                        .orElse(0),
                results.stream().mapToLong(TrialResult::stepBytes).max().orElse(0),
                results.stream().mapToDouble(TrialResult::seconds).average().orElse(0),
                results.stream().map(TrialResult::curve).toList(),
                finished.stream().map(FinishedTrial::key).toList(),
                perExample);
    }

    private static Map<String, MeanAndDeviation> figures(List<Map<String, Double>> bySeed) {
        Map<String, MeanAndDeviation> figures = new LinkedHashMap<>();
        for (String name : bySeed.get(0).keySet()) {
            figures.put(
                    name,
                    MeanAndDeviation.of(bySeed.stream()
                            .map(values -> values.getOrDefault(name, Double.NaN))
                            .toList()));
        }
        return figures;
    }

    private static void addPerExample(int[] ranks, String protocol, int seeds, Map<String, double[]> perExample) {
        double[] gains = perExample.computeIfAbsent(protocol + " NDCG@10", key -> new double[ranks.length]);
        double[] hits = perExample.computeIfAbsent(protocol + " HR@10", key -> new double[ranks.length]);
        for (int i = 0; i < ranks.length; i++) {
            gains[i] += Metrics.ndcg(ranks[i], Measurements.MAIN_CUTOFF) / seeds;
            hits[i] += Metrics.hitRate(ranks[i], Measurements.MAIN_CUTOFF) / seeds;
        }
    }

    /**
     * A test metric.
     *
     * @throws IllegalArgumentException if it was not measured
     */
    public MeanAndDeviation metric(String protocol, String metric) {
        MeanAndDeviation figure = metrics.getOrDefault(protocol, Map.of()).get(metric);
        if (figure == null) {
            throw new IllegalArgumentException("Row: there is no " + metric + " under " + protocol + " of " + name);
        }
        return figure;
    }
}
