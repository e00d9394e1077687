package org.end4rec.models.data;

/** Which events of a training sequence an encoder learns to predict. */
public enum Targets {
    /** The next event of the target behavior, as in a request: one target per sequence. */
    NEWEST,
    /**
     * The event after a prefix, one target per sequence: an encoder that looks both ways cannot learn more at once.
     */
    PREFIX,
    /** The event after each position: an encoder that sees only the past learns from all positions at once. */
    NEXT,
    /** Events that are hidden at random from an encoder that looks both ways. */
    MASKED
}
