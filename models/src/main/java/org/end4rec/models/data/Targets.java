package org.end4rec.models.data;

/** Which events of a training sequence an encoder learns to tell. */
public enum Targets {
    /** The next event of the target behavior, as the model is asked: one target a sequence. */
    NEWEST,
    /** The event after a prefix, one target a sequence: all that can be told at once by an encoder that looks both ways. */
    PREFIX,
    /** The event after each one: an encoder that looks only backwards reads out all positions at once. */
    NEXT,
    /** Events hidden at random from an encoder that looks both ways. */
    MASKED
}
