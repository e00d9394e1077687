package org.end4rec.models.votes;

/**
 * The value of m votes beside an encoder's score: {@code w·ln(1 + m/c)}, nearly linear below c and slow above.
 *
 * @param weight w from 0 to 10⁶; 0 leaves the votes out
 * @param scale c from 10⁻³⁰ to 10³⁰; with these bounds every value is finite
 * @param recency r in (0, 1], the weight of an event's vote relative to the vote of the next newer event
 * @param shrinkage h from 0 to 10³⁰ of the similarities that are the votes, see
 *     {@link org.end4rec.models.counting.ItemNeighbors}
 */
public record VoteWeights(double weight, double scale, double recency, double shrinkage) {
    /** @throws IllegalArgumentException if a number is out of its range */
    public VoteWeights {
        check("weight", weight, weight >= 0 && weight <= 1e6, "from 0 to 1e6");
        check("scale", scale, scale >= 1e-30 && scale <= 1e30, "from 1e-30 to 1e30");
        check("recency", recency, recency > 0 && recency <= 1, "above 0 and at most 1");
        check("shrinkage", shrinkage, shrinkage >= 0 && shrinkage <= 1e30, "from 0 to 1e30");
    }

    private static void check(String name, double value, boolean valid, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException("VoteWeights: " + name + " is " + value + "; it must be " + allowed);
        }
    }

    /** The value of m ≥ 0 votes; it rises with m, from 0. */
    public float worth(float votes) {
        return (float) (weight * StrictMath.log1p(votes / scale));
    }
}
