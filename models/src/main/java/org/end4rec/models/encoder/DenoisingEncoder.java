package org.end4rec.models.encoder;

import java.util.List;
import java.util.Objects;
import org.end4rec.models.data.Batch;
import org.jspecify.annotations.Nullable;

/** An encoder that decides event by event what is noise. */
public interface DenoisingEncoder extends SequenceEncoder {
    /** Whether events are eliminated at all; if not, there are no decisions. */
    boolean judgesEvents();

    /** The decisions about the events of a batch, row by row, oldest first, without padding. */
    List<EventDecision> decisions(Batch batch);

    /** The batch as {@link #encode} of a stage expects it: without the events that are eliminated before it. */
    default KeptEvents sift(Batch batch, Stage stage) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(stage, "stage");
        return new KeptEvents(batch);
    }

    /** The threshold that decides what is eliminated, if a stage leaves it to the validation; else null. */
    default @Nullable EliminationThreshold threshold(Stage stage) {
        Objects.requireNonNull(stage, "stage");
        return null;
    }

    /**
     * What continuous filtering takes away from the events of a {@linkplain #sift sifted} batch, in evaluation; null
     * without a filter.
     */
    @Nullable
    FilteredEnergy filteredEnergy(Batch batch);
}
