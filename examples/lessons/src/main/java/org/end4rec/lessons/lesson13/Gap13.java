package org.end4rec.lessons.lesson13;

/** What the exercise of lesson 13 fills in. */
public interface Gap13 {
    /**
     * The squared agreement of each event with the other events: Σ_j (q_i·u_j)² over all j except i. A matrix collects
     * Σ_j u_jᵀu_j once; then no pair of events is looked at.
     *
     * @param q [N] the query of each event, d numbers each
     * @param u [N] the item of each event, d numbers each
     * @return [N] one number for each event
     */
    double[] squaredAgreement(CountedVector[] q, CountedVector[] u);

    /**
     * The noise contrast: −log σ(pure − original) − log σ(original − noise), with σ(x) = 1/(1 + e^−x).
     *
     * @param pure score of the next item, read from the kept events
     * @param original the same, read from all events
     * @param noise the same, read from the eliminated events
     */
    double contrast(double pure, double original, double noise);
}
