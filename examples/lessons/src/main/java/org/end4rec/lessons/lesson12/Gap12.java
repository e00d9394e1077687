package org.end4rec.lessons.lesson12;

/** What the exercise of lesson 12 fills in. Event i has noise[2i] for keep and noise[2i + 1] for drop. */
public interface Gap12 {
    /** Gumbel noise from a number u between 0 and 1. */
    double gumbel(double u);

    /** The decisions: 1 to keep an event, 0 to drop it. margin: [n], noise: [2n] → [n]. */
    double[] decide(double[] margin, double[] noise, double tau);

    /**
     * The way back, with the slope of the soft twin.
     *
     * @param dy [n] the gradients of the decisions
     * @return [n] the gradients of the margins
     */
    double[] backward(double[] margin, double[] noise, double tau, double[] dy);
}
