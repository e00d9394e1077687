package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.core.Shape;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;

/**
 * Weights of END4Rec that other code trained, such as a reference in PyTorch, as a run that recommends. The tensors
 * have the names and shapes of this project's {@code end4rec@paper}, which docs/usage.md lists. Other functions than
 * this model's are refused, and so is a tensor that the model does not have.
 *
 * <pre>{@code
 * new WeightImport(file, "", items, List.of("click", "buy"), "buy", List.of("level=token")).create(folder);
 * }</pre>
 *
 * @param weights a file of safetensors, of the types F32, F16, BF16, or F64, which is rounded
 * @param prefix what stands before each name, such as {@code model.}; tensors without it are passed over
 * @param items ids of the items: row v of the item table belongs to the id with number v, from 1; row 0 is padding
 * @param behaviors names of the behaviors, in the order of their rows
 * @param target the behavior that the model predicts
 * @param settings keys of the configuration that the weights do not show, each as {@code key=value}
 */
public record WeightImport(
        Path weights, String prefix, List<String> items, List<String> behaviors, String target, List<String> settings) {
    private static final String ITEMS = "item_embedding";
    private static final String FUSION = "ebm.0.fusion.w1";
    private static final Pattern LAYER = Pattern.compile("ebm\\.(\\d{1,4})\\..*");

    /** How PyTorch code for SASRec calls its parts. */
    private static final Pattern SASREC = Pattern.compile("(.*\\.)?(item_emb\\.weight|attention_layers\\.0\\..*)");

    private static final String SASREC_REFUSED = " is a SASRec of PyTorch, which computes another function than sasrec"
            + " here: it multiplies items by the square root of d, normalizes before and not after each part, has"
            + " biases in its attention, and a feed-forward part of d channels with ReLU in place of 4d channels with"
            + " GELU. Its item table can be the start of a training: train --model sasrec --item-vectors";

    /** No reference is null. */
    public WeightImport {
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(target, "target");
        items = List.copyOf(items);
        behaviors = List.copyOf(behaviors);
        settings = List.copyOf(settings);
    }

    /**
     * Makes a run without events: it has no users, no votes and nothing to evaluate, and recommends for any history.
     *
     * @throws RunException if the file is no END4Rec with these items and behaviors, or no run can be made in the
     *     folder
     */
    public RunFolder create(Path folder) throws IOException {
        Objects.requireNonNull(folder, "folder");
        SafeTensors saved = RunFile.guarded(weights, () -> SafeTensors.read(weights));
        TrainingConfig config = config(saved);
        RunData data = data();
        Manifest manifest = Manifest.of(config.model().toString(), target, false, "weights of " + weights);
        SequenceEncoder encoder = Encoders.create(config, data);
        Map<String, float[]> values = values(saved, encoder.parameters());
        RunFolder run = RunFolder.create(folder, manifest, config, data);
        ParameterFile.copy(values, encoder.parameters());
        run.saveBest(encoder.stages().size() - 1, encoder.lastStage(), encoder.parameters());
        return run;
    }

    private RunData data() throws RunException {
        Vocabulary ids = Vocabulary.of(items);
        Vocabulary names = Vocabulary.of(behaviors);
        int number = names.number(target);
        if (number == 0) {
            throw new RunException("the target '" + target + "' is none of the behaviors " + behaviors);
        }
        Histories none = Histories.of(Vocabulary.of(List.of()), ids, names, new int[2], new int[0], new int[0]);
        return new RunData(none, Split.of(none, number, false, List.of(), List.of(), List.of(), new int[1]));
    }

    /** The configuration that the shapes show, with the settings. */
    private TrainingConfig config(SafeTensors saved) throws IOException {
        checkModel(saved);
        Shape table = shape(saved, ITEMS, 2);
        checkRows(ITEMS, "items", table.dim(0), items.size());
        checkRows(
                "behavior_embedding",
                "behaviors",
                shape(saved, "behavior_embedding", 2).dim(0),
                behaviors.size());
        int layers = 0;
        for (String name : saved.names()) {
            Matcher layer = LAYER.matcher(name.startsWith(prefix) ? name.substring(prefix.length()) : "");
            layers = layer.matches() ? Math.max(layers, Integer.parseInt(layer.group(1)) + 1) : layers;
        }
        List<String> keys = new ArrayList<>(List.of(
                "dim=" + table.dim(1),
                "length=" + shape(saved, "position_embedding", 2).dim(0),
                "layers=" + layers,
                "chunks=" + shape(saved, FUSION, 4).dim(1),
                "score=" + (saved.names().contains(prefix + "hard.context") ? "agreement" : "linear")));
        String level = saved.metadata().get("level");
        if (level != null) {
            keys.add("level=" + level);
        } else if (settings.stream().noneMatch(each -> each.startsWith("level="))) {
            throw new RunException(
                    weights + " does not say where the model eliminates hard noise, and the weights do not"
                            + " show it; set level=token or level=representation");
        }
        keys.addAll(settings);
        return RunFile.guarded(weights, () -> ConfigFile.set(TrainingConfig.paper(), keys));
    }

    private void checkModel(SafeTensors saved) throws RunException {
        for (String name : saved.names()) {
            if (SASREC.matcher(name).matches()) {
                throw new RunException(weights + SASREC_REFUSED);
            }
        }
        if (!saved.names().contains(prefix + ITEMS)) {
            List<String> others =
                    saved.names().stream().filter(each -> each.endsWith(ITEMS)).toList();
            throw new RunException(weights + " has no tensor '" + prefix + ITEMS + "', so it is no END4Rec"
                    + (others.isEmpty() ? "" : ", unless its names have another prefix: it has " + others));
        }
        String epsilon = saved.metadata().get("norm_eps");
        if (epsilon != null && !isEpsilon(epsilon)) {
            throw new RunException(weights + " was trained with norm_eps " + epsilon + "; this project computes with "
                    + LayerNormalization.EPSILON);
        }
    }

    private static boolean isEpsilon(String text) {
        try {
            return Double.parseDouble(text) == LayerNormalization.EPSILON;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private Shape shape(SafeTensors saved, String name, int rank) throws IOException {
        if (!saved.names().contains(prefix + name)) {
            throw new RunException(weights + " has no tensor '" + prefix + name + "', which every END4Rec has");
        }
        Shape shape = saved.shape(prefix + name);
        if (shape.rank() != rank) {
            throw new RunException(weights + ": tensor '" + prefix + name + "' has shape " + shape + "; expected "
                    + rank + " dimensions");
        }
        return shape;
    }

    private void checkRows(String name, String what, int rows, int ids) throws RunException {
        if (rows != ids + 1) {
            throw new RunException(weights + ": tensor '" + prefix + name + "' has " + rows + " rows; expected "
                    + (ids + 1) + ", padding and one for each of the " + ids + " " + what);
        }
    }

    /** The values by name, each of them in the file, finite, and of the shape of its parameter. */
    private Map<String, float[]> values(SafeTensors saved, Parameters parameters) throws IOException {
        TreeSet<String> rest = new TreeSet<>();
        saved.names().stream().filter(each -> each.startsWith(prefix)).forEach(rest::add);
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            String name = prefix + parameter.name();
            if (!rest.remove(name)) {
                throw new RunException(
                        weights + " has no tensor '" + name + "', which the model with these settings has");
            }
            if (!saved.shape(name).equals(parameter.shape())) {
                throw new RunException(weights + ": tensor '" + name + "' has shape " + saved.shape(name)
                        + "; the model with these settings has " + parameter.shape());
            }
            float[] value = saved.floats(name).clone();
            for (int i = 0; i < value.length; i++) {
                if (!Float.isFinite(value[i])) {
                    throw new RunException(weights + ": tensor '" + name + "' has " + value[i] + " at index " + i
                            + "; expected finite numbers");
                }
            }
            if (parameter.hasPaddingRow()) {
                // no signal reads it, whatever the other code left there
                Arrays.fill(value, 0, parameter.shape().dim(1), 0f);
            }
            values.put(parameter.name(), value);
        }
        if (!rest.isEmpty()) {
            throw new RunException(weights + " has tensors that the model with these settings lacks: " + rest
                    + "; so it computes another function");
        }
        return values;
    }
}
