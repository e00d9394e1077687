package org.end4rec.models.recommend;

/** By what two items are similar. */
public enum Similarity {
    /** The cosine of the items' rows of the item table, from −1 to 1. Every item has neighbors, rare items too. */
    EMBEDDING,
    /**
     * The similarity that the votes count, {@code |U_i ∩ U_j| / (√(|U_i|·|U_j|) + h)} with the users of the two items
     * and the shrinkage h of the run: see {@link org.end4rec.models.counting.NeighborVotes}. An item has at most
     * {@code neighbors} such items, and none if it shares no user.
     */
    VOTES
}
