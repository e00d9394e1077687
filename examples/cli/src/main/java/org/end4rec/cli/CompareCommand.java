package org.end4rec.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.models.report.Comparison;
import org.end4rec.models.report.Report;
import org.end4rec.models.report.ReportRow;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.trial.Measurements;
import org.end4rec.models.trial.SearchSpace;
import org.end4rec.models.trial.Trial;
import org.end4rec.models.trial.TrialRunner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec compare}. */
@Command(
        name = "compare",
        description = "Compares models on one split: the validation chooses the settings of each model from the same"
                + " number of trials, and the test measures these settings with several seeds. Writes"
                + " compare.json, .csv and .html, and compare-best.json, a configuration for train.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = {"  end4rec compare --events log.tsv --target buy --novel --out runs/comparison", "", BaseCommand.KEYS
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class CompareCommand extends ExperimentCommand {
    private static final int MOST_TRIALS = 10_000;

    @Mixin
    private LogOptions log;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "NAME",
            description = "Models, separated by commas, such as end4rec,sasrec,itemknn. Default: all without +v.")
    private List<String> models = Trial.models().stream()
            .filter(name -> Model.find(name)
                    .filter(model -> model.isBaseline() && model.votes())
                    .isEmpty())
            .toList();

    @Option(
            names = "--trials",
            paramLabel = "n",
            defaultValue = "1",
            description =
                    "Number of settings to try for each model: first the given ones, then others drawn from the search"
                            + " space. A key that --set sets keeps its value. Default: ${DEFAULT-VALUE}.")
    private int trials;

    @Option(
            names = "--counting-trials",
            paramLabel = "n",
            description = "The same number for count-based baselines, whose trials take seconds. Default: as --trials.")
    private @Nullable Integer countingTrials;

    @Option(names = "--space", paramLabel = "FILE", description = "A search space of your own, as JSON.")
    private @Nullable Path space;

    @Override
    List<Report> experiment(TrainingConfig base, Measurements measurements) throws IOException {
        checkModels(models, base);
        int counting = countingTrials == null ? trials : countingTrials;
        checkFromOne("--trials", trials, MOST_TRIALS);
        checkFromOne("--counting-trials", counting, MOST_TRIALS);
        SearchSpace values = space == null ? SearchSpace.standard() : SearchSpace.read(space);
        TrialRunner runner = runner(read(log), measurements);
        Comparison comparison = new Comparison(runner, values, base, assignedKeys(), trials, counting, seeds());
        List<ReportRow> rows = comparison.run(models);
        return List.of(Report.comparing("compare", title(comparison, counting), runner, rows));
    }

    /** Keeps the settings of the model that validates best, and prints the command that trains it for use. */
    @Override
    void sayNextStep(Report report, Path folder, TrainingConfig base) throws IOException {
        Optional<ReportRow> best = report.rows().stream()
                .max(Comparator.comparingDouble(row -> row.validation().mean()));
        if (best.isEmpty()) {
            return;
        }
        Trial trial = Trial.of(best.get().model(), base, best.get().settings(), base.seed());
        String name = report.kind() + "-best";
        Path file = folder.resolve(name + ".json");
        byte[] config = (ConfigFile.toJson(trial.toTrain()) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.at(file).write(out -> out.write(config));
        List<String> train = new ArrayList<>(List.of("train", "--config", file.toString()));
        train.addAll(log.arguments());
        train.addAll(List.of("--out", folder.resolve(name).toString()));
        say("%s has the best validation; to train it for use:%n  %s", trial.model(), toType(train));
    }

    /** The number of models, and of settings tried for each: fewer than asked for if the space has no more. */
    private String title(Comparison comparison, int counting) {
        List<String> fewer = models.stream()
                .filter(model -> comparison.fewerTrials(model) > 0)
                .map(model -> comparison.fewerTrials(model) + " of " + model)
                .toList();
        long countingModels = models.stream().filter(Trial::isCounting).count();
        int each = countingModels == models.size() ? counting : trials;
        boolean differ = countingModels > 0 && counting != each;
        return models.size()
                + (models.size() == 1 ? " model, " : " models, ")
                + (fewer.isEmpty() ? "" : "at most ")
                + each
                + (each == 1 ? " tuning trial each" : " tuning trials each")
                + (differ ? ", " + counting + " of count-based baselines" : "")
                + (fewer.isEmpty() ? "" : " (" + String.join(", ", fewer) + ")");
    }
}
