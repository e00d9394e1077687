package org.end4rec.lessons.lesson10;

/** What the exercise of lesson 10 fills in. */
public interface Gap10 {
    /** The matrix of a mixing of n positions: {@code [i][j]} is what position i takes from position j. */
    double[][] matrixOf(SequenceMixing mixing, int n);

    /** Whether a position takes something from a later one. */
    boolean looksAhead(double[][] matrix);

    /** Whether each row is the row before, moved by one, and its end comes first. */
    boolean isCirculant(double[][] matrix);

    /** Whether no position takes anything from another one. */
    boolean mixesNothing(double[][] matrix);

    /** Whether the mixing of this x is its matrix times x. */
    boolean isItsMatrix(SequenceMixing mixing, double[] x);
}
