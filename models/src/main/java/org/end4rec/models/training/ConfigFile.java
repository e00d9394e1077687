package org.end4rec.models.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;

/**
 * {@link TrainingConfig} as JSON and as {@code key=value}. Keys that are left out keep their default; unknown keys are
 * refused.
 */
public final class ConfigFile {
    /** The values that stand for keys missing in a saved run: the behavior of the versions before these keys. */
    private static final List<String> OLDER = List.of("mixing=shared", "neighbors=0", "reminingEpochs=0");

    private ConfigFile() {}

    /** Every key with its {@link Key#standard}. */
    static TrainingConfig standard() {
        Map<String, Object> values = new LinkedHashMap<>();
        ConfigKey.ALL.forEach(key -> put(values, key.name(), key.key().standard(), "the defaults"));
        return build(values, "the defaults");
    }

    /**
     * Reads a JSON file.
     *
     * @throws ConfigException naming the file, the key and what is allowed
     */
    public static TrainingConfig read(Path file) throws IOException {
        return read(file, TrainingConfig.DEFAULTS);
    }

    /** As {@link #read}, for a saved run: a missing key has the value that stands for the versions before it. */
    public static TrainingConfig readRun(Path file) throws IOException {
        return read(file, set(TrainingConfig.DEFAULTS, OLDER));
    }

    /** As {@link #read(Path)}; keys that the file lacks have the values of {@code unlessNamed}. */
    public static TrainingConfig read(Path file, TrainingConfig unlessNamed) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ConfigException(file + " is a folder; expected a JSON file with the keys of a configuration");
        }
        try {
            return fromJson(Files.readString(file), file.toString(), unlessNamed);
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no configuration file " + file);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": not valid JSON: its bytes are not UTF-8");
        }
    }

    /** Reads JSON text; {@code source} names it in messages. */
    public static TrainingConfig fromJson(String json, String source) {
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(source, "source");
        return fromJson(json, source, TrainingConfig.DEFAULTS);
    }

    private static TrainingConfig fromJson(String json, String source, TrainingConfig unlessNamed) {
        JsonValue root;
        try {
            root = Json.tree(json);
        } catch (JsonProcessingException e) {
            throw new ConfigException(source + ": not valid JSON: " + e.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (!root.isObject()) {
            throw new ConfigException(source + ": expected a JSON object such as {\"dim\": 64}");
        }
        Map<String, Object> values = values(unlessNamed);
        for (Map.Entry<String, JsonValue> field : root.entries()) {
            if (field.getValue().isObject() || field.getValue().isArray()) {
                throw new ConfigException(source + ": " + field.getKey() + " is not a plain value");
            }
            put(values, field.getKey(), field.getValue().text(), source);
        }
        return build(values, source);
    }

    /** The configuration with keys set by texts such as {@code "dim=32"}, checked together. */
    public static TrainingConfig set(TrainingConfig config, Iterable<String> assignments) {
        Map<String, Object> values = values(config);
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new ConfigException("--set " + assignment + ": expected key=value, such as --set dim=32");
            }
            put(
                    values,
                    assignment.substring(0, equals).strip(),
                    assignment.substring(equals + 1).strip(),
                    "--set");
        }
        return build(values, "--set");
    }

    /**
     * Refuses a value that the key cannot have, whatever the values of other keys.
     *
     * @throws ConfigException also if there is no such key
     */
    public static void check(String key, String value) {
        Map<String, Object> values = values(TrainingConfig.DEFAULTS);
        put(values, Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"), "the configuration");
        for (ConfigKey each : ConfigKey.ALL) {
            if (each.name().equals(key) && values.get(key) instanceof Number number) {
                each.check(number);
            }
        }
    }

    /** All keys with their values, as indented JSON. */
    public static String toJson(TrainingConfig config) {
        return toJson(values(config));
    }

    private static String toJson(Map<String, Object> values) {
        values.replaceAll(
                (key, value) -> value instanceof Number || value instanceof Boolean ? value : ConfigKey.text(value));
        return Json.indented(values) + "\n";
    }

    /** As {@link #toJson}, without the keys that only count-based baselines read. */
    public static String toJsonOfEncoder(TrainingConfig config) {
        return toJson(withoutCounting(values(config)));
    }

    /** As {@link #texts}, without the keys that only count-based baselines read. */
    public static Map<String, String> textsOfEncoder(TrainingConfig config) {
        return withoutCounting(texts(config));
    }

    private static <T> Map<String, T> withoutCounting(Map<String, T> values) {
        values.keySet().removeAll(countingKeys());
        return values;
    }

    /** The keys that only count-based baselines read. */
    public static Set<String> countingKeys() {
        return KeyTree.keys(CountingSettings.class).stream()
                .map(ConfigKey::name)
                .collect(Collectors.toSet());
    }

    /** The table of all keys, in Markdown. */
    public static String documentation() {
        StringBuilder table = new StringBuilder("| key | default | allowed | meaning |\n| --- | --- | --- | --- |\n");
        for (KeyDescription key : keys()) {
            table.append(String.format(
                    "| `%s` | %s | %s | %s |\n", key.name(), key.initial(), key.allowed(), key.meaning()));
        }
        return table.toString();
    }

    /** All keys, in the order of the documentation. */
    public static List<KeyDescription> keys() {
        Map<String, String> defaults = texts(TrainingConfig.DEFAULTS);
        return ConfigKey.ALL.stream()
                .map(key -> new KeyDescription(
                        key.name(),
                        Objects.requireNonNull(defaults.get(key.name())),
                        key.allowed(),
                        key.key().value()))
                .toList();
    }

    /** All keys with their values as {@link #set} reads them, in the order of the documentation. */
    public static Map<String, String> texts(TrainingConfig config) {
        Map<String, String> texts = new LinkedHashMap<>();
        values(config).forEach((key, value) -> texts.put(key, ConfigKey.text(value)));
        return texts;
    }

    private static Map<String, Object> values(TrainingConfig config) {
        Map<String, Object> found = KeyTree.values(config);
        Map<String, Object> values = new LinkedHashMap<>();
        ConfigKey.ALL.forEach(key -> values.put(key.name(), Objects.requireNonNull(found.get(key.name()))));
        return values;
    }

    /** Mistakes are reported in the order of the keys, whatever their groups. */
    private static TrainingConfig build(Map<String, Object> values, String source) {
        try {
            for (ConfigKey key : ConfigKey.ALL) {
                values.computeIfPresent(key.name(), (name, value) -> key.checked(value));
            }
            return KeyTree.build(TrainingConfig.class, values);
        } catch (ConfigException refused) {
            throw new ConfigException(source + ": " + refused.getMessage());
        }
    }

    private static void put(Map<String, Object> values, String name, String text, String source) {
        ConfigKey key = ConfigKey.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(source + ": there is no key '" + name + "'; did you mean "
                        + ConfigKey.nearest(name) + "? docs/configuration.md lists all keys"));
        Object value = key.parse(text);
        if (value == null) {
            throw new ConfigException(source + ": " + name + " is '" + text + "'; it must be " + key.allowed());
        }
        values.put(name, value);
    }
}
