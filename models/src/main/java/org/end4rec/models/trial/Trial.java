package org.end4rec.models.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.end4rec.models.counting.CountingModels;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.Preset;
import org.end4rec.models.training.TrainingConfig;

/**
 * One model with all its settings and its seed, to be trained and measured once.
 *
 * @param model name of an encoder, of a preset of END4Rec such as {@code end4rec@paper}, or of a count-based baseline
 * @param config configuration; for a count-based baseline only the length is read
 * @param counting settings of a count-based baseline, empty otherwise
 */
public record Trial(String model, TrainingConfig config, Map<String, Double> counting) {
    /** Changes whenever the same trial would be measured differently. */
    private static final int VERSION = 2;

    private static final Set<String> COUNTING_KEYS = ConfigFile.countingKeys();

    /** The paper's model beside others. */
    static final String PAPER = "end4rec" + Preset.SEPARATOR + "paper";

    /** No reference is null. */
    public Trial {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(config, "config");
        counting = Map.copyOf(counting);
    }

    /** All names a trial may have: encoders, then count-based baselines. */
    public static List<String> models() {
        List<String> names = new ArrayList<>(Model.names());
        names.add(PAPER);
        names.addAll(CountingModels.NAMES);
        return names;
    }

    /** Whether the name is the name of a count-based baseline. */
    public static boolean isCounting(String model) {
        return CountingModels.NAMES.contains(model);
    }

    /**
     * A trial of a model.
     *
     * @param base configuration that the settings change
     * @param settings by key
     * @throws ConfigException if there is no such model or key, or a value is refused
     */
    public static Trial of(String model, TrainingConfig base, Map<String, String> settings, long seed) {
        if (isCounting(model)) {
            return new Trial(model, ConfigFile.set(base, List.of("seed=1")), numbers(model, base, settings));
        }
        List<String> assignments = new ArrayList<>();
        assignments.add("model=" + encoderOf(model));
        settings.forEach((key, value) -> {
            if (COUNTING_KEYS.contains(key)) {
                throw new ConfigException(model + " has no key '" + key + "'; only count-based baselines read it");
            }
            assignments.add(key + "=" + value);
        });
        presetOf(model).keys().forEach((key, value) -> assignments.add(key + "=" + value));
        assignments.add("seed=" + seed);
        return new Trial(model, ConfigFile.set(base, assignments), Map.of());
    }

    /** The preset that the name of a model asks for. */
    static Preset presetOf(String model) {
        return model.equals(PAPER) ? Preset.PAPER : Preset.DEFAULT;
    }

    static String encoderOf(String model) {
        return model.equals(PAPER) ? PAPER.substring(0, PAPER.indexOf(Preset.SEPARATOR)) : model;
    }

    private static Map<String, Double> numbers(String model, TrainingConfig base, Map<String, String> settings) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            try {
                numbers.put(key, Double.valueOf(value));
            } catch (NumberFormatException e) {
                throw new ConfigException(model + ": " + key + " is '" + value + "'; it must be a number");
            }
        });
        try {
            CountingModels.check(model, numbers);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
        Map<String, Double> all = of(base, model);
        all.putAll(numbers);
        return all;
    }

    /** The settings of a baseline in a configuration; it may ask for no votes, but the baseline needs neighbors. */
    private static Map<String, Double> of(TrainingConfig base, String model) {
        Map<String, Double> settings = new LinkedHashMap<>(CountingModels.defaults(model));
        Map<String, String> texts = ConfigFile.texts(base);
        settings.replaceAll((key, standard) -> {
            double value = Double.parseDouble(texts.getOrDefault(key, ""));
            return key.equals("neighbors") && value == 0 ? standard : Double.valueOf(value);
        });
        return settings;
    }

    /** The configuration that trains the model of the trial for use. */
    public TrainingConfig toTrain() {
        if (!isCounting(model)) {
            return config;
        }
        List<String> assignments = new ArrayList<>(List.of("model=" + model));
        counting.forEach((key, value) -> assignments.add(
                key + "=" + (value == Math.rint(value) ? String.valueOf(value.longValue()) : value.toString())));
        return ConfigFile.set(config, assignments);
    }

    /** The hash of everything that decides the metrics of the trial: different trials have different keys. */
    String key(ExperimentData data, Measurements measurements) {
        String settings = isCounting(model)
                ? "length=" + config.length() + " " + new TreeMap<>(counting)
                : ConfigFile.toJsonOfEncoder(config);
        String all = String.join(
                "\n", Integer.toString(VERSION), model, settings, data.fingerprint(), measurements.identity());
        return model.replaceAll("[^a-z0-9]", "-") + "-"
                + ExperimentData.hash(all).substring(0, 24);
    }
}
