package org.end4rec.models.encoder;

import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A shard as an encoder represents it.
 *
 * @param representation z [B,d]; [B,N,d] for a batch that has targets at every position
 * @param terms terms that the encoder adds to the recommendation loss; empty in evaluation
 * @param kept [B,N], 0 for an event of the sequences that is eliminated; null if all are kept
 */
public record Encoding(
        Variable representation,
        List<LossTerm> terms,
        @Nullable Variable kept) {
    /** Neither representation nor terms are null. */
    public Encoding {
        Objects.requireNonNull(representation, "representation");
        Objects.requireNonNull(terms, "terms");
    }

    /** Of sequences whose events are all kept. */
    public Encoding(Variable representation, List<LossTerm> terms) {
        this(representation, terms, null);
    }
}
