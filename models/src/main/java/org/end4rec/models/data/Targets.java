package org.end4rec.models.data;

/** Which events of a training sequence an encoder learns to tell. */
public enum Targets {
    /** The event after the newest one: one target a sequence. */
    NEWEST,
    /** The event after each one: an encoder that looks only backwards reads out all positions at once. */
    NEXT,
    /** Events hidden at random from an encoder that looks both ways. */
    MASKED
}
