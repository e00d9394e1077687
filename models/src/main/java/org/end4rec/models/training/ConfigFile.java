package org.end4rec.models.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.end4rec.models.json.Json;

/**
 * {@link TrainingConfig} as JSON and as {@code key=value}. Keys that are left out keep their default; unknown keys are
 * refused.
 */
public final class ConfigFile {
    private static final RecordComponent[] COMPONENTS = TrainingConfig.class.getRecordComponents();

    /** What runs did before these keys were there. A run names every key that its version has. */
    private static final List<String> OLDER = List.of("mixing=shared", "neighbors=0", "reminingEpochs=0");

    private ConfigFile() {}

    /** Reads a JSON file. @throws ConfigException naming the file, the key and what is allowed */
    public static TrainingConfig read(Path file) throws IOException {
        return read(file, TrainingConfig.DEFAULTS);
    }

    /** As {@link #read}, of a run: keys it lacks are as they were before they were there. */
    public static TrainingConfig readRun(Path file) throws IOException {
        return read(file, set(TrainingConfig.DEFAULTS, OLDER));
    }

    private static TrainingConfig read(Path file, TrainingConfig unlessNamed) throws IOException {
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
        JsonNode root;
        try {
            root = Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new ConfigException(source + ": not valid JSON: " + e.getOriginalMessage());
        }
        if (root == null || !root.isObject()) {
            throw new ConfigException(source + ": expected a JSON object such as {\"dim\": 64}");
        }
        Map<String, Object> values = values(unlessNamed);
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!field.getValue().isValueNode()) {
                throw new ConfigException(source + ": " + field.getKey() + " is not a plain value");
            }
            put(values, field.getKey(), field.getValue().asText(), source);
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

    /** All keys with their values, as indented JSON. */
    public static String toJson(TrainingConfig config) {
        Map<String, Object> values = values(config);
        values.replaceAll((key, value) -> value instanceof Enum<?> constant ? text(constant) : value);
        try {
            return Json.indented().writeValueAsString(values) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The table of all keys, in Markdown. */
    public static String documentation() {
        StringBuilder table = new StringBuilder("| key | default | meaning |\n| --- | --- | --- |\n");
        Map<String, Object> defaults = values(TrainingConfig.DEFAULTS);
        for (RecordComponent component : COMPONENTS) {
            Object value = defaults.get(component.getName());
            table.append("| `")
                    .append(component.getName())
                    .append("` | ")
                    .append(value instanceof Enum<?> constant ? text(constant) : value)
                    .append(" | ")
                    .append(component.getAnnotation(Key.class).value())
                    .append(" |\n");
        }
        return table.toString();
    }

    /** All keys with their values as {@link #set} reads them, in the order of the documentation. */
    public static Map<String, String> texts(TrainingConfig config) {
        Map<String, String> texts = new LinkedHashMap<>();
        values(config)
                .forEach((key, value) ->
                        texts.put(key, value instanceof Enum<?> constant ? text(constant) : String.valueOf(value)));
        return texts;
    }

    private static Map<String, Object> values(TrainingConfig config) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : COMPONENTS) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(config));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    private static TrainingConfig build(Map<String, Object> values, String source) {
        Class<?>[] types =
                Arrays.stream(COMPONENTS).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return TrainingConfig.class
                    .getDeclaredConstructor(types)
                    .newInstance(values.values().toArray());
        } catch (ReflectiveOperationException e) {
            if (e.getCause() instanceof ConfigException refused) {
                throw new ConfigException(source + ": " + refused.getMessage());
            }
            throw new IllegalStateException(e);
        }
    }

    private static void put(Map<String, Object> values, String key, String text, String source) {
        Object current = values.get(key);
        if (current == null) {
            throw new ConfigException(
                    source + ": there is no key '" + key + "'; the keys are " + String.join(", ", values.keySet()));
        }
        values.put(key, parse(key, text, current, source));
    }

    private static Object parse(String key, String text, Object current, String source) {
        try {
            if (current instanceof Integer) {
                return Integer.valueOf(text);
            }
            if (current instanceof Long) {
                return Long.valueOf(text);
            }
            if (current instanceof Double) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            String kind = current instanceof Double ? "a number" : "a whole number";
            throw new ConfigException(source + ": " + key + " is '" + text + "'; it must be " + kind);
        }
        if (current instanceof Boolean) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new ConfigException(source + ": " + key + " is '" + text + "'; it must be true or false");
            }
            return Boolean.valueOf(text);
        }
        if (current instanceof Enum<?> constant) {
            return constant(key, text, constant, source);
        }
        return text;
    }

    private static Enum<?> constant(String key, String text, Enum<?> current, String source) {
        Enum<?>[] constants = current.getDeclaringClass().getEnumConstants();
        for (Enum<?> candidate : constants) {
            if (text(candidate).equals(text)) {
                return candidate;
            }
        }
        throw new ConfigException(source + ": " + key + " is '" + text + "'; it must be one of "
                + Arrays.stream(constants).map(ConfigFile::text).collect(Collectors.joining(", ")));
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
