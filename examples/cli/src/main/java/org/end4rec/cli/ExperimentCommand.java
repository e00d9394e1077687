package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.end4rec.models.data.Example;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.report.Report;
import org.end4rec.models.report.ReportFiles;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.trial.ExperimentData;
import org.end4rec.models.trial.Measurements;
import org.end4rec.models.trial.StoppedException;
import org.end4rec.models.trial.Trial;
import org.end4rec.models.trial.TrialPlan;
import org.end4rec.models.trial.TrialRunner;
import org.end4rec.models.trial.TrialStore;
import org.end4rec.models.trial.Variant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The common part of the commands that run experiments: settings, the store of trials, progress, Ctrl-C, and the report
 * on the screen. The same command with the same --out resumes where it stopped.
 */
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
abstract class ExperimentCommand extends BaseCommand {
    private static final int MOST_SEEDS = 1000;
    private static final String TRIALS = "trials";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for reports and finished trials. Run the same command again to resume after a stop:"
                    + " a finished trial is not run again.")
    private Path folder;

    @Option(names = "--force", description = "Write to a folder that has other files but no trials. Its files stay.")
    private boolean force;

    @Option(
            names = "--seeds",
            paramLabel = "n",
            defaultValue = "3",
            description = "How often each variant is trained, with another seed each time. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--protocol",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "full",
            description =
                    "Ranking protocols, separated by commas, such as full,sampled:99; each of them ranks with the same"
                            + " trained models. Default: ${DEFAULT-VALUE}.")
    private List<String> protocols;

    @Mixin
    private PresetOption preset;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration as JSON.")
    private @Nullable Path configFile;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Sets a key of the configuration for all models; may be repeated, and overrides --config.")
    private List<String> assignments = List.of();

    @Mixin
    private ThreadsOption threads;

    private final List<TrialRunner> runners = new CopyOnWriteArrayList<>();
    private final TrialPlan plan = new TrialPlan();
    private @Nullable TrialStore store;

    @Override
    public final Integer call() throws IOException {
        checkFromOne("--seeds", seeds, MOST_SEEDS);
        checkNamed(folder);
        checkFolder();
        TrainingConfig base = set(preset.configured(defaults(), configFile, this), assignments);
        Measurements measurements = measurements(base);
        threads.value(this);
        Interruption interruption = new Interruption(() -> runners.forEach(TrialRunner::stop), inTime -> sayStopped());
        try {
            List<Report> reports = experiment(base, measurements);
            for (Report report : reports) {
                Report written = ReportFiles.write(folder, report);
                new ReportTable(written).print(out());
                if (!written.kind().equals(report.kind())) {
                    say("%s was written by another command and stays", folder.resolve(report.kind() + ".json"));
                }
                say("wrote %s, .csv and .html, and its charts", folder.resolve(written.kind() + ".json"));
                sayNextStep(written, folder, base);
            }
        } catch (StoppedException e) {
            return Interruption.EXIT_CODE;
        } finally {
            interruption.close();
        }
        return 0;
    }

    /** A folder of experiments has trials, another may be empty. */
    private void checkFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        if (RunFolder.exists(folder)) {
            throw usage("--out " + folder + " is the folder of a run; choose another folder for the experiment");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            if (!force
                    && !Files.isDirectory(folder.resolve(TRIALS))
                    && entries.iterator().hasNext()) {
                throw usage(
                        "--out " + folder + " is not empty and has no trials of an experiment; choose another folder,"
                                + " or give --force to write to this folder; its files stay");
            }
        }
    }

    /** Checks the options of the command, runs the experiment, and returns its report. */
    abstract List<Report> experiment(TrainingConfig base, Measurements measurements) throws IOException;

    /** Says what to do with the results of a report; nothing by default. */
    void sayNextStep(Report report, Path folder, TrainingConfig base) throws IOException {}

    /** A runner of trials on that data. */
    final TrialRunner runner(ExperimentData data, Measurements measurements) throws IOException {
        if (store == null) {
            String validation =
                    RankingProtocol.validation(data.data().split().novel()).name();
            say(
                    "the validation ranks %s, the test %s; metrics of different protocols cannot be compared",
                    validation, String.join(", ", protocols));
        }
        TrialStore trials = store == null ? new TrialStore(folder.resolve(TRIALS)) : store;
        store = trials;
        TrialRunner runner =
                new TrialRunner(data, measurements, trials, threads.value(this), plan, new ExperimentProgress(this));
        runners.add(runner);
        measurements.protocols().forEach(protocol -> sayLeftOut(runner, protocol));
        return runner;
    }

    private void sayLeftOut(TrialRunner runner, String protocol) {
        List<Example> test = runner.data().data().split().test();
        Set<Example> ranked = new HashSet<>(runner.examples(protocol));
        List<Example> left =
                test.stream().filter(example -> !ranked.contains(example)).toList();
        if (!left.isEmpty()) {
            int user = left.get(0).user();
            say(
                    "%s leaves out %,d of %,d test examples for every model: their users, such as %s, have had nearly"
                            + " all items",
                    protocol,
                    left.size(),
                    test.size(),
                    runner.data().data().histories().users().id(user));
        }
    }

    /** The data that {@code --events} and its companions name. */
    final ExperimentData read(LogOptions log) throws IOException {
        String events = log.events();
        String target = log.target();
        if (events == null || target == null) {
            throw usage("the experiment needs --events or --data, and --target: the log, and the behavior to predict");
        }
        RunData data = log.read(target, this);
        String name = events + ", target " + target + (log.novel() ? ", novel items only" : "") + log.changes(this)
                + leftOut(data);
        return ExperimentData.of(name, data);
    }

    /** The number of examples that the protocols leave out, if any. */
    private String leftOut(RunData data) {
        int items = data.histories().items().size();
        List<Example> test = data.split().test();
        StringBuilder text = new StringBuilder();
        for (String name : protocols) {
            int left = test.size()
                    - RankingProtocol.parse(name, 0)
                            .rankable(items, test, data.histories()::items)
                            .size();
            text.append(left == 0 ? "" : ", " + name + " without " + left + " of " + test.size() + " test examples");
        }
        return text.toString();
    }

    /** The configuration if no file gives one. */
    TrainingConfig defaults() throws IOException {
        return TrainingConfig.DEFAULTS;
    }

    final TrialPlan plan() {
        return plan;
    }

    final int seeds() {
        return seeds;
    }

    /** The keys that {@code --set} sets. */
    final Set<String> assignedKeys() {
        Set<String> keys = new LinkedHashSet<>();
        for (String assignment : assignments) {
            keys.add(assignment.substring(0, assignment.indexOf('=')).strip());
        }
        return keys;
    }

    /** Refuses a number that is not from 1 to the largest allowed. */
    final void checkFromOne(String option, int number, int most) {
        if (number < 1 || number > most) {
            throw usage(option + " is " + number + "; it must be from 1 to " + most);
        }
    }

    /** Refuses unknown models, repeated names, and models that do not fit the settings. */
    final void checkModels(List<String> models, TrainingConfig base) {
        checkNames(models);
        checkVariants(
                models.stream()
                        .map(model -> new Variant(model, model, Map.of()))
                        .toList(),
                base);
    }

    /** Refuses unknown models and repeated names. */
    final void checkNames(List<String> models) {
        for (String model : models) {
            if (!Trial.models().contains(model)) {
                throw usage("there is no model '" + model + "'; the models are " + String.join(", ", Trial.models()));
            }
        }
        if (Set.copyOf(models).size() < models.size()) {
            throw usage("--models names a model twice: " + String.join(",", models));
        }
    }

    /** Refuses settings that no trial can have, and repeated names. */
    final void checkVariants(List<Variant> variants, TrainingConfig base) {
        Set<String> names = new LinkedHashSet<>();
        for (Variant variant : variants) {
            if (!names.add(variant.name())) {
                throw usage("there are two variants named '" + variant.name() + "'; give them different names");
            }
            try {
                Trial.of(variant.model(), base, variant.settings(), base.seed());
            } catch (ConfigException e) {
                throw usage(variant.name() + ": " + e.getMessage());
            }
        }
    }

    private Measurements measurements(TrainingConfig base) {
        try {
            return Measurements.of(protocols, base.seed());
        } catch (IllegalArgumentException e) {
            throw usage("--protocol: " + FailureReport.withoutClassName(String.valueOf(e.getMessage())));
        }
    }

    private void sayStopped() {
        say(
                "%nend4rec: stopped after %d of %d trials; they are kept. Run the same command again to resume",
                plan.done(), plan.all());
    }
}
