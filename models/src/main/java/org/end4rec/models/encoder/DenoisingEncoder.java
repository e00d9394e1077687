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

    /** The batch that {@link #encode} of a stage expects: without the events that are eliminated before encoding. */
    default KeptEvents sift(Batch batch, Stage stage) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(stage, "stage");
        return new KeptEvents(batch);
    }

    /** The threshold of the elimination, if in this stage the validation chooses the threshold; else null. */
    default @Nullable EliminationThreshold threshold(Stage stage) {
        Objects.requireNonNull(stage, "stage");
        return null;
    }

    /**
     * The energy that the filter removes from each event of a {@linkplain #sift sifted} batch, in evaluation; null
     * without a filter.
     */
    @Nullable
    FilteredEnergy filteredEnergy(Batch batch);
}
