package org.end4rec.lessons.lesson10;

/** What lets the positions of a sequence see each other. */
@FunctionalInterface
public interface SequenceMixing {
    /** N numbers, one a position → N numbers; x is left as it is. */
    double[] mix(double[] x);
}
