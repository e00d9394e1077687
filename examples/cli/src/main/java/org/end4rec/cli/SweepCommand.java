package org.end4rec.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.end4rec.models.report.Comparison;
import org.end4rec.models.report.Report;
import org.end4rec.models.report.ReportRow;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.trial.ExperimentData;
import org.end4rec.models.trial.Measurements;
import org.end4rec.models.trial.TrialRunner;
import org.end4rec.models.trial.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec sweep}. */
@Command(
        name = "sweep",
        description = "Trains one model with several values of one setting, and shows quality, parameters and time of a"
                + " step for each value. Writes sweep-KEY.json, .csv and .html; the names begin with sweep-MODEL-KEY"
                + " if the model is not END4Rec.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = {"  end4rec sweep --events log.tsv --target buy --key dim --values 32,64 --out s", "", BaseCommand.KEYS
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class SweepCommand extends ExperimentCommand {
    @Mixin
    private LogOptions log;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "end4rec",
            description = "The model. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "A key of the configuration, such as chunks, or a setting of a count-based baseline.")
    private String key;

    @Option(
            names = "--values",
            required = true,
            split = ",",
            paramLabel = "VALUE",
            description = "The values of the key, separated by commas, such as 1,2,4,8.")
    private List<String> values;

    @Override
    List<Report> experiment(TrainingConfig base, Measurements measurements) throws IOException {
        checkNames(List.of(model));
        if (key.equals("model") || key.equals("seed")) {
            throw usage("--key " + key
                    + " cannot be swept; 'end4rec compare' compares models, and --seeds sets the number of seeds");
        }
        List<Variant> variants = values.stream()
                .map(value -> new Variant(key + "=" + value, model, Map.of(key, value)))
                .toList();
        checkVariants(variants, base);
        ExperimentData data = read(log);
        TrialRunner runner = runner(data, measurements);
        Comparison.expect(runner.plan(), variants, seeds());
        List<ReportRow> rows = Comparison.runVariants(runner, variants, base, seeds());
        String kind = "sweep-" + (model.equals(Model.END4REC.toString()) ? "" : model + "-") + key;
        return List.of(
                Report.listing(kind, "The " + key + " of " + model, data.name(), measurements.protocols(), rows));
    }
}
