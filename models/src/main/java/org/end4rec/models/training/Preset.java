package org.end4rec.models.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;

/** A model by name: keys of the configuration that belong together. */
public enum Preset {
    /** END4Rec with the additions of this project: the defaults. */
    DEFAULT(Map.of()),
    /** END4Rec as the paper describes it: see docs/end4rec.md. */
    PAPER(read("paper.json"));

    /** What stands between the name of a model and the name of a preset, as in {@code end4rec@paper}. */
    public static final String SEPARATOR = "@";

    private final Map<String, String> keys;

    Preset(Map<String, String> keys) {
        this.keys = Collections.unmodifiableMap(keys);
    }

    private static Map<String, String> read(String file) {
        try (InputStream stream = Preset.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is missing in the program; build the program again");
            }
            Map<String, String> keys = new LinkedHashMap<>();
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, JsonValue> each : Json.tree(text).entries()) {
                keys.put(each.getKey(), each.getValue().text());
            }
            return keys;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The preset of that name.
     *
     * @throws ConfigException naming all presets if there is none
     */
    public static Preset of(String name) {
        Objects.requireNonNull(name, "name");
        return Arrays.stream(values())
                .filter(preset -> preset.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("there is no preset '" + name + "'; choose "
                        + Arrays.stream(values()).map(Preset::text).collect(Collectors.joining(" or "))));
    }

    /** The name, as it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The keys that the preset sets, with their values as texts; none of the default. */
    public Map<String, String> keys() {
        return keys;
    }

    /** A configuration with the preset's keys; the other keys stay. */
    public TrainingConfig on(TrainingConfig base) {
        List<String> assignments = new ArrayList<>();
        keys.forEach((key, value) -> assignments.add(key + "=" + value));
        return ConfigFile.set(base, assignments);
    }
}
