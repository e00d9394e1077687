package org.end4rec.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SkippedRows;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.TestTargets;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.run.Manifest;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec train}. */
@Command(
        name = "train",
        description = "Trains a model on a log of events, evaluates it on held-out events and keeps both in a folder.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class TrainCommand extends BaseCommand {
    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "The log: CSV or TSV, plain or gzip, with a header that names user_id, item_id, behavior and"
                    + " timestamp.")
    private @Nullable Path events;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "Held-out events; without it each user's last target is held out.")
    private @Nullable Path test;

    @Option(names = "--target", paramLabel = "BEHAVIOR", description = "The behavior to predict, such as buy.")
    private @Nullable String target;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path folder;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "The model to train: end4rec, or a baseline: sasrec, fmlprec, mbstr, gru4rec, bert4rec; with +b it"
                            + " embeds behaviors too.")
    private @Nullable String model;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration as JSON.")
    private @Nullable Path configFile;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Sets a key of the configuration; may be repeated, and goes before --config.")
    private List<String> assignments = List.of();

    @Option(names = "--novel", description = "Hide earlier events on the target item from the input.")
    private boolean novel;

    @Option(names = "--seed", paramLabel = "n", description = "Seed of everything random.")
    private @Nullable Long seed;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--resume",
            description = "Go on with the run in --out where it stopped, with its data and settings.")
    private boolean resume;

    @Option(
            names = "--columns",
            paramLabel = "LIST",
            description = "Columns of a log without header, such as user,item,behavior,timestamp; - ignores one.")
    private @Nullable String columns;

    @Option(names = "--separator", paramLabel = "S", description = "The separator, if it is not found by itself.")
    private @Nullable String separator;

    @Option(names = "--skip-bad-rows", description = "Leave out rows that cannot be read, and count them.")
    private boolean skipBadRows;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        int count = threads.value(this);
        RunFolder run = resume && RunFolder.exists(folder) ? open() : create();
        if (!new TrainingSession(run, count, this).train()) {
            return Interruption.EXIT_CODE;
        }
        say("evaluating the best model on the test events");
        TestFigures figures = TestFigures.of(run, RankingProtocol.FULL, Evaluator.DEFAULT_CUTOFFS, count);
        run.saveMetrics(figures.toMap());
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("run", folder.toString());
            answer.put("log", LogSummary.of(run.data().histories()).toMap());
            answer.putAll(figures.toMap());
            printJson(answer);
        } else {
            figures.print(out());
            out().println("The run is in " + folder + ".");
        }
        return 0;
    }

    private RunFolder open() throws IOException {
        RunFolder run = RunFolder.open(folder);
        TrainingConfig wanted = configured(run.config());
        if (!wanted.equals(run.config())) {
            throw usage("the run in " + folder + " has a configuration of its own, and it cannot be changed by"
                    + " --config, --set, --model or --seed; leave them out, or start another run in another folder");
        }
        Manifest manifest = run.manifest();
        if (target != null && !target.equals(manifest.target())) {
            throw usage("the run in " + folder + " predicts " + manifest.target() + ", not " + target
                    + "; leave --target out, or start another run in another folder");
        }
        if (novel && !manifest.novel()) {
            throw usage("the run in " + folder
                    + " was started without --novel; leave it out, or start another run in another folder");
        }
        say("the run in %s goes on with its own data and settings", folder);
        return run;
    }

    private RunFolder create() throws IOException {
        if (events == null || target == null) {
            throw usage("a new run needs --events and --target (--resume goes on with a run; there is none in " + folder
                    + ")");
        }
        if (RunFolder.exists(folder)) {
            throw usage(folder + " holds a run already; choose another folder, or go on with it by --resume");
        }
        TrainingConfig config = configured(TrainingConfig.DEFAULTS);
        EventLogReader reader = reader();
        EventLog log = reader.read(events);
        Histories histories = Histories.of(log);
        say("%s: %s", events, LogSummary.of(histories));
        saySkipped(log.skipped());
        Split split = test == null
                ? Split.leaveLastOut(histories, target, novel)
                : Split.withTest(histories, targets(reader, test, log), target, novel);
        say(
                "%,d examples to train on, %,d for validation, %,d for the test",
                split.train().size(), split.validation().size(), split.test().size());
        Manifest manifest = Manifest.of(config.model(), target, novel, events.toString());
        return RunFolder.create(folder, manifest, config, new RunData(histories, split));
    }

    /** The configuration file if there is one, else {@code base}; then the single keys. */
    private TrainingConfig configured(TrainingConfig base) throws IOException {
        TrainingConfig config = configFile == null ? base : ConfigFile.read(configFile);
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
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private EventLogReader reader() {
        EventLogReader reader = new EventLogReader().skipBadRows(skipBadRows);
        try {
            reader = columns == null ? reader : reader.columns(columns);
            return separator == null ? reader : reader.separator(separator);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private TestTargets targets(EventLogReader reader, Path file, EventLog log) throws IOException {
        TestTargets targets = reader.readTestTargets(file, log);
        say("%s: %,d test events", file, targets.size());
        int unknown = targets.unknownUsers() + targets.unknownItems() + targets.unknownBehaviors();
        if (unknown > 0) {
            say(
                    "left out %,d test events that the log cannot predict: %,d of unknown users, %,d of unknown items,"
                            + " %,d of unknown behaviors",
                    unknown, targets.unknownUsers(), targets.unknownItems(), targets.unknownBehaviors());
        }
        saySkipped(targets.skipped());
        return targets;
    }

    private void saySkipped(SkippedRows skipped) {
        if (skipped.count() > 0) {
            say("skipped %,d bad rows, the first: %s", skipped.count(), skipped.first());
        }
    }
}
