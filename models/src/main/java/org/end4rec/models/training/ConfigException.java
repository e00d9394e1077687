package org.end4rec.models.training;

/** A configuration that cannot be used; the message names the key, the value and what is allowed. */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** A configuration that cannot be used, and why. */
    public ConfigException(String message) {
        super(message);
    }
}
