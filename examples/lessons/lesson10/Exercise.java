package lesson10;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson10.Gap10;
import org.end4rec.lessons.lesson10.SequenceMixing;

/** Fill the five gaps, then type: ./end4rec check 10 */
public final class Exercise implements Gap10 {
    /** What is smaller is a rounding error, and counts as 0. */
    private static boolean isZero(double value) {
        return Math.abs(value) < 1e-6;
    }

    @Override
    public double[][] matrixOf(SequenceMixing mixing, int n) {
        // matrix[i][j] is what position i takes from position j.
        double[][] matrix = new double[n][n];
        for (int j = 0; j < n; j++) {
            // Feed the sequence of n numbers that is 1 at j and 0 elsewhere: mixing.mix(x) gives n numbers.
            throw new Todo("6 lines");
        }
        return matrix;
    }

    @Override
    public boolean looksAhead(double[][] matrix) {
        boolean ahead = false;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                // Yes if position i takes something from a later position j, at any place. Write ahead |= ...
                throw new Todo("1 line");
            }
        }
        return ahead;
    }

    @Override
    public boolean isCirculant(double[][] matrix) {
        int n = matrix.length;
        boolean circulant = true;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                // No if another number stands one place down and one to the right. After n - 1 comes 0. Write
                // circulant &= ...
                throw new Todo("1 line");
            }
        }
        return circulant;
    }

    @Override
    public boolean mixesNothing(double[][] matrix) {
        boolean nothing = true;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                // No if position i takes something from another position j. Write nothing &= ...
                throw new Todo("1 line");
            }
        }
        return nothing;
    }

    @Override
    public boolean isItsMatrix(SequenceMixing mixing, double[] x) {
        double[][] matrix = matrixOf(mixing, x.length);
        boolean same = true;
        for (int i = 0; i < x.length; i++) {
            // Does the matrix foretell what mixing.mix(x) has at position i? times(matrix, x) is its product with x.
            // Write same &= ...
            throw new Todo("1 line");
        }
        return same;
    }

    /** The matrix times x: number i is the sum of matrix[i][j]·x[j] over j. */
    private static double[] times(double[][] matrix, double[] x) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                product[i] += matrix[i][j] * x[j];
            }
        }
        return product;
    }
}
