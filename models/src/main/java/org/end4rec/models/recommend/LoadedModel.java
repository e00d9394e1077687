package org.end4rec.models.recommend;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model that a {@link ModelHandle} serves, or has served. Whoever asks several things of one model takes this once.
 *
 * @param recommender answers requests, also after the handle has gone over to another model
 * @param version 1 for the first model of the handle, one more for each later model
 * @param loadedAt when the handle began to serve the model
 * @param source where the model was loaded from; null if it was made in memory
 */
public record LoadedModel(
        Recommender recommender,
        long version,
        Instant loadedAt,
        @Nullable Path source) {
    /** The source alone may be null. */
    public LoadedModel {
        Objects.requireNonNull(recommender, "recommender");
        Objects.requireNonNull(loadedAt, "loadedAt");
    }

    /** Such as {@code version 2 of 2030-01-01T00:00:00Z from models/a.zip}. */
    @Override
    public String toString() {
        return "version " + version + " of " + loadedAt + (source == null ? "" : " from " + source);
    }
}
