package org.end4rec.models.encoder;

import org.end4rec.autograd.Variable;
import org.end4rec.models.data.Batch;

/** A map of the signal before it is normalized. */
@FunctionalInterface
public interface Readout {
    /** signal: [B,d] or [B,N,d] → same. */
    Variable of(Variable signal, Batch batch);
}
