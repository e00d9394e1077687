package org.end4rec.lessons.lesson01;

/** A number of a computation, and how fast the result changes with it. */
public final class Node {
    /** The number. */
    public final double value;

    /** The gradient of the result for this number, as far as it is known. */
    public double gradient;

    /** A number whose gradient is 0 so far. */
    public Node(double value) {
        this.value = value;
    }
}
