package org.end4rec.models.encoder;

import java.util.Objects;
import org.end4rec.models.data.Batch;
import org.jspecify.annotations.Nullable;

/**
 * A batch as a stage encodes it.
 *
 * @param batch the sequences without the events that the stage takes out of them
 * @param kept [B,N] of the batch before, 0 for an event that is taken out; null if the stage takes none out
 */
@SuppressWarnings("ArrayRecordComponent") // two are never compared
public record KeptEvents(Batch batch, float @Nullable [] kept) {
    /** @throws NullPointerException if batch is null */
    public KeptEvents(Batch batch, float @Nullable [] kept) {
        this.batch = Objects.requireNonNull(batch, "batch");
        this.kept = kept;
    }

    /** The batch as {@link SequenceEncoder#encode} of a stage expects it. */
    public static KeptEvents of(SequenceEncoder encoder, Batch batch, Stage stage) {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(stage, "stage");
        return encoder instanceof DenoisingEncoder denoising ? denoising.sift(batch, stage) : new KeptEvents(batch);
    }

    /** A batch that is encoded as it is. */
    public KeptEvents(Batch batch) {
        this(batch, null);
    }
}
