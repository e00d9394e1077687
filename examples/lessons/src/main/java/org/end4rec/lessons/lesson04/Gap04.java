package org.end4rec.lessons.lesson04;

/** What the exercise of lesson 4 fills in. */
@FunctionalInterface
public interface Gap04 {
    /** Whether the gradient of a candidate is right, as far as differences of its values can tell. */
    boolean accept(Candidate candidate);
}
