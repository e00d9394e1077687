package org.end4rec.models.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A named row of an experiment: a model with settings of its own.
 *
 * @param name as it is called in the report
 * @param model name of the model
 * @param settings what is set on top of the base, by key
 */
public record Variant(String name, String model, Map<String, String> settings) {
    /** No reference is null. */
    public Variant {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        settings = new LinkedHashMap<>(settings);
    }
}
