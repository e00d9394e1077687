package org.end4rec.models.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.TrainingConfig;

/**
 * The values that tuning tries, by model and key: a JSON object such as {@code {"*": {"dropout": [0.1, 0.2]},
 * "end4rec": {"chunks": [4, 8]}}}. {@code "*"} is for every encoder; a model named {@code x+b} shares the keys of
 * {@code x}.
 */
public final class SearchSpace {
    private static final String DEFAULT = "search-space.json";
    private static final String EVERY_ENCODER = "*";

    /** After so many draws without a new combination, the space of a model counts as used up. */
    private static final int PATIENCE = 200;

    private final JsonValue root;
    private final String source;

    private SearchSpace(JsonValue root, String source) {
        this.root = root;
        this.source = source;
    }

    /** The space of the program. */
    public static SearchSpace standard() {
        try (InputStream stream = SearchSpace.class.getResourceAsStream(DEFAULT)) {
            if (stream == null) {
                throw new IllegalStateException(DEFAULT + " is missing in the program; build the program again");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new SearchSpace(Json.tree(text), DEFAULT);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A space of the user.
     *
     * @throws ConfigException naming the file and what is wrong in it
     */
    public static SearchSpace read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ConfigException(file + " is a folder; expected a JSON file of models, keys and values");
        }
        JsonValue root;
        try {
            root = Json.tree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new ConfigException(file + ": not valid JSON: " + e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": not valid JSON: its bytes are not UTF-8");
        }
        SearchSpace space = new SearchSpace(root, file.toString());
        space.check();
        return space;
    }

    private void check() {
        if (!root.isObject()) {
            throw new ConfigException(source + ": expected a JSON object such as {\"*\": {\"dropout\": [0.1, 0.2]}}");
        }
        for (Map.Entry<String, JsonValue> model : root.entries()) {
            checkName(model.getKey());
            if (!model.getValue().isObject()) {
                throw new ConfigException(source + ": " + model.getKey() + " is not an object of keys and values");
            }
            for (Map.Entry<String, JsonValue> key : model.getValue().entries()) {
                if (!key.getValue().isArray() || key.getValue().elements().isEmpty()) {
                    throw new ConfigException(source + ": " + key.getKey() + " of " + model.getKey()
                            + " is not a list of values, such as [1, 2]");
                }
            }
        }
    }

    private void checkName(String name) {
        List<String> known =
                Trial.models().stream().map(SearchSpace::keysOf).distinct().toList();
        if (name.equals(EVERY_ENCODER) || known.contains(name)) {
            return;
        }
        String advice = known.contains(keysOf(name))
                ? name + " has the keys of " + keysOf(name) + "; write " + keysOf(name) + " in its place"
                : "there is no model '" + name + "'; expected \"" + EVERY_ENCODER + "\" for every encoder, or one of "
                        + String.join(", ", known);
        throw new ConfigException(source + ": " + advice);
    }

    /** The name of a model in the space. */
    private static String keysOf(String model) {
        return Model.find(Trial.encoderOf(model))
                .map(encoder -> encoder.architecture().toString())
                .orElse(model);
    }

    /** The values of a model by key, in the order of the file. */
    public Map<String, List<String>> of(String model) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (!Trial.isCounting(model)) {
            put(values, root.path(EVERY_ENCODER));
        }
        put(values, root.path(keysOf(model)));
        return values;
    }

    private static void put(Map<String, List<String>> values, JsonValue keys) {
        for (Map.Entry<String, JsonValue> key : keys.entries()) {
            List<String> texts = new ArrayList<>();
            key.getValue().elements().forEach(value -> texts.add(value.text()));
            values.put(key.getKey(), texts);
        }
    }

    /**
     * Different settings of a model: the first is empty and leaves the base unchanged, the others are drawn. The list
     * is shorter if the space has no more.
     *
     * @param fixed keys that are not varied
     * @param count how many, at least 1
     * @throws ConfigException if the space has a key that the model does not have, or the model refuses the base
     */
    public List<Map<String, String>> draw(String model, TrainingConfig base, Set<String> fixed, int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("SearchSpace: count is " + count + "; it must be at least 1");
        }
        Objects.requireNonNull(fixed, "fixed");
        // an invalid base is no mistake of the space
        Trial asItIs = Trial.of(model, base, Map.of(), seed);
        Map<String, List<String>> space = of(model);
        space.keySet().removeAll(fixed);
        space.keySet().removeAll(Trial.presetOf(model).keys().keySet());
        checkKeys(model, base, space);
        List<Map<String, String>> drawn = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        drawn.add(Map.of());
        known.add(identity(asItIs));
        int failures = 0;
        for (int number = 0; drawn.size() < count && failures < PATIENCE; number++) {
            RandomStream stream = RandomStream.of(seed, "search " + model, number);
            Map<String, String> settings = new TreeMap<>();
            int place = 0;
            for (Map.Entry<String, List<String>> key : space.entrySet()) {
                settings.put(
                        key.getKey(),
                        key.getValue().get(stream.below(place++, key.getValue().size())));
            }
            if (isPossible(model, base, settings) && known.add(identity(Trial.of(model, base, settings, seed)))) {
                drawn.add(settings);
                failures = 0;
            } else {
                failures++;
            }
        }
        return drawn;
    }

    private static Object identity(Trial trial) {
        return Trial.isCounting(trial.model()) ? trial.counting() : trial.config();
    }

    /**
     * A single value that is refused is a mistake of the space, unless other keys of the base forbid it; settings of a
     * count-based baseline do not depend on each other.
     */
    private void checkKeys(String model, TrainingConfig base, Map<String, List<String>> space) {
        space.forEach((key, values) -> {
            List<String> refused = values.stream()
                    .filter(value -> !isPossible(model, base, Map.of(key, value)))
                    .toList();
            boolean none = refused.size() == values.size();
            if (none || (Trial.isCounting(model) && !refused.isEmpty())) {
                try {
                    Trial.of(model, base, Map.of(key, refused.get(0)), 1);
                } catch (ConfigException e) {
                    String what = none
                            ? "no value of " + key + " can be used for "
                            : "the value " + refused.get(0) + " of " + key + " cannot be used for ";
                    throw new ConfigException(source + ": " + what + model + ": " + e.getMessage());
                }
            }
            refused.forEach(value -> checkAlone(model, key, value));
        });
    }

    /** A value that is invalid beside all others is a mistake too, and must be reported. */
    private void checkAlone(String model, String key, String value) {
        try {
            ConfigFile.check(key, value);
        } catch (ConfigException e) {
            throw new ConfigException(source + ": the value " + value + " of " + key + " cannot be used for " + model
                    + ": " + e.getMessage());
        }
    }

    private static boolean isPossible(String model, TrainingConfig base, Map<String, String> settings) {
        try {
            Trial.of(model, base, settings, 1);
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }
}
