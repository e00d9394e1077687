package org.end4rec.models.encoder;

import org.end4rec.autograd.Variable;

/** The part of a layer that looks from one position to others. */
@FunctionalInterface
public interface Mixer {
    /** s: [B,N,d] → same. */
    Variable mix(Variable s);
}
