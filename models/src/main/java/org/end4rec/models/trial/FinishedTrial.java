package org.end4rec.models.trial;

import java.util.Objects;

/**
 * A trial and its result.
 *
 * @param trial the trial
 * @param key its name in the store
 * @param result the result
 * @param stored whether it was in the store already
 */
public record FinishedTrial(Trial trial, String key, TrialResult result, boolean stored) {
    /** No reference is null. */
    public FinishedTrial {
        Objects.requireNonNull(trial, "trial");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(result, "result");
    }
}
