package org.end4rec.models.counting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.evaluation.Popularity;
import org.end4rec.models.evaluation.Scorer;

/** Makes the count-based baselines by name: {@code popularity}, {@code markov}, {@code itemknn}. */
public final class CountingModels {
    /** The names of the baselines. */
    public static final List<String> NAMES = List.of("popularity", "markov", "itemknn");

    private CountingModels() {}

    /**
     * The settings of a model with their defaults: {@code window} and {@code smoothing} of {@link MarkovChain},
     * {@code neighbors}, {@code shrinkage} and {@code recency} of {@link ItemNeighbors}; popularity has none.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public static Map<String, Double> defaults(String name) {
        Map<String, Double> settings = new LinkedHashMap<>();
        switch (name) {
            case "popularity" -> {}
            case "markov" -> {
                settings.put("window", 3.0);
                settings.put("smoothing", 1.0);
            }
            case "itemknn" -> {
                settings.put("neighbors", 200.0);
                settings.put("shrinkage", 1.0);
                settings.put("recency", 0.8);
            }
            default ->
                throw new IllegalArgumentException(
                        "CountingModels: there is no model '" + name + "'; the models are " + String.join(", ", NAMES));
        }
        return settings;
    }

    /**
     * Checks the arguments as {@link #create} does.
     *
     * @param settings values of some of the {@link #defaults}
     * @throws IllegalArgumentException if there is no such model or setting, or a value is out of its range
     */
    public static void check(String name, Map<String, Double> settings) {
        List<Double> values = values(name, name, settings);
        switch (name) {
            case "markov" -> MarkovChain.check(name, whole(name, "window", values.get(0)), values.get(1));
            case "itemknn" ->
                ItemNeighbors.check(name, whole(name, "neighbors", values.get(0)), values.get(1), values.get(2));
            default -> {}
        }
    }

    /**
     * Counts the training data of a split.
     *
     * @param settings values of some of the {@link #defaults}
     * @throws IllegalArgumentException if there is no such model or setting, or a value is out of its range
     */
    public static Scorer create(String name, Map<String, Double> settings, Histories histories, Split split) {
        String where = "CountingModels";
        List<Double> values = values(where + ": " + name, name, settings);
        return switch (name) {
            case "markov" -> MarkovChain.of(histories, split, whole(where, "window", values.get(0)), values.get(1));
            case "itemknn" ->
                ItemNeighbors.of(
                        histories, split, whole(where, "neighbors", values.get(0)), values.get(1), values.get(2));
            default -> Popularity.of(split.train(), histories.items().size());
        };
    }

    private static List<Double> values(String where, String name, Map<String, Double> settings) {
        Map<String, Double> all = defaults(name);
        settings.forEach((key, value) -> {
            if (all.replace(key, Objects.requireNonNull(value, "value")) == null) {
                throw new IllegalArgumentException(where + " has no setting '" + key + "'; it has "
                        + (all.isEmpty() ? "none" : String.join(", ", all.keySet())));
            }
        });
        return new ArrayList<>(all.values());
    }

    private static int whole(String where, String key, double value) {
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(where + ": " + key + " is " + value + "; it must be a whole number");
        }
        return (int) value;
    }
}
