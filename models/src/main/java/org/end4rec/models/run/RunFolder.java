package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.io.FileSteps;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.json.Json;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.RunStore;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingState;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run: manifest, configuration, ids, events, the best parameters of each stage, two checkpoints, the
 * log of epochs, votes, metrics and a lock. docs/usage.md lists the files. Each file is replaced wholly or not at all,
 * and a file with another checksum is refused. Any fault of the folder ends in a {@link RunException} that names the
 * file.
 */
public final class RunFolder implements RunStore {
    static final String CONFIG = "config.json";
    private static final String METRICS = "metrics.json";

    /** The files that are written once. */
    static final List<String> CHECKED = List.of(CONFIG, RunData.VOCABULARY, RunData.EVENTS);

    private final Path folder;
    private final Manifest manifest;
    private final TrainingConfig config;
    private final RunData data;
    private final ParameterFile files;
    private final StageFiles stages;
    private final Checkpoints checkpoints;
    private final EpochLog epochs;
    private final FileSteps steps;
    private @Nullable RunLock lock;

    RunFolder(
            Path folder, ManifestFile manifest, TrainingConfig config, RunData data, String identity, FileSteps steps) {
        this.folder = folder;
        this.manifest = manifest.manifest();
        this.config = config;
        this.data = data;
        this.files = new ParameterFile(identity, this.manifest.format() > 1);
        this.stages = new StageFiles(folder, files);
        this.checkpoints = new Checkpoints(folder, files, steps);
        this.epochs = new EpochLog(folder);
        this.steps = steps;
    }

    /** The same run with other steps of writing, for tests. */
    RunFolder withSteps(FileSteps other) throws IOException {
        return new RunFolder(folder, ManifestFile.read(folder), config, data, files.identity(), other);
    }

    /** Whether the folder holds a run, or anything with the name of a manifest. */
    public static boolean exists(Path folder) {
        try {
            return RunFile.isThere(folder.resolve(ManifestFile.NAME));
        } catch (RunException unknown) {
            // opening it says what is wrong
            return true;
        }
    }

    /** Whether a path is the path of a file of a run, existing or future, in upper or lower case. */
    public static boolean isFileOfRun(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent != null && exists(parent) && NewFolder.isOfRuns(String.valueOf(file.getFileName()));
    }

    /**
     * Refuses a folder in which {@link #create} cannot make a run.
     *
     * @param beside whether the folder may have files whose names no run uses; they stay
     * @throws RunException if the folder holds a run already, or files that must not be mixed with a run
     */
    public static void checkNew(Path folder, boolean beside) throws RunException {
        NewFolder.check(folder, beside);
    }

    /**
     * Makes the folder of a new run.
     *
     * @throws RunException if the folder is neither absent nor empty
     */
    public static RunFolder create(Path folder, Manifest manifest, TrainingConfig config, RunData data)
            throws IOException {
        return create(folder, manifest, config, data, false);
    }

    /** As {@link #create(Path, Manifest, TrainingConfig, RunData)}, {@code beside} as in {@link #checkNew}. */
    public static RunFolder create(Path folder, Manifest manifest, TrainingConfig config, RunData data, boolean beside)
            throws IOException {
        return NewRun.create(folder, manifest, config, data, beside, null);
    }

    /**
     * Opens the folder of a run.
     *
     * @throws RunException if there is none, a newer version wrote it, or it is damaged
     */
    public static RunFolder open(Path folder) throws IOException {
        ManifestFile manifest = ManifestFile.read(folder);
        for (String name : CHECKED) {
            manifest.check(name);
        }
        Path configFile = folder.resolve(CONFIG);
        RunFile.size(configFile, RunFile.MOST_OF_A_TEXT);
        TrainingConfig config = RunFile.guarded(configFile, () -> ConfigFile.readRun(configFile));
        RunData data = RunData.read(folder);
        RunFolder run = new RunFolder(folder, manifest, config, data, manifest.identity(CHECKED), FileSteps.real());
        EncoderSize.check(configFile, config, data, run.parameterFiles(manifest));
        return run;
    }

    /** Files with the shapes of the parameters, the newest first. */
    private List<Path> parameterFiles(ManifestFile found) {
        List<Path> paths = new ArrayList<>(List.of(checkpoints.last(), checkpoints.previous()));
        found.stages().forEach(stage -> paths.add(0, folder.resolve(stage)));
        return paths;
    }

    /**
     * Keeps other trainings out of the folder. Whoever trains takes the lock before the checkpoint is loaded.
     *
     * @throws RunException if another training has the folder, or the folder cannot be written
     */
    public RunLock lock() throws IOException {
        RunLock taken = RunLock.of(folder);
        lock = taken;
        return taken;
    }

    /** The folder's path. */
    public Path path() {
        return folder;
    }

    /** The manifest. */
    public Manifest manifest() {
        return manifest;
    }

    /** The configuration of the run. */
    public TrainingConfig config() {
        return config;
    }

    /** Events, ids and examples. */
    public RunData data() {
        return data;
    }

    /** A new encoder of the run's kind and size, with fresh parameters. */
    public SequenceEncoder newEncoder() {
        return Encoders.create(config, data);
    }

    /**
     * Loads the best parameters of the last stage that has any into the encoder.
     *
     * @return that stage
     * @throws RunException if no stage has an epoch yet, or the file is damaged, of another run, or was deleted
     */
    public Stage loadBest(SequenceEncoder encoder) throws IOException {
        return stages.loadNewest(encoder);
    }

