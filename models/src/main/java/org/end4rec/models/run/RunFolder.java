package org.end4rec.models.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.Checksum;
import org.end4rec.core.io.FileSteps;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.baseline.NeighborVotes;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.json.Json;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.Progress;
import org.end4rec.models.training.RunStore;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.voting.VoteWeights;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run. It holds everything: the manifest {@code run.json}, the configuration {@code config.json}, the
 * ids {@code vocabulary.json}, events and examples {@code events.safetensors}, the best parameters of each stage {@code
 * stage-<number>-<name>.safetensors}, the last {@code checkpoint.safetensors} and the one before it, a line per epoch
 * {@code epochs.jsonl}, the neighbors that vote {@code neighbors.safetensors}, what votes are worth {@code votes.json} and the final {@code metrics.json}. Each file is replaced wholly or not at all. Tensors carry
 * their checksum with them, those of configuration and ids are in the manifest; a file that has another is refused.
 */
public final class RunFolder implements RunStore {
    private static final String MANIFEST = "run.json";
    private static final String CONFIG = "config.json";
    private static final String CHECKPOINT = "checkpoint.safetensors";
    private static final String PREVIOUS = "checkpoint-previous.safetensors";
    private static final String EPOCHS = "epochs.jsonl";
    private static final String METRICS = "metrics.json";
    private static final String VOTES = "votes.json";

    /** That of runs whose votes do not tell. */
    private static final double OLDER_SHRINKAGE = 1;

    /** Texts that are written once. */
    private static final List<String> CHECKED = List.of(CONFIG, RunData.VOCABULARY);

    private final Path folder;
    private final Manifest manifest;
    private final TrainingConfig config;
    private final RunData data;
    private final FileSteps steps;

    /** What is damaged does not take the place of the good one before it. */
    private boolean lastIsDamaged;

    private RunFolder(Path folder, Manifest manifest, TrainingConfig config, RunData data, FileSteps steps) {
        this.folder = folder;
        this.manifest = manifest;
        this.config = config;
        this.data = data;
        this.steps = steps;
    }

    /** The same run with other steps of writing what training saves. */
    RunFolder withSteps(FileSteps other) {
        return new RunFolder(folder, manifest, config, data, other);
    }

