package org.end4rec.models.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.end4rec.models.trial.Ablation;
import org.end4rec.models.trial.ExperimentListener;
import org.end4rec.models.trial.FinishedTrial;
import org.end4rec.models.trial.SearchSpace;
import org.end4rec.models.trial.StoppedException;
import org.end4rec.models.trial.TinyExperiment;
import org.end4rec.models.trial.Trial;
import org.end4rec.models.trial.TrialPlan;
import org.end4rec.models.trial.TrialResult;
import org.end4rec.models.trial.TrialRunner;
import org.end4rec.models.trial.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final List<String> MODELS = List.of("sasrec", "itemknn", "popularity");

    @TempDir
    Path folder;

    // values

    @Test
    void theBestOnValidationRunsWithAllSeeds() throws IOException {
        TinyExperiment.Notes notes = new TinyExperiment.Notes();
        List<ReportRow> rows = compare(folder, notes, MODELS);
        assertThat(rows).extracting(ReportRow::name).isEqualTo(MODELS);
        assertThat(rows).extracting(ReportRow::seeds).containsExactly(2, 1, 1);
        for (ReportRow row : rows.subList(0, 2)) {
            FinishedTrial best = notes.done.stream()
                    .filter(trial -> trial.trial().model().equals(row.model()))
                    .limit(3)
                    .max(Comparator.comparing(trial -> trial.result().validation()))
                    .orElseThrow();
            assertThat(row.trials()).contains(best.key());
        }
        // 3 + 2, 3 + 1 and 1 trials, of which the first with the best settings is a tuning trial
        assertThat(notes.done).hasSize(10);
        assertThat(notes.trained()).isEqualTo(8);
    }

    @Test
    void anInterruptedComparisonResumes() throws IOException {
        List<ReportRow> whole = compare(folder.resolve("whole"), new TinyExperiment.Notes(), MODELS);
        List<TrialRunner> self = new ArrayList<>();
        TinyExperiment.Notes first = new TinyExperiment.Notes();
        TrialRunner runner = TinyExperiment.runner(folder.resolve("parts"), new ExperimentListener() {
            @Override
            public void trialDone(FinishedTrial trial, TrialPlan plan) {
                first.trialDone(trial, plan);
                if (plan.done() == 2) {
                    self.get(0).stop();
                }
            }
        });
        self.add(runner);
        assertThatThrownBy(() -> comparison(runner).run(MODELS)).isInstanceOf(StoppedException.class);
        assertThat(first.trained()).isEqualTo(2);
        TinyExperiment.Notes second = new TinyExperiment.Notes();
        List<ReportRow> parts = compare(folder.resolve("parts"), second, MODELS);
        assertThat(second.trained()).isEqualTo(6);
        assertThat(parts)
                .extracting(ReportRow::metrics)
                .isEqualTo(whole.stream().map(ReportRow::metrics).toList());
        assertThat(parts)
                .extracting(ReportRow::trials)
                .isEqualTo(whole.stream().map(ReportRow::trials).toList());
    }

    @Test
    void countingModelsMayHaveMoreTrials() throws IOException {
        TinyExperiment.Notes notes = new TinyExperiment.Notes();
        TrialRunner runner = TinyExperiment.runner(folder, notes);
        comparison(runner, 1, 5, 1).run(List.of("sasrec", "markov"));
        assertThat(notes.trained()).isEqualTo(1 + 5);
        assertThat(runner.plan().all()).isEqualTo(1 + 5 + 1);
        assertThat(runner.plan().done()).isEqualTo(7);
    }

    /** A trial with a learning rate that is far too large fails; the other settings continue. */
    @Test
    void aTrialThatDivergesIsNoneOfTheBest() throws IOException {
        Path space = Files.writeString(
                folder.resolve("space.json"), "{\"*\": {\"learningRate\": [1e29, 1e30], \"clipNorm\": [0]}}");
        List<String> failed = new ArrayList<>();
        TinyExperiment.Notes notes = new TinyExperiment.Notes() {
            @Override
            public void trialFailed(Trial trial, String cause, TrialPlan plan) {
                failed.add(cause);
            }
        };
        TrialRunner runner = TinyExperiment.runner(folder.resolve("trials"), notes);
        Comparison comparison = new Comparison(runner, SearchSpace.read(space), TinyExperiment.BASE, Set.of(), 3, 1, 1);
        List<ReportRow> rows = comparison.run(List.of("sasrec", "popularity"));
        assertThat(failed).hasSize(2).allMatch(cause -> cause.contains("the loss is"));
        assertThat(rows.get(0).trials()).containsExactly(notes.done.get(0).key());
        assertThat(notes.trained()).isEqualTo(2);
        assertThat(runner.plan().done()).isEqualTo(runner.plan().all());
    }

    @Test
    void differencesArePairedByExample() throws IOException {
        TrialRunner runner = TinyExperiment.runner(folder, ExperimentListener.NONE);
        Report report =
                Report.comparing("compare", "x", runner, comparison(runner).run(MODELS));
        assertThat(report.differences()).hasSize(8);
        for (Difference each : report.differences()) {
            double[] a = perExample(report, each.reference(), each);
            double[] b = perExample(report, each.other(), each);
            double mean = Arrays.stream(a).average().orElseThrow()
                    - Arrays.stream(b).average().orElseThrow();
            assertThat(each.mean()).isCloseTo(mean, within(1e-12));
            assertThat(each.low()).isLessThanOrEqualTo(each.mean());
            assertThat(each.high()).isGreaterThanOrEqualTo(each.mean());
            assertThat(each.corrected()).isBetween(each.p(), 1.0);
            assertThat(each.reference()).isNotEqualTo(each.other());
        }
        ReportRow best = report.rows().stream()
                .max(Comparator.comparing(row -> row.metric("full", "NDCG@10").mean()))
                .orElseThrow();
        assertThat(report.differences()).extracting(Difference::reference).containsOnly(best.name());
    }

    private static double[] perExample(Report report, String name, Difference difference) {
        return report.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .perExample()
                .getOrDefault(difference.protocol() + " " + difference.metric(), new double[0]);
    }

    @Test
    void writesAllFiles() throws IOException {
        TrialRunner runner = TinyExperiment.runner(folder.resolve("trials"), ExperimentListener.NONE);
        List<Variant> variants =
                List.of(new Variant("a <b>", "sasrec", Map.of()), new Variant("c,d", "markov", Map.of("window", "2")));
        Report report = Report.comparing(
                "compare", "x & y", runner, Comparison.runVariants(runner, variants, TinyExperiment.BASE, 1));
        ReportFiles.write(folder, report);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("compare.json").toFile());
        assertThat(json.path("rows").size()).isEqualTo(2);
        assertThat(json.path("rows")
                        .path(0)
                        .path("metrics")
                        .path("full")
                        .path("NDCG@10")
                        .path("mean")
                        .asDouble())
                .isEqualTo(report.rows().get(0).metric("full", "NDCG@10").mean());
        assertThat(json.path("rows").path(0).has("perExample")).isFalse();
        // validation, and 9 metrics under 2 protocols, for each row
        List<String> lines = Files.readAllLines(folder.resolve("compare.csv"));
        assertThat(lines).hasSize(1 + 2 * 19);
        assertThat(lines.get(20)).startsWith("\"c,d\",markov,validation,NDCG@10,");
        assertThat(Files.readAllLines(folder.resolve("compare-differences.csv")))
                .hasSize(1 + 4);
        ReportRow row = report.rows().get(0);
        assertThat(Files.readString(folder.resolve("compare.html")))
                .contains("<title>x &amp; y</title>", "a &lt;b&gt;", "<svg", "c,d")
                .contains(">" + row.metric("full", "NDCG@10") + "</text>")
                .contains(String.format(Locale.ROOT, ">%,d</text>", row.parameters()))
                .contains(String.format(Locale.ROOT, ">%.1f</text>", 1e3 * row.secondsPerStep()))
                .contains(String.format(Locale.ROOT, ">%.1f</text>", 1e-6 * row.stepBytes()))
                .doesNotContain("a <b>", "NaN", "http");
        // what the page shows, and what it is drawn with
        assertThat(Files.readString(folder.resolve("charts/compare-HR10-full.svg")))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=")
                .contains("<style>", ">" + row.metric("full", "HR@10") + "</text>")
                .endsWith("</svg>\n");
        assertThat(names(folder.resolve("charts")))
                .containsExactlyInAnyOrder(
                        "compare-HR10-full.svg",
                        "compare-NDCG10-full.svg",
                        "compare-HR10-sampled-9.svg",
                        "compare-NDCG10-sampled-9.svg",
                        "compare-parameters.svg",
                        "compare-time.svg",
                        "compare-memory.svg",
                        "compare-curves.svg");
    }

    /** They have neither parameters nor steps nor epochs to draw. */
    @Test
    void countingModelsHaveNoChartsOfCosts() throws IOException {
        TrialRunner runner = TinyExperiment.runner(folder.resolve("trials"), ExperimentListener.NONE);
        List<Variant> variants = List.of(new Variant("markov", "markov", Map.of()));
        ReportFiles.write(
                folder,
                Report.listing(
                        "sweep",
                        "x",
                        "y",
                        List.of("full"),
                        Comparison.runVariants(runner, variants, TinyExperiment.BASE, 1)));
        assertThat(names(folder.resolve("charts")))
                .containsExactlyInAnyOrder("sweep-HR10-full.svg", "sweep-NDCG10-full.svg");
    }

    @Test
    void aReportLeavesFilesOfOthersAndNothingStaleOfItsOwn() throws IOException {
        TrialRunner runner = TinyExperiment.runner(folder.resolve("trials"), ExperimentListener.NONE);
        Report report = Report.listing(
                "compare",
                "x",
                "y",
                List.of("full"),
                Comparison.runVariants(
                        runner, List.of(new Variant("markov", "markov", Map.of())), TinyExperiment.BASE, 1));
        Path foreign = Files.writeString(folder.resolve("compare-differences.csv"), "of nobody's report");
        assertThat(ReportFiles.write(folder, report).kind()).isEqualTo("compare-2");
        assertThat(foreign).hasContent("of nobody's report");
        Files.delete(folder.resolve("compare-2.json"));
        Files.delete(foreign);
        assertThat(ReportFiles.write(folder, report).kind()).isEqualTo("compare");
        Files.writeString(folder.resolve("compare-differences.csv"), "of this report as it was");
        assertThat(ReportFiles.write(folder, report).kind()).isEqualTo("compare");
        assertThat(folder.resolve("compare-differences.csv")).doesNotExist();
        Files.writeString(folder.resolve("compare.json"), "no JSON");
        Files.delete(folder.resolve("compare-2.csv"));
        Files.delete(folder.resolve("compare-2.html"));
        assertThat(ReportFiles.write(folder, report).kind()).isEqualTo("compare-2");
        assertThat(folder.resolve("compare.json")).hasContent("no JSON");
        assertThat(folder.resolve("charts/compare-2-HR10-full.svg")).exists();
    }

    @Test
    void everyVariantOfTheAblationTrains() throws IOException {
        TrialRunner runner = TinyExperiment.runner(folder, ExperimentListener.NONE);
        List<Variant> variants = Ablation.variants(TinyExperiment.BASE);
        List<ReportRow> rows = Comparison.runVariants(runner, variants, TinyExperiment.BASE, 1);
        assertThat(rows)
                .extracting(ReportRow::name)
                .startsWith("whole")
                .hasSize(variants.size())
                .doesNotHaveDuplicates();
        assertThat(rows)
                .extracting(row -> row.curves().get(0).stream()
                        .map(TrialResult.Epoch::stage)
                        .distinct()
                        .toList())
                .contains(List.of("mining", "soft", "joint"), List.of("mining", "hard", "joint"), List.of("joint"));
        ReportRow whole = rows.get(0);
        ReportRow endToEnd = rows.get(rows.size() - 1);
        assertThat(endToEnd.parameters()).isEqualTo(whole.parameters());
        assertThat(endToEnd.epochs()).isEqualTo(whole.epochs());
        assertThat(rows.get(3).name()).isEqualTo("no-hard");
        assertThat(rows.get(3).parameters()).isLessThan(whole.parameters());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    // errors

    @Test
    void refusesNumbersBelowOne() throws IOException {
        TrialRunner runner = TinyExperiment.runner(folder, ExperimentListener.NONE);
        assertThatThrownBy(() -> comparison(runner, 0, 1, 1))
                .hasMessage("Comparison: trials is 0; it must be at least 1");
        assertThatThrownBy(() -> comparison(runner, 1, 0, 1))
                .hasMessage("Comparison: countingTrials is 0; it must be at least 1");
        assertThatThrownBy(() -> comparison(runner, 1, 1, 0))
                .hasMessage("Comparison: seeds is 0; it must be at least 1");
    }

    private static List<ReportRow> compare(Path folder, ExperimentListener listener, List<String> models)
            throws IOException {
        return comparison(TinyExperiment.runner(folder, listener)).run(models);
    }

    private static Comparison comparison(TrialRunner runner) {
        return comparison(runner, 3, 3, 2);
    }

    private static Comparison comparison(TrialRunner runner, int trials, int countingTrials, int seeds) {
        return new Comparison(
                runner, SearchSpace.standard(), TinyExperiment.BASE, Set.of(), trials, countingTrials, seeds);
    }
}
