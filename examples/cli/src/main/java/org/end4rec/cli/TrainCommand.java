package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.run.Manifest;
import org.end4rec.models.run.QualityChange;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunException;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.ServingModel;
import org.end4rec.models.run.TrainedRun;
import org.end4rec.models.run.TrainingOptions;
import org.end4rec.models.run.TrainingRun;
import org.end4rec.models.run.WarmStart;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.vectors.VectorTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec train}. */
@Command(
        name = "train",
        description = "Trains a model on a log of events, evaluates it on held-out events and keeps both in a folder.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = {
            "  end4rec train --events log.tsv.gz --target buy --out runs/a",
            "  end4rec train --from runs/a --events later.tsv.gz --out runs/b",
            "",
            BaseCommand.KEYS
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class TrainCommand extends BaseCommand {
    /** Options that may be given when a run is resumed; some of them are compared with what the run says. */
    private static final Set<String> OF_A_RUN = Set.of(
            "--out",
            "--resume",
            "--json",
            "--threads",
            "--target",
            "--novel",
            ItemVectorsOption.NAME,
            "--model",
            "--preset",
            "--config",
            "--set",
            "--seed",
            "--from");

    @Mixin
    private LogOptions log;

    @Mixin
    private ItemVectorsOption itemVectors;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path folder;

    @Option(
            names = "--force",
            description = "Make the run in a folder that has other files. Its files stay; a run is never replaced.")
    private boolean force;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = ModelNames.class,
            description = "The model to train: ${COMPLETION-CANDIDATES}. With +b a baseline embeds behaviors too.")
    private @Nullable String model;

    @Mixin
    private FromOptions earlier;

    @Mixin
    private PresetOption preset;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration as JSON.")
    private @Nullable Path configFile;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Sets a key of the configuration; may be repeated, and overrides --config.")
    private List<String> assignments = List.of();

    @Option(names = "--seed", paramLabel = "n", description = "Seed of everything random.")
    private @Nullable Long seed;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--resume",
            description = "Resume the run in --out where it stopped, with its data and settings. --events may be"
                    + " given again; the command checks that it is the same log.")
    private boolean resume;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        int count = threads.value(this);
        checkFolder();
        try (TrainingRun run = resume && RunFolder.exists(folder) ? TrainingRun.resume(open(), count) : start(count)) {
            return train(run, count);
        }
    }

    private int train(TrainingRun training, int count) throws IOException {
        Optional<TrainedRun> trained = TrainingSession.train(training, this);
        if (trained.isEmpty()) {
            return Interruption.EXIT_CODE;
        }
        RunFolder run = training.folder();
        say("evaluating the best model on the test events");
        TestFigures figures =
                TestFigures.of(trained.get(), RankingProtocol.FULL, Evaluator.DEFAULT_CUTOFFS, count, this);
        run.saveMetrics(figures.toMap());
        QualityChange change = earlier.change(run, count, this);
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("run", folder.toString());
            answer.put("log", LogSummary.of(run.data().histories()).toMap());
            answer.putAll(figures.toMap());
            if (change != null) {
                answer.put("change", change);
            }
            printJson(answer);
        } else {
            figures.print(out());
            if (!run.config().model().isCounted()) {
                figures.explainValidation(run.data().split().novel(), out());
            }
            if (change != null) {
                FromOptions.print(change, out());
            }
            out().println("The run is in " + folder + ".");
        }
        return 0;
    }

    private void checkFolder() {
        checkNamed(folder);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw usage("--out " + folder + " is a file; name a folder, which is made if it does not exist");
        }
    }

    private RunFolder open() throws IOException {
        RunFolder run = RunFolder.open(folder);
        TrainingConfig wanted = configured(run.config());
        if (!wanted.equals(run.config())) {
            throw usage("the run in " + folder + " has its own configuration, which --config, --set, --model and"
                    + " --seed cannot change; leave them out, or start another run in another folder");
        }
        Manifest manifest = run.manifest();
        if (log.target() != null && !log.target().equals(manifest.target())) {
            throw usage("the run in " + folder + " predicts " + manifest.target() + ", not " + log.target()
                    + "; leave --target out, or start another run in another folder");
        }
        if (log.novel() && !manifest.novel()) {
            throw usage("the run in " + folder
                    + " was started without --novel; leave --novel out, or start another run in another folder");
        }
        itemVectors.checkResumed(folder, manifest, this);
        earlier.checkOrigin(run, this);
        checkData(run);
        say("the run in %s is resumed with its own data and settings", folder);
        return run;
    }

    /** A run has data of its own: an option about a log is checked or refused, never ignored. */
    private void checkData(RunFolder run) throws IOException {
        String events = log.events();
        if (events == null) {
            List<String> passedOver =
                    given().stream().filter(each -> !OF_A_RUN.contains(each)).toList();
            if (!passedOver.isEmpty()) {
                String options = String.join(", ", passedOver);
                throw usage("the run in " + folder + " has its own data, which " + options + " cannot change; leave "
                        + options + " out, or start another run in another folder");
            }
            return;
        }
        if (earlier.from() == null && WarmStart.origin(run) != null) {
            throw usage("the run in " + folder + " began from the run in " + WarmStart.origin(run)
                    + "; give --from too, or leave --events out");
        }
        if (earlier.from() == null && run.manifest().novel() && !log.novel()) {
            throw usage("the run in " + folder + " was started with --novel; give --novel too, or leave --events out");
        }
        say("comparing %s with the data of the run in %s", events, folder);
        RunData read = earlier.from() == null
                ? log.read(run.manifest().target(), this)
                : earlier.start(RunFolder.open(earlier.from()), log, this).data();
        String difference = SameData.difference(read, run.data());
        if (difference != null) {
            throw usage("--events " + events + " is not the log that the run in " + folder + " is trained on: it has "
                    + difference + "; leave the options about the log out to resume with the data of the run, or start"
                    + " another run in another folder");
        }
    }

    private TrainingRun start(int count) throws IOException {
        if (earlier.from() != null) {
            return continueFrom(earlier.from(), count);
        }
        String events = log.events();
        String target = log.target();
        if (resume && ServingModel.isAt(folder)) {
            throw usage("--out " + folder + " holds an export for serving, which cannot be trained; give the folder of"
                    + " the run that it was made from");
        }
        if (events == null || target == null) {
            throw usage("a new run needs --events or --data, and --target (--resume continues a run; there is none in "
                    + folder + ")");
        }
        checkNew();
        TrainingConfig config = configured(TrainingConfig.DEFAULTS);
        VectorTable vectors = itemVectors.read();
        if (vectors != null && config.model().isCounted()) {
            throw usage(ItemVectorsOption.NAME + " is for models with an encoder; " + config.model()
                    + " counts events and has no vectors; leave " + ItemVectorsOption.NAME + " out");
        }
        RunData data = log.read(target, this);
        TrainingOptions options = TrainingOptions.of(target)
                .novel(log.novel())
                .config(config)
                .threads(count)
                .source(itemVectors.source(events + log.changes(this)))
                .beside(force);
        return TrainingRun.create(
                folder,
                data,
                vectors == null
                        ? options
                        : itemVectors.on(options, vectors, data.histories().items(), this));
    }

    private TrainingRun continueFrom(Path from, int count) throws IOException {
        checkNew();
        WarmStart start = earlier.start(RunFolder.open(from), log, this);
        TrainingConfig config = with(preset.changed(start.config(), configFile, this));
        try {
            return TrainingRun.continueFrom(
                    start.withConfig(config), folder, log.events() + log.changes(this), force, count);
        } catch (ConfigException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private void checkNew() {
        try {
            RunFolder.checkNew(folder, force);
        } catch (RunException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** The preset and the configuration file if there are any, else {@code base}; then the single keys. */
    private TrainingConfig configured(TrainingConfig base) throws IOException {
        return with(preset.configured(base, configFile, this));
    }

    private TrainingConfig with(TrainingConfig config) {
        List<String> keys = new ArrayList<>(assignments);
        if (model != null) {
            keys.add("model=" + model);
        }
        if (seed != null) {
            keys.add("seed=" + seed);
        }
        try {
            return ConfigFile.set(config, keys);
        } catch (ConfigException e) {
            String message = String.valueOf(e.getMessage());
            throw usage(model == null ? message : message.replaceFirst("^--set: model ", "--model: model "));
        }
    }
}
