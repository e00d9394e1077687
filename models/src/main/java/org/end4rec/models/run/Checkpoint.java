package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.TrainingState;

/**
 * Everything that is needed to resume after an epoch: parameters, the optimizer's state and the progress.
 *
 * @param progress where the run stands
 * @param optimizer state of the optimizer
 */
public record Checkpoint(TrainingState progress, AdamW.State optimizer) {
    /** No reference is null. */
    public Checkpoint {
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(optimizer, "optimizer");
    }

    static final String STEP = "step";
    private static final String PARAMETER = "param.";
    private static final String STEPS = "adam.steps.";

    static void save(
            AtomicFile file,
            TrainingState progress,
            Parameters parameters,
            AdamW optimizer,
            Map<String, String> metadataOfRun)
            throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            tensors.put(PARAMETER + parameter.name(), parameter.value());
        }
        AdamW.State state = optimizer.state(parameters);
        tensors.putAll(state.tensors());
        Map<String, String> metadata = new LinkedHashMap<>(metadataOfRun);
        state.steps().forEach((name, steps) -> metadata.put(STEPS + name, Long.toString(steps)));
        metadata.put("stage", Integer.toString(progress.stage()));
        metadata.put("epoch", Integer.toString(progress.epoch()));
        metadata.put("total_epochs", Integer.toString(progress.totalEpochs()));
        metadata.put("stage_step", Long.toString(progress.stageStep()));
        metadata.put(STEP, Long.toString(progress.step()));
        metadata.put("best", Double.toString(progress.best()));
        metadata.put("best_epoch", Integer.toString(progress.bestEpoch()));
        metadata.put("learned", Boolean.toString(progress.learned()));
        metadata.put("decays", Integer.toString(progress.decays()));
        metadata.put("patience_from", Integer.toString(progress.patienceFrom()));
        metadata.put("finished", Boolean.toString(progress.finished()));
        file.write(out -> SafeTensors.write(out, tensors, metadata));
    }

    /** Loads the parameters into the encoder, once all of the file has been checked. */
    static Checkpoint load(Path file, ParameterFile files, SequenceEncoder encoder) throws IOException {
        return RunFile.guarded(file, () -> {
            Parameters parameters = encoder.parameters();
            checkMoments(files.header(file, PARAMETER, parameters), file, parameters);
            SafeTensors saved = SafeTensors.read(file);
            Map<String, float[]> values = ParameterFile.values(saved, file, PARAMETER, parameters);
            Checkpoint checkpoint = of(saved, file);
            int stages = encoder.stages().size();
            int stage = checkpoint.progress().stage();
            if (stage < 0 || stage >= stages) {
                throw new RunException(
                        file + " belongs to stage " + stage + "; the model of this configuration has stages 0 to "
                                + (stages - 1) + ". The file belongs to another configuration");
            }
            new AdamW(0).restore(parameters, checkpoint.optimizer());
            ParameterFile.copy(values, parameters);
            return checkpoint;
        });
    }

    /** Before anything is read: the other tensors are moments, each as large as its parameter. */
    private static void checkMoments(SafeTensors header, Path file, Parameters parameters) throws IOException {
        for (String name : header.names()) {
            String parameter = name.replaceFirst("^(param|adam\\.[mv])\\.", "");
            if (!parameters.contains(parameter)
                    || !header.shape(name).equals(parameters.get(parameter).shape())) {
                throw new RunException(file + ": tensor '" + name + "' of shape " + header.shape(name)
                        + " belongs to no parameter of this configuration. The file belongs to another configuration");
            }
        }
    }

    private static Checkpoint of(SafeTensors saved, Path file) throws IOException {
        Map<String, Tensor> moments = new LinkedHashMap<>();
        for (String name : saved.names()) {
            if (!name.startsWith(PARAMETER)) {
                moments.put(name, Tensor.of(saved.shape(name), ParameterFile.finite(saved, name, file)));
            }
        }
        Map<String, String> metadata = saved.metadata();
        try {
            Map<String, Long> steps = new LinkedHashMap<>();
            metadata.forEach((key, value) -> {
                if (key.startsWith(STEPS)) {
                    steps.put(key.substring(STEPS.length()), Long.valueOf(value));
                }
            });
            TrainingState progress = new TrainingState(
                    (int) number(metadata, "stage"),
                    (int) number(metadata, "epoch"),
                    (int) number(metadata, "total_epochs"),
                    number(metadata, "stage_step"),
                    number(metadata, STEP),
                    Double.parseDouble(metadata.getOrDefault("best", "")),
                    (int) number(metadata, "best_epoch"),
                    Boolean.parseBoolean(metadata.getOrDefault("learned", "true")),
                    Integer.parseInt(metadata.getOrDefault("decays", "0")),
                    Integer.parseInt(metadata.getOrDefault("patience_from", metadata.getOrDefault("decay_epoch", "0"))),
                    Boolean.parseBoolean(metadata.get("finished")));
            return new Checkpoint(progress, new AdamW.State(moments, steps));
        } catch (NumberFormatException e) {
            throw new RunException(
                    file + ": the checkpoint's progress is not readable (" + e.getMessage() + "); it is no checkpoint",
                    e);
        }
    }

    private static long number(Map<String, String> metadata, String key) {
        return Long.parseLong(metadata.getOrDefault(key, ""));
    }
}
