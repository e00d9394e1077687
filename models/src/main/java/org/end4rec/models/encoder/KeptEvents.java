package org.end4rec.models.encoder;

import java.util.Objects;
import org.end4rec.models.data.Batch;
import org.jspecify.annotations.Nullable;

/**
 * A batch without the events that a stage removes.
 *
 * @param batch the sequences without the removed events
 * @param kept [B,N] of the whole batch, 0 for a removed event; null if the stage removes none
 */
@SuppressWarnings("ArrayRecordComponent") // two are never compared
public record KeptEvents(Batch batch, float @Nullable [] kept) {
    /** @throws NullPointerException if batch is null */
    public KeptEvents(Batch batch, float @Nullable [] kept) {
        this.batch = Objects.requireNonNull(batch, "batch");
        this.kept = kept;
    }

    /** The batch that {@link SequenceEncoder#encode} of a stage expects. */
    public static KeptEvents of(SequenceEncoder encoder, Batch batch, Stage stage) {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(stage, "stage");
        return encoder instanceof DenoisingEncoder denoising ? denoising.sift(batch, stage) : new KeptEvents(batch);
    }

    /** A batch that loses no event. */
    public KeptEvents(Batch batch) {
        this(batch, null);
    }
}
