package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.end4rec.models.data.EventLabel;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.recommend.Explanation;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunException;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.TrainedRun;
import org.end4rec.models.run.TrainingOptions;
import org.end4rec.models.run.TrainingRun;
import org.end4rec.models.training.TrainingConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec quickstart}. */
@Command(
        name = "quickstart",
        description = "Makes a shop with known noise, trains END4Rec on it stage by stage, measures what it"
                + " recommends and which events it drops, and shows what to do next. Takes a few minutes.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec quickstart")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class QuickstartCommand extends BaseCommand {
    private static final String FOLDER = "quickstart";
    private static final String LOG = "shop.tsv";
    private static final int SHOWN = 5;

    /** An option that the library's message names and this command does not have. */
    private static final Pattern FORCE = Pattern.compile("Choose another folder, or give --force.*");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run. Default: quickstart, or quickstart-2 and so on if quickstart exists.")
    private @Nullable Path folder;

    @Option(names = "--users", paramLabel = "n", description = "Number of users of the shop.")
    private @Nullable Integer users;

    @Option(names = "--set", paramLabel = "key=value", description = "Sets a key of the configuration.")
    private List<String> assignments = List.of();

    @Option(names = "--seed", paramLabel = "n", description = "Seed of the shop and of the training.")
    private @Nullable Long seed;

    @Mixin
    private PresetOption preset;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        int count = threads.value(this);
        Path out = folder == null ? freeFolder() : folder;
        if (RunFolder.exists(out)) {
            throw usage(out + " holds a run already; choose another folder, or resume it: "
                    + TrainingSession.resumeCommand(out));
        }
        try {
            RunFolder.checkNew(out, false);
        } catch (RunException e) {
            throw usage(FORCE.matcher(String.valueOf(e.getMessage())).replaceFirst("Choose another folder"));
        }
        QuickstartSettings settings = QuickstartSettings.load();
        TrainingConfig config = configured(settings.training());
        SyntheticShop shop = shop(settings, config.seed());
        Histories histories = Histories.of(shop.log());
        RunData data = RunData.leaveLastOut(histories, settings.target(), settings.novel());
        TrainingOptions options = TrainingOptions.of(settings.target())
                .novel(settings.novel())
                .config(config)
                .threads(count)
                .source(LOG);
        try (TrainingRun run = TrainingRun.create(out, data, options)) {
            return train(run, shop, settings, data.histories(), count);
        }
    }

    /** {@code labelled} are the histories of the run with the labels of the shop. */
    private int train(TrainingRun run, SyntheticShop shop, QuickstartSettings settings, Histories labelled, int count)
            throws IOException {
        Path out = run.folder().path();
        shop.write(out.resolve(LOG));
        say("made a shop: %s", LogSummary.of(shop.log()));
        say(
                "%.0f %% of the events are accidental clicks, %.0f %% belong to outdated interests; the model"
                        + " does not know which events these are",
                100 * settings.hardRate(), 100 * settings.softRate());
        say("training END4Rec stage by stage to predict the next purchase (Ctrl-C stops it; nothing is lost)");
        Optional<TrainedRun> trained = TrainingSession.train(run, this);
        if (trained.isEmpty()) {
            return Interruption.EXIT_CODE;
        }
        report(run.folder(), trained.get(), shop, labelled, count);
        return 0;
    }

    private void report(RunFolder run, TrainedRun trained, SyntheticShop shop, Histories labelled, int count)
            throws IOException {
        TestFigures figures = TestFigures.of(trained, RankingProtocol.FULL, Evaluator.DEFAULT_CUTOFFS, count, this);
        Recommender recommender = Recommender.of(trained);
        say("looking for the accidental clicks");
        NoiseReport noise = NoiseReport.of(recommender, labelled, run.data().split());
        Map<String, Object> metrics = new LinkedHashMap<>(figures.toMap());
        metrics.put("noise", noise.toMap());
        run.saveMetrics(metrics);
        String user = userToShow(recommender, labelled, run.data().split());
        List<HistoryEvent> history = recommender.historyOf(user);
        List<Recommendation> items = recommender.recommend(history, SHOWN);
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("run", run.path().toString());
            answer.put("log", LogSummary.of(shop.log()).toMap());
            answer.putAll(metrics);
            answer.put("user", user);
            answer.put("items", items);
            printJson(answer);
            return;
        }
        out().println();
        figures.print(out());
        figures.explainValidation(run.data().split().novel(), out());
        out().println();
        noise.print(out());
        out().println();
        out().println("Recommended to user " + user + ":");
        RecommendCommand.table(items).print(out());
        out().println();
        printDropped(recommender.explain(history), history.size(), user, labelled);
        out().println();
        printNextSteps(run.path(), user);
    }

    /** The first test user with a dropped accidental click, else with any dropped event, else the first of all. */
    private static String userToShow(Recommender recommender, Histories labelled, Split split) {
        int shown = 0;
        for (Example example : split.test()) {
            int user = example.user();
            List<Explanation> explanations =
                    recommender.explain(recommender.historyOf(labelled.users().id(user)));
            int first = labelled.length(user) - explanations.size();
            for (int i = 0; i < explanations.size(); i++) {
                if (!explanations.get(i).kept()) {
                    shown = shown == 0 ? user : shown;
                    if (NoiseReport.label(labelled, user, first + i).equals(EventLabel.ACCIDENTAL.id())) {
                        return labelled.users().id(user);
                    }
                }
            }
        }
        return labelled.users().id(shown == 0 ? split.test().get(0).user() : shown);
    }

    private void printDropped(List<Explanation> explanations, int events, String user, Histories labelled) {
        Table table = new Table("item", "behavior", "keep probability", "in truth");
        int number = labelled.users().number(user);
        int first = events - explanations.size();
        int dropped = 0;
        for (int i = 0; i < explanations.size(); i++) {
            Explanation each = explanations.get(i);
            if (!each.kept()) {
                dropped++;
                table.add(
                        each.item(),
                        each.behavior(),
                        String.format(Locale.ROOT, "%.3f", each.keepProbability()),
                        NoiseReport.label(labelled, number, first + i));
            }
        }
        out().println(String.format(
                Locale.ROOT,
                "Of this user's newest %d events the Hard Noise Eliminator dropped %d%s",
                explanations.size(),
                dropped,
                dropped == 0 ? "." : ":"));
        if (dropped > 0) {
            table.print(out());
        }
    }

    private void printNextSteps(Path run, String user) {
        out().println("The run is in " + run + ", the shop's log in " + run.resolve(LOG) + ". What to try next:");
        List<List<String>> commands = List.of(
                List.of("serve", "--run", run.toString()),
                List.of("recommend", "--run", run.toString(), "--user", user),
                List.of("explain", "--run", run.toString(), "--user", user),
                List.of("evaluate", "--run", run.toString(), "--protocol", "unseen"),
                List.of("train", "--events", "your-log.csv", "--target", "buy", "--out", "my-run"));
        for (List<String> command : commands) {
            out().println("  " + toType(command));
        }
        out().flush();
    }

    private TrainingConfig configured(TrainingConfig base) throws IOException {
        TrainingConfig set = set(preset.configured(base, null, this), assignments);
        TrainingConfig config = seed == null ? set : set(set, List.of("seed=" + seed));
        if (config.model().isBaseline() || !config.end4rec().hard()) {
            throw usage("quickstart shows which events END4Rec's Hard Noise Eliminator drops, so model must be end4rec"
                    + " and hard must be true; found model=" + config.model() + " and hard="
                    + config.end4rec().hard()
                    + ". 'end4rec generate' and 'end4rec train' accept all settings");
        }
        return config;
    }

    private SyntheticShop shop(QuickstartSettings settings, long shopSeed) {
        try {
            return new SyntheticShop(settings.shop(users == null ? settings.users() : users, shopSeed));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** The name of a folder in which a run can be made. */
    private Path freeFolder() {
        Path free = Path.of(FOLDER);
        for (int number = 2; isTaken(free); number++) {
            free = Path.of(FOLDER + "-" + number);
        }
        return free;
    }

    private static boolean isTaken(Path folder) {
        try {
            RunFolder.checkNew(folder, false);
            return false;
        } catch (RunException taken) {
            return true;
        }
    }
}
