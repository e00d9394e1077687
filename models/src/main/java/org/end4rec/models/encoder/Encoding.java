package org.end4rec.models.encoder;

import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Variable;

/**
 * What an encoder makes of a shard.
 *
 * @param representation z [B,d]; [B,N,d] of a batch that has targets at every position
 * @param terms what the encoder adds to the recommendation loss; empty in evaluation
 */
public record Encoding(Variable representation, List<Term> terms) {
    /** No reference is null. */
    public Encoding {
        Objects.requireNonNull(representation, "representation");
        Objects.requireNonNull(terms, "terms");
    }
}
