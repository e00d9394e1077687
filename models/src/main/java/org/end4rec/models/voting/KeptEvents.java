package org.end4rec.models.voting;

import org.end4rec.models.data.Batch;
import org.jspecify.annotations.Nullable;

/** Which events of a batch an encoder keeps. */
@FunctionalInterface
public interface KeptEvents {
    /** [B,N], 0 for an event that is eliminated; null if all are kept. */
    float @Nullable [] of(Batch batch);
}
