package org.end4rec.lessons.check;

/**
 * Tries an exercise. A check stops at the first part that is wrong, so that a student mends one thing at a time.
 *
 * @param <G> the interface that the exercise implements
 */
public interface Check<G> {
    /** The interface that the exercise implements. */
    Class<G> gap();

    /** One line: what is to be filled in. */
    String title();

    /**
     * Tries an answer.
     *
     * @throws Todo if a gap is still open
     */
    void check(G answer, CheckReport report);
}
