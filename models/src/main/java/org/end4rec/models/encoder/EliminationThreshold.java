package org.end4rec.models.encoder;

import org.end4rec.models.data.Batch;

/** Where an encoder draws the line between the events it keeps and those it eliminates. */
public interface EliminationThreshold {
    /** How far each event of a batch is on the side of what is kept, without padding; eliminated where not above 0. */
    float[] margins(Batch batch);

    /** Adds a number to every margin. */
    void raise(float by);
}
