package org.end4rec.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.report.Comparison;
import org.end4rec.models.report.Report;
import org.end4rec.models.report.ReportRow;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.trial.Ablation;
import org.end4rec.models.trial.Measurements;
import org.end4rec.models.trial.TrialRunner;
import org.end4rec.models.trial.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec ablate}. */
@Command(
        name = "ablate",
        description = "Trains the whole END4Rec, and variants that lack one part or have another one in its place."
                + " Writes ablate.json, .csv and .html, with the learning curves.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = {"  end4rec ablate --events log.tsv --target buy --novel --out runs/ablation", "", BaseCommand.KEYS})
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class AblateCommand extends ExperimentCommand {
    @Mixin
    private LogOptions log;

    @Option(
            names = "--variants",
            split = ",",
            paramLabel = "NAME",
            description = "Variants, separated by commas: whole, paper, no-compactness, no-hard, no-soft, no-votes,"
                    + " mining-only, no-contrast, token, representation, no-feed-forward, end-to-end. Default: all.")
    private List<String> names = List.of();

    @Option(
            names = "--variant",
            paramLabel = "NAME:key=value,...",
            description =
                    "A variant of your own, such as small:dim=32,layers=1, or another model with its settings, such as"
                            + " attention:model=sasrec+b,heads=4; may be repeated.")
    private List<String> own = List.of();

    @Override
    List<Report> experiment(TrainingConfig base, Measurements measurements) throws IOException {
        List<Variant> variants = chosen(base);
        for (String text : own) {
            variants.add(parse(text));
        }
        checkVariants(variants, base);
        TrialRunner runner = runner(read(log), measurements);
        Comparison.expect(runner.plan(), variants, seeds());
        List<ReportRow> rows = Comparison.runVariants(runner, variants, base, seeds());
        int others = rows.size() - 1;
        String title = "END4Rec and " + others + (others == 1 ? " variant" : " variants");
        return List.of(Report.comparing("ablate", title, runner, rows));
    }

    private List<Variant> chosen(TrainingConfig base) {
        List<Variant> all = Ablation.variants(base);
        List<String> known = all.stream().map(Variant::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw usage("there is no variant '" + name + "'; the variants are " + String.join(", ", known));
            }
        }
        return new ArrayList<>(all.stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList());
    }

    private Variant parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw usage("--variant " + text + ": expected a name and settings, such as small:dim=32,layers=1");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String assignment : text.substring(colon + 1).split(",", -1)) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw usage("--variant " + text + ": '" + assignment + "' is not key=value");
            }
            settings.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        String model = settings.remove("model");
        if (model != null) {
            checkNames(List.of(model));
        }
        return new Variant(text.substring(0, colon), model == null ? Model.END4REC.toString() : model, settings);
    }
}
