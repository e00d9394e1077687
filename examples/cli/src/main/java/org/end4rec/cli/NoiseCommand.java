package org.end4rec.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.probe.EliminatorProbe;
import org.end4rec.models.probe.FilterProbe;
import org.end4rec.models.probe.InjectedNoise;
import org.end4rec.models.report.Comparison;
import org.end4rec.models.report.Report;
import org.end4rec.models.report.ReportRow;
import org.end4rec.models.run.RunData;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.trial.ExperimentData;
import org.end4rec.models.trial.Measurements;
import org.end4rec.models.trial.TrialRunner;
import org.end4rec.models.trial.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec noise}. */
@Command(
        name = "noise",
        description = "Without --events: trains models on shops whose noise is known, one for each pair of --hard and"
                + " --soft, and measures quality and how well END4Rec finds the accidental clicks. With --events:"
                + " trains models on the log and puts random items into the histories of the test; --rates has the"
                + " shares of these items. Writes noise-shop or noise-injected .json, .csv and .html.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = {"  end4rec noise --hard 0,0.2,0.4 --seeds 5 --out runs/noise", "", BaseCommand.KEYS})
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class NoiseCommand extends ExperimentCommand {
    private static final String SHOP_TARGET = "buy";

    /** Options without a meaning for a shop; a shop is always split with --novel. */
    private static final List<String> OF_LOGS = List.of(
            "--target",
            "--test",
            "--test-overlap",
            "--rates",
            "--columns",
            "--separator",
            "--skip-bad-rows",
            "--keep-copies",
            "--behaviors",
            "--drop-behaviors",
            "--from-time",
            "--to-time",
            "--repeats-within",
            "--max-user-quantile",
            "--sample-users",
            "--min-user-events",
            "--min-item-events",
            "--split-time",
            "--validation-time",
            "--split-targets",
            "--cold-users",
            "--train-on");

    @Mixin
    private LogOptions log;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "end4rec,sasrec,itemknn,popularity",
            description = "Models, separated by commas. Default: ${DEFAULT-VALUE}.")
    private List<String> models;

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "share",
            defaultValue = "0,0.1,0.2,0.3,0.5",
            description = "With --events: shares of random items among the events. Default: ${DEFAULT-VALUE}.")
    private List<Double> rates;

    @Option(
            names = "--hard",
            split = ",",
            paramLabel = "share",
            defaultValue = "0,0.2,0.4",
            description = "Shares of accidental clicks among a shop's events. Default: ${DEFAULT-VALUE}.")
    private List<Double> hard;

    @Option(
            names = "--soft",
            split = ",",
            paramLabel = "share",
            defaultValue = "0,0.2,0.4",
            description = "Shares of events of outdated interests. Default: ${DEFAULT-VALUE}.")
    private List<Double> soft;

    @Mixin
    private ShopOptions size;

    @Override
    List<Report> experiment(TrainingConfig base, Measurements measurements) throws IOException {
        checkModels(models, base);
        if (log.events() == null) {
            for (String option : OF_LOGS) {
                if (isGiven(option)) {
                    throw usage(option + " needs a log; give the log with --events, or leave " + option + " out");
                }
            }
        }
        return log.events() == null ? shops(base, measurements) : injected(base, measurements);
    }

    /** The settings of the quickstart for a shop, which has the same size. */
    @Override
    TrainingConfig defaults() throws IOException {
        return log.events() == null ? QuickstartSettings.load().training() : TrainingConfig.DEFAULTS;
    }

    private List<Report> injected(TrainingConfig base, Measurements measurements) throws IOException {
        Measurements withNoise;
        try {
            RankingProtocol main =
                    RankingProtocol.parse(measurements.protocols().get(0), measurements.seed());
            withNoise = measurements.with(new InjectedNoise(main, rates, base.seed()));
        } catch (IllegalArgumentException e) {
            throw usage("--rates: " + FailureReport.withoutClassName(String.valueOf(e.getMessage())));
        }
        ExperimentData data = read(log);
        TrialRunner runner = runner(data, withNoise);
        Comparison.expect(runner.plan(), variants(""), seeds());
        List<ReportRow> rows = Comparison.runVariants(runner, variants(""), base, seeds());
        return List.of(Report.listing(
                "noise-injected", "Random items in the histories", data.name(), measurements.protocols(), rows));
    }

    private List<Report> shops(TrainingConfig base, Measurements measurements) throws IOException {
        List<SyntheticShop.Config> grid = new ArrayList<>();
        try {
            for (double hardRate : hard) {
                for (double softRate : soft) {
                    grid.add(size.shop(hardRate, softRate, base.seed()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        grid.forEach(shop -> Comparison.expect(plan(), variants(""), seeds()));
        List<ReportRow> rows = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            SyntheticShop.Config shop = grid.get(i);
            say("shop %d of %d: hard noise %s, soft noise %s", i + 1, grid.size(), shop.hardRate(), shop.softRate());
            rows.addAll(Comparison.runVariants(
                    runner(data(shop), measurements.with(new EliminatorProbe()).with(new FilterProbe())),
                    variants(" hard " + shop.hardRate() + " soft " + shop.softRate()),
                    base,
                    seeds()));
        }
        String data = "shops of " + size + "; target buy, novel items only";
        return List.of(Report.listing("noise-shop", "Known noise", data, measurements.protocols(), rows));
    }

    private static ExperimentData data(SyntheticShop.Config config) {
        Histories histories = Histories.of(new SyntheticShop(config).log());
        return ExperimentData.of(config.toString(), RunData.leaveLastOut(histories, SHOP_TARGET, true));
    }

    private List<Variant> variants(String suffix) {
        return models.stream()
                .map(model -> new Variant(model + suffix, model, Map.of()))
                .toList();
    }
}
