package org.end4rec.models.training;

import java.util.Objects;

/**
 * A key of the configuration, for readers.
 *
 * @param initial the value of a configuration that does not name the key
 * @param allowed which values are allowed, as a continuation of "it must be"
 */
public record KeyDescription(String name, String initial, String allowed, String meaning) {
    /** Refuses null. */
    public KeyDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(allowed, "allowed");
        Objects.requireNonNull(meaning, "meaning");
    }
}