    /**
     * The last checkpoint, its parameters loaded into the encoder; null before the first epoch. If it cannot be read,
     * the checkpoint before it, which leads to the same bits.
     *
     * @param damage called with the fault of the last checkpoint
     */
    public @Nullable Checkpoint loadCheckpoint(SequenceEncoder encoder, Consumer<String> damage) throws IOException {
        int lines = epochs.size();
        List<String> named = ManifestFile.read(folder).stages();
        boolean hasStart = named.contains(Checkpoints.LAST);
        // the first line is older than the first checkpoint
        if ((lines > 1 || named.size() > 1 || hasStart) && !checkpoints.isAny()) {
            throw new RunException("there is no file " + checkpoints.last() + ", but the run "
                    + (lines == 0 && hasStart ? "starts from it" : "has trained " + lines + " epochs")
                    + ": the file was deleted. Restore it from a copy, or train again in another folder");
        }
        return checkpoints.load(encoder, damage);
    }

    /**
     * The best parameters of a stage by name; empty if it has none.
     *
     * @throws RunException as {@link #loadBest}
     */
    public Map<String, float[]> bestOf(int index, SequenceEncoder encoder) throws IOException {
        return stages.values(index, encoder);
    }

    @Override
    public void saveBest(int index, Stage stage, Parameters parameters) throws IOException {
        stages.save(index, stage, parameters, own(), steps);
    }

    @Override
    public void saveCheckpoint(TrainingState progress, Parameters parameters, AdamW optimizer) throws IOException {
        own();
        checkpoints.save(progress, parameters, optimizer);
        epochs.writeMissing(steps);
    }

    /** Is called before the checkpoint of its epoch. If the line cannot be written, {@link #saveCheckpoint} fails. */
    @Override
    public void append(EpochReport report) throws IOException {
        epochs.append(report, steps);
    }

    /**
     * The manifest as it is now.
     *
     * @throws RunException if it was deleted, or the folder now holds another run
     */
    private ManifestFile own() throws IOException {
        ManifestFile found = ManifestFile.read(folder);
        if (manifest.format() > 1 && !found.identity(CHECKED).equals(files.identity())) {
            throw new RunException(
                    folder + " now holds another run, so nothing was written to it. Train again in another folder");
        }
        return found;
    }

    /** All files that were written once must be as they were. */
    private ManifestFile whole() throws IOException {
        ManifestFile found = own();
        for (String name : CHECKED) {
            found.check(name);
        }
        return found;
    }

    /**
     * Writes the final metrics.
     *
     * @throws RunException if a file that the run needs was deleted or changed meanwhile
     */
    public void saveMetrics(Map<String, ?> metrics) throws IOException {
        String text = Json.text(Objects.requireNonNull(metrics, "metrics")) + "\n";
        ManifestFile found = whole();
        found.checkLate(VotesFile.NAME);
        epochs.write(steps);
        found.replace(METRICS, text, steps);
    }

    /**
     * Writes the neighbors that vote, so that they need not be counted again; to be called before {@link #saveVotes}.
     */
    public void saveNeighbors(NeighborVotes votes) throws IOException {
        NeighborFile.save(folder, files.identity(), votes);
    }

    /**
     * Writes the weights of the votes.
     *
     * @throws RunException as {@link #saveMetrics}
     */
    public void saveVotes(VoteWeights weights) throws IOException {
        Objects.requireNonNull(weights, "weights");
        saveText(VotesFile.NAME, VotesFile.text(weights));
    }

    /** Writes a text with its checksum in the manifest. */
    void saveText(String name, String text) throws IOException {
        whole().replace(name, text, steps);
    }

    /** The neighbors as they were saved; counted again if they were not. */
    NeighborVotes loadNeighbors(int neighbors, double shrinkage, ProgressListener counting) throws IOException {
        return NeighborFile.load(folder, files.identity(), data, neighbors, shrinkage, counting);
    }

    /**
     * The best model, see {@link #loadBest}, with its votes if their weights are saved. {@link TrainedRun#load} loads
     * any model.
     *
     * @throws UnsupportedOperationException if the model is a count-based baseline
     * @throws RunException if no stage has an epoch yet, or a file is damaged
     */
    public TrainedModel loadModel() throws IOException {
        return loadModel(ProgressListener.NONE);
    }

    /**
     * As {@link #loadModel()}.
     *
     * @param counting called with the progress of counting, which a run of version 0.1.0 needs, since it has no file of
     *     neighbors
     */
    public TrainedModel loadModel(ProgressListener counting) throws IOException {
        Objects.requireNonNull(counting, "counting");
        SequenceEncoder encoder = RunFile.guarded(folder.resolve(CONFIG), this::newEncoder);
        Stage stage = loadBest(encoder);
        boolean hasVotes = ManifestFile.has(folder, VotesFile.NAME);
        if (lock == null) {
            // a training is about to replace the metrics
            ManifestFile.has(folder, METRICS);
        }
        if (config.votes() == 0 || !hasVotes) {
            return new TrainedModel(encoder, stage);
        }
        VoteWeights weights = VotesFile.read(folder);
        if (weights.weight() == 0) {
            return new TrainedModel(encoder, stage, Votes.worthless(weights));
        }
        NeighborVotes neighbors = loadNeighbors(config.votes(), weights.shrinkage(), counting);
        return new TrainedModel(encoder, stage, Votes.of(neighbors, weights));
    }
}
