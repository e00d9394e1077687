package org.end4rec.lessons.lesson04;

/** A function of several numbers, with a gradient that somebody wrote. It computes in floats. */
public interface Candidate {
    /** How many numbers go in. */
    int size();

    /** The value at x. */
    float value(float[] x);

    /** What somebody believes to be the gradient at x; as many numbers as go in. */
    float[] gradient(float[] x);
}
