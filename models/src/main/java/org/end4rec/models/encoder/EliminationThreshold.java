package org.end4rec.models.encoder;

import org.end4rec.models.data.Batch;

/** The border between the events that an encoder keeps and the events that it eliminates. */
public interface EliminationThreshold {
    /**
     * The distance of each event of a batch to the border, without padding: above 0 the event is kept, else eliminated.
     */
    float[] margins(Batch batch);

    /** Adds a number to every margin: above 0 more events are kept. */
    void raiseMargins(float by);
}
