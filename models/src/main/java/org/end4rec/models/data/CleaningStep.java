package org.end4rec.models.data;

/** One step of a cleaning; its text says what it does, as in "repeats within 1h". Immutable. */
interface CleaningStep {
    /**
     * Drops events.
     *
     * @return what became of the setting, if the text of the step does not say it; else the text of the step
     * @throws IllegalArgumentException if the log has not what the step needs
     */
    String apply(Selection events);
}
