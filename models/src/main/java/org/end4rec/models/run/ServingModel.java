package org.end4rec.models.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;

/**
 * A trained model with all that recommending needs, and without any user: parameters, ids of items and behaviors, how
 * often each item occurs, and the counted votes. It is exported to a folder or to one zip. Immutable.
 *
 * <pre>{@code
 * ServingModel.of(RunFolder.open(Path.of("runs/a"))).write(Path.of("model.zip"));
 * Recommender recommender = Recommender.load(Path.of("model.zip"));
 * }</pre>
 */
public final class ServingModel {
    static final String COUNTS = "item.count";

    private final TrainingConfig config;
    private final TrainedModel model;
    private final Histories ids;
    private final int[] itemCounts;
    private final double[] behaviorCounts;
    private final int target;
    private final boolean novel;

    private ServingModel(
            TrainingConfig config,
            TrainedModel model,
            Histories ids,
            int[] itemCounts,
            double[] behaviorCounts,
            int target,
            boolean novel) {
        this.config = config;
        this.model = model;
        this.ids = ids;
        this.itemCounts = itemCounts;
        this.behaviorCounts = behaviorCounts;
        this.target = target;
        this.novel = novel;
    }

    /**
     * The best model of a run.
     *
     * @throws RunException as {@link RunFolder#loadModel()}
     */
    public static ServingModel of(RunFolder run) throws IOException {
        return of(run, ProgressListener.NONE);
    }

    /** As {@link #of(RunFolder)}; {@code counting} as in {@link RunFolder#loadModel(ProgressListener)}. */
    public static ServingModel of(RunFolder run, ProgressListener counting) throws IOException {
        return of(TrainedRun.load(run, counting));
    }

    /**
     * A model that was trained in memory, or loaded.
     *
     * @throws UnsupportedOperationException if the model is count-based: it needs the events of its run
     */
    public static ServingModel of(TrainedRun trained) {
        if (!(trained.model() instanceof TrainedModel model)) {
            throw new UnsupportedOperationException(
                    "ServingModel: the model " + trained.model().name()
                            + " counts events, so it cannot go without its run; serve the run's folder");
        }
        RunData data = trained.data();
        Histories known = data.histories();
        double[] counts = data.behaviorCounts();
        return new ServingModel(
                trained.config(),
                model,
                withoutUsers(known.items(), known.behaviors()),
                data.itemCounts(),
                Arrays.copyOfRange(counts, 1, counts.length),
                data.split().targetBehavior(),
                data.split().novel());
    }

    private static Histories withoutUsers(Vocabulary items, Vocabulary behaviors) {
        return Histories.of(Vocabulary.of(List.of()), items, behaviors, new int[2], new int[0], new int[0]);
    }

    /**
     * Whether there is a folder of an export at a path, or any file, which may be the zip of an export. If not, there
     * may be a run.
     */
    public static boolean isAt(Path where) {
        return ServingFiles.isAt(where);
    }

    /**
     * Reads an export: a folder or a zip.
     *
     * @throws RunException naming the file if one is missing, damaged or of another export, or a newer version wrote it
     */
    public static ServingModel read(Path where) throws IOException {
        return read(ServingFiles.at(where));
    }

    /**
     * Reads a zip, such as a resource of the class path, to its end. Needs memory of its size, beside the model's own.
     *
     * @throws RunException as {@link #read(Path)}
     */
    public static ServingModel read(InputStream zip) throws IOException {
        Objects.requireNonNull(zip, "zip: there is no stream; check the name of the resource");
        return read(ServingFiles.in(zip, Path.of("the zip")));
    }

    private static ServingModel read(ServingFiles files) throws IOException {
        ServingManifest manifest = ServingManifest.read(files);
        Path configFile = files.path(ServingFiles.CONFIG);
        byte[] text = manifest.text(files, ServingFiles.CONFIG);
        TrainingConfig config = RunFile.guarded(
                configFile, () -> ConfigFile.fromJson(JsonFile.utf8(text, configFile), "" + configFile));
        Path vocabulary = files.path(ServingFiles.VOCABULARY);
        byte[] idText = manifest.text(files, ServingFiles.VOCABULARY);
        List<Vocabulary> lists = RunFile.guarded(vocabulary, () -> VocabularyFile.parse(idText, vocabulary));
        Histories ids = withoutUsers(lists.get(1), lists.get(2));
        long bytes = manifest.checkSize(files, ServingFiles.MODEL);
        EncoderSize.check(configFile, config, ids, files.path(ServingFiles.MODEL), bytes);
        checkBehaviors(manifest, ids.behaviors().size(), files.path(ServingFiles.MANIFEST));
        SequenceEncoder encoder = RunFile.guarded(
                configFile,
                () -> config.model()
                        .architecture()
                        .create(config, ids.items().size(), manifest.behaviorCounts(), manifest.target()));
        Stage stage = loadParameters(files, manifest, encoder);
        int[] counts = itemCounts(files, manifest, ids.items().size());
        TrainedModel model = new TrainedModel(
                encoder, stage, votes(files, manifest, ids.items().size(), config.votes()));
        return new ServingModel(
                config, model, ids, counts, manifest.behaviorCounts(), manifest.target(), manifest.novel());
    }

