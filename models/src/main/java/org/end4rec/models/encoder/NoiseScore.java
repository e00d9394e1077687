package org.end4rec.models.encoder;

import org.end4rec.autograd.Variable;
import org.end4rec.models.data.Batch;

/** The noise score t of each event: the higher, the less the event is trusted. */
@FunctionalInterface
public interface NoiseScore {
    /**
     * The scores [B,N].
     *
     * @param linear [B,N] a linear function of the mined events
     * @param s0 [B,N,d] the embedded events
     * @param mask [B,N,1] 1 for an event, 0 for padding
     */
    Variable of(Variable linear, Variable s0, Variable mask, Batch batch);
}
