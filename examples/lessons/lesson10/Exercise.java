package lesson10;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson10.Gap10;
import org.end4rec.lessons.lesson10.SequenceMixing;

/** Fill the five gaps, then type: ./end4rec check 10 */
public final class Exercise implements Gap10 {
    /** What is smaller is a rounding error, and counts as 0. */
    private static final double TINY = 1e-6;

    @Override
    public double[][] matrixOf(SequenceMixing mixing, int n) {
        // matrix[i][j] is what position i takes from position j
        double[][] matrix = new double[n][n];
        for (int j = 0; j < n; j++) {
            // Feed the sequence of n numbers that is 1 at j and 0 elsewhere: mixing.mix(x) gives n numbers.
            throw new Todo("6 lines");
        }
        return matrix;
    }

    @Override
    public boolean looksAhead(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                // Return true if position i takes something from a later position j.
                throw new Todo("3 lines");
            }
        }
        return false;
    }

    @Override
    public boolean isCirculant(double[][] matrix) {
        int n = matrix.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                // Return false if one place further down and to the right stands another number; after n − 1 comes 0.
                throw new Todo("3 lines");
            }
        }
        return true;
    }

    @Override
    public boolean mixesNothing(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                // Return false if position i takes something from another position j.
                throw new Todo("3 lines");
            }
        }
        return true;
    }

    @Override
    public boolean isItsMatrix(SequenceMixing mixing, double[] x) {
        double[][] matrix = matrixOf(mixing, x.length);
        double[] y = mixing.mix(x);
        for (int i = 0; i < x.length; i++) {
            // Return false if row i of the matrix times x is not y[i].
            throw new Todo("7 lines");
        }
        return true;
    }
}