    /** Whether the folder holds a run. */
    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(MANIFEST));
    }

    /** Makes the folder of a new run. @throws RunException if it holds a run already */
    public static RunFolder create(Path folder, Manifest manifest, TrainingConfig config, RunData data)
            throws IOException {
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(data, "data");
        if (exists(folder)) {
            throw new RunException(
                    folder + " holds a run already; choose another folder, or go on with it by --resume");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RunException("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
        data.write(folder);
        write(folder.resolve(CONFIG), ConfigFile.toJson(config));
        // the manifest comes last: a folder that has one is complete
        Map<String, String> checksums = new LinkedHashMap<>();
        for (String name : CHECKED) {
            checksums.put(name, Checksum.of(folder.resolve(name)));
        }
        write(folder.resolve(MANIFEST), manifest.toJson(checksums));
        return new RunFolder(folder, manifest, config, data, FileSteps.real());
    }

    /** Opens the folder of a run. @throws RunException if there is none, a newer version wrote it, or it is damaged */
    public static RunFolder open(Path folder) throws IOException {
        if (!exists(folder)) {
            throw new RunException("there is no run in " + folder + " (no " + MANIFEST
                    + "); give the folder that 'train --out' wrote");
        }
        Manifest manifest = Manifest.read(folder.resolve(MANIFEST));
        TrainingConfig config = ConfigFile.readRun(folder.resolve(CONFIG));
        RunData data = RunData.read(folder);
        for (String name : CHECKED) {
            Manifest.check(folder.resolve(MANIFEST), folder.resolve(name));
        }
        return new RunFolder(folder, manifest, config, data, FileSteps.real());
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
     * Loads the best parameters of the newest stage that has any into the encoder.
     *
     * @return that stage
     * @throws RunException if no stage has an epoch yet
     */
    public Stage loadBest(SequenceEncoder encoder) throws IOException {
        List<Stage> stages = encoder.stages();
        for (int index = stages.size() - 1; index >= 0; index--) {
            Path file = stageFile(index, stages.get(index));
            if (Files.exists(file)) {
                ParameterFile.load(file, encoder.parameters());
                return stages.get(index);
            }
        }
        throw new RunException("the run in " + folder + " has no trained parameters yet; go on with 'train --resume'");
    }

    /**
     * The last checkpoint, its parameters loaded into the encoder; null before the first epoch. If it cannot be read, the
     * one before it, from which training comes to the same bits.
     *
     * @param damage is told what was wrong with the last one
     */
    public @Nullable Checkpoint loadCheckpoint(SequenceEncoder encoder, Consumer<String> damage) throws IOException {
        Objects.requireNonNull(damage, "damage");
        Path last = folder.resolve(CHECKPOINT);
        Path previous = folder.resolve(PREVIOUS);
        if (!Files.exists(previous)) {
            return Files.exists(last) ? Checkpoint.load(last, encoder.parameters()) : null;
        }
        if (!Files.exists(last)) {
            // a crash between the two names: this is the last one
            return Checkpoint.load(previous, encoder.parameters());
        }
        try {
            return Checkpoint.load(last, encoder.parameters());
        } catch (IOException failure) {
            try {
                Checkpoint loaded = Checkpoint.load(previous, encoder.parameters());
                lastIsDamaged = true;
                damage.accept(String.valueOf(failure.getMessage()));
                return loaded;
            } catch (IOException second) {
                failure.addSuppressed(second);
                throw failure;
            }
        }
    }

    /** The best parameters of a stage by name; empty if it has none. */
    public Map<String, float[]> bestOf(int index, SequenceEncoder encoder) throws IOException {
        Path file = stageFile(index, encoder.stages().get(index));
        return Files.exists(file)
                ? ParameterFile.values(SafeTensors.read(file), file, "", encoder.parameters())
                : Map.of();
    }

    @Override
    public void saveBest(int index, Stage stage, Parameters parameters) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            tensors.put(parameter.name(), parameter.value());
        }
        Map<String, String> metadata =
                Map.of("model", manifest.model(), "stage", stage.name(), SafeTensors.CHECKSUM, "");
        AtomicFile.at(stageFile(index, stage), steps).write(out -> SafeTensors.write(out, tensors, metadata));
    }

    @Override
    public void saveCheckpoint(Progress progress, Parameters parameters, AdamW optimizer) throws IOException {
        AtomicFile file = AtomicFile.at(folder.resolve(CHECKPOINT), steps);
        Checkpoint.save(lastIsDamaged ? file : file.keepingPrevious(PREVIOUS), progress, parameters, optimizer);
        lastIsDamaged = false;
    }

    @Override
    public void append(EpochReport report) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("stage", report.stage());
        line.put("epoch", report.epoch());
        line.put("loss", report.loss());
        line.put("parts", report.parts());
        line.put("validation", report.validation());
        line.put("improved", report.improved());
        line.put("seconds", report.seconds());
        line.put("validation_seconds", report.validationSeconds());
        Path file = folder.resolve(EPOCHS);
        // the whole log is written anew, so that a full disk never leaves half a line
        String lines = Files.isRegularFile(file) ? Files.readString(file) : "";
        String json = json(line);
        // an epoch that is trained again, after the loss of a checkpoint, has one line all the same
        String epoch = json.substring(0, json.indexOf("\"loss\""));
        String others = lines.lines()
                .filter(each -> !each.startsWith(epoch))
                .map(each -> each + "\n")
                .collect(Collectors.joining());
        write(AtomicFile.at(file, steps), others + json + "\n");
    }

    /** Writes the final figures. */
    public void saveMetrics(Map<String, ?> metrics) throws IOException {
        write(folder.resolve(METRICS), json(Objects.requireNonNull(metrics, "metrics")) + "\n");
    }

    /** Writes the neighbors that vote, so that they need not be counted again; to be called before {@link #saveVotes}. */
    public void saveNeighbors(NeighborVotes votes) throws IOException {
        NeighborFile.save(folder, data, votes);
    }

    /** Writes what votes are worth. */
    public void saveVotes(VoteWeights weights) throws IOException {
        Objects.requireNonNull(weights, "weights");
        write(folder.resolve(VOTES), Json.indented().writeValueAsString(weights) + "\n");
    }

    /**
     * The best model, see {@link #loadBest}, with its votes once their worth is saved.
     *
     * @throws RunException if no stage has an epoch yet, or a file is damaged
     */
    public TrainedModel loadModel() throws IOException {
        SequenceEncoder encoder = newEncoder();
        Stage stage = loadBest(encoder);
        Path file = folder.resolve(VOTES);
        if (config.votes() == 0 || !Files.exists(file)) {
            return new TrainedModel(encoder, stage, null, null);
        }
        VoteWeights weights = voteWeights(file);
        NeighborVotes votes =
                weights.weight() == 0 ? null : NeighborFile.load(folder, data, config.votes(), weights.shrinkage());
        return new TrainedModel(encoder, stage, votes, weights);
    }

    private static VoteWeights voteWeights(Path file) throws IOException {
        JsonNode root = JsonFile.read(file);
        try {
            return new VoteWeights(
                    root.path("weight").asDouble(Double.NaN),
                    root.path("scale").asDouble(Double.NaN),
                    root.path("recency").asDouble(Double.NaN),
                    root.has("shrinkage") ? root.path("shrinkage").asDouble(Double.NaN) : OLDER_SHRINKAGE);
        } catch (IllegalArgumentException e) {
            throw new RunException(file + ": " + e.getMessage() + "; 'train --resume' searches them again", e);
        }
    }

    private Path stageFile(int index, Stage stage) {
        return folder.resolve("stage-" + (index + 1) + "-" + stage.name() + ".safetensors");
    }

    static void write(Path file, String text) throws IOException {
        write(AtomicFile.at(file), text);
    }

    private static void write(AtomicFile file, String text) throws IOException {
        file.write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