    private static void checkBehaviors(ServingManifest manifest, int behaviors, Path file) throws RunException {
        double[] counts = manifest.behaviorCounts();
        boolean isValid = counts.length == behaviors && manifest.target() >= 1 && manifest.target() <= behaviors;
        for (double count : counts) {
            isValid &= count >= 0 && count < Double.POSITIVE_INFINITY;
        }
        if (!isValid) {
            throw new RunException(
                    file + " does not fit the " + behaviors + " behaviors of the vocabulary; " + ServingManifest.AGAIN);
        }
    }

    private static Stage loadParameters(ServingFiles files, ServingManifest manifest, SequenceEncoder encoder)
            throws IOException {
        Stage stage = encoder.stages().stream()
                .filter(each -> each.name().equals(manifest.stage()))
                .findFirst()
                .orElseThrow(() -> new RunException(files.path(ServingFiles.MANIFEST) + " names the stage '"
                        + manifest.stage() + "', which the model " + encoder.name() + " does not have; "
                        + ServingManifest.AGAIN));
        Path file = files.path(ServingFiles.MODEL);
        SafeTensors saved = manifest.tensors(files, ServingFiles.MODEL);
        RunFile.guarded(file, () -> {
            new ParameterFile(manifest.identity(), true).check(saved, file, stage.name(), encoder.parameters());
            ParameterFile.copy(ParameterFile.values(saved, file, "", encoder.parameters()), encoder.parameters());
            return stage;
        });
        return stage;
    }

    private static int[] itemCounts(ServingFiles files, ServingManifest manifest, int items) throws IOException {
        Path file = files.path(ServingFiles.POPULARITY);
        SafeTensors saved = manifest.tensors(files, ServingFiles.POPULARITY);
        return RunFile.guarded(file, () -> {
            int[] counts = saved.ints(COUNTS);
            Map<String, String> metadata = saved.metadata();
            boolean isOurs = manifest.identity().equals(metadata.get(ParameterFile.RUN))
                    && metadata.containsKey(SafeTensors.CHECKSUM)
                    && counts.length == items + 1
                    && Arrays.stream(counts).allMatch(count -> count >= 0);
            if (!isOurs) {
                throw new RunException(file + " is of another export; " + ServingManifest.AGAIN);
            }
            return counts;
        });
    }

    private static Votes votes(ServingFiles files, ServingManifest manifest, int items, int neighbors)
            throws IOException {
        VoteWeights weights = manifest.votes();
        if (weights == null) {
            return Votes.NONE;
        }
        if (!manifest.names(ServingFiles.NEIGHBORS)) {
            return Votes.worthless(weights);
        }
        Path file = files.path(ServingFiles.NEIGHBORS);
        SafeTensors saved = manifest.tensors(files, ServingFiles.NEIGHBORS);
        NeighborVotes votes = RunFile.guarded(file, () -> {
            NeighborVotes read = NeighborVotes.of(saved, items, neighbors, weights.shrinkage(), manifest.identity());
            if (read == null) {
                throw new RunException(file + " was counted with other settings; " + ServingManifest.AGAIN);
            }
            return read;
        });
        return Votes.of(votes, weights);
    }

    /**
     * Exports the model. A path that ends in {@code .zip} becomes one file, which replaces an existing file wholly or
     * not at all; any other path becomes a new folder. Equal models give equal bytes.
     *
     * @throws RunException if the folder exists and has files
     */
    public void write(Path target) throws IOException {
        new ServingExport(this).write(target);
    }

    /** The configuration that the model was trained with. */
    public TrainingConfig config() {
        return config;
    }

    /** The model. */
    public TrainedModel model() {
        return model;
    }

    /** The ids of items and behaviors; there are no users and no events. */
    public Histories ids() {
        return ids;
    }

    /** [V+1] how often each item occurs among the events that training saw. Not to be modified. */
    public int[] itemCounts() {
        return itemCounts;
    }

    /** [R] mean number of events of each behavior per user. */
    double[] behaviorCounts() {
        return behaviorCounts;
    }

    /** Whether the model predicts only items that are new to the user. */
    public boolean novel() {
        return novel;
    }

    /** Number of the target behavior. */
    int target() {
        return target;
    }
}
